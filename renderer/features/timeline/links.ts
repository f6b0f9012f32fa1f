/** A link that is safe to offer, and what somebody should know of it before he follows it. */
export interface SafeLink {
  readonly href: string;
  /** Where it really goes, in ASCII; empty for mail and telephone. */
  readonly host: string;
  /** Letters of other scripts in the host can imitate familiar ones. */
  readonly imitates: boolean;
}

const schemes = new Set(["http:", "https:", "mailto:", "tel:"]);
// Blanks, control, zero-width and direction characters: nothing in an honest address, much in a forged one.
const hidden = /[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function decoded(text: string): string | undefined {
  try {
    return decodeURI(text);
  } catch {
    return undefined;
  }
}

/** Reads an address as a link; undefined when it is none that we offer. */
export function safeLink(text: string): SafeLink | undefined {
  const plain = decoded(text);
  if (plain === undefined || text.length > 2_048 || hidden.test(text) || hidden.test(plain)) return undefined;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (!schemes.has(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  if (url.protocol === "mailto:" || url.protocol === "tel:")
    return { href: url.href, host: "", imitates: false };
  return { href: url.href, host: url.host, imitates: /(^|\.)xn--/.test(url.hostname) };
}
