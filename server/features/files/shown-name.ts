const longest = 120;

/** Device names of Windows, with or without an extension. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * A file's name made harmless to show and to save: no folders, no control or direction characters (which can make
 * `gpj.exe` look like `exe.jpg`), no device names, bounded. Never used as a path on the server.
 */
export function shownName(given: string): string {
  const last = given.toWellFormed().normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(
      /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu,
      "",
    )
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  const bounded = shortened(plain);
  if (bounded === "") return "file";
  return devices.test(bounded) ? `_${bounded}` : bounded;
}

/** Keeps the extension, which tells people what the file is. */
function shortened(name: string): string {
  if (name.length <= longest) return name;
  const extension = /\.[^.]{1,15}$/.exec(name)?.[0] ?? "";
  return `${name.slice(0, longest - extension.length - 1).toWellFormed()}…${extension}`.slice(0, longest);
}

/** The header that makes a browser save (`attachment`) or show (`inline`) under this name. */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
