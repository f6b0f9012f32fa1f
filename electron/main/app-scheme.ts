import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { contentSecurityPolicy, serverOrigins, withNonce } from "../../shared/security/csp.ts";
import { appFile } from "./app-files.ts";
import { APP_SCHEME, isOwnPage } from "./own-page.ts";

/** To be told to Electron before it is ready. */
export const appSchemePrivileges = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
};

type SchemeDeps = {
  root: string;
  /** The workspace's address, which the page may call; null while none is known. */
  serverAddress(): string | null;
};

/** Answers `app://sidetone/…` from the renderer's build, each page with a policy and a nonce of its own. */
export const createAppScheme = ({ root, serverAddress }: SchemeDeps) => {
  let page: Promise<string> | undefined;
  return async (request: { url: string; method: string }): Promise<Response> => {
    if (request.method !== "GET" && request.method !== "HEAD") return plain(405);
    const found = isOwnPage(request.url) ? appFile(root, request.url) : undefined;
    if (!found) return plain(404);
    const headers = new Headers({ "content-type": found.type, "x-content-type-options": "nosniff" });
    headers.set("referrer-policy", "no-referrer");
    try {
      if (!found.isPage) {
        headers.set("cache-control", "max-age=31536000, immutable");
        return new Response(new Uint8Array(await readFile(found.file)), { headers });
      }
      page ??= readFile(found.file, "utf8");
      const html = await page;
      const nonce = randomBytes(16).toString("base64");
      const address = serverAddress();
      const connect = address ? serverOrigins(address) : [];
      headers.set("content-security-policy", contentSecurityPolicy({ nonce, connect }));
      headers.set("cross-origin-opener-policy", "same-origin");
      headers.set("cache-control", "no-store");
      return new Response(withNonce(html, nonce), { headers });
    } catch {
      page = undefined;
      return plain(404);
    }
  };
};

const plain = (status: number): Response =>
  new Response(status === 404 ? "not found" : "not allowed", {
    status,
    headers: {
      "content-type": "text/plain",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'",
    },
  });
