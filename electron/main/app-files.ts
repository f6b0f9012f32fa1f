import path from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".wav": "audio/wav",
};

export type AppFile = { file: string; type: string; isPage: boolean };

/**
 * Which file of the renderer's build answers an address; undefined is "not found". Addresses without a file name
 * ending are places of the router, and all get the one page. The build may be made for `/` or for `/app/`.
 */
export function appFile(root: string, address: string): AppFile | undefined {
  const written = new URL(address).pathname;
  let pathname: string;
  try {
    pathname = decodeURIComponent(written);
  } catch {
    return undefined;
  }
  // Decoded once, so that what was encoded twice stays a strange name and is refused here.
  if (/[\\%\0]/.test(pathname) || pathname.split("/").some((part) => part === ".." || part === "."))
    return undefined;
  const page = { file: path.join(root, "index.html"), type: types[".html"] as string, isPage: true };
  const inside = pathname.replace(/^\/app(?=\/|$)/, "");
  const ending = path.extname(inside).toLowerCase();
  if (ending === "" || inside === "/index.html") return page;
  const type = types[ending];
  // A conversation's place may hold a dot, but never an ending that we serve.
  if (!type) return inside.startsWith("/assets/") ? undefined : page;
  const file = path.join(root, inside);
  return file.startsWith(root + path.sep) ? { file, type, isPage: false } : undefined;
}
