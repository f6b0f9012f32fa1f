import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What a request shows to prove who sends it. */
export type Credential =
  | { readonly kind: "session-token"; readonly token: string }
  | { readonly kind: "access-token"; readonly jwt: string };

/**
 * Reads the credential of a request: a bearer token before the cookie. `signingKey` is the one that signs the
 * cookie (`token.signature`); the desktop may send the bare session token, which is as hard to guess.
 */
export function readCredential(
  headers: IncomingHttpHeaders,
  { cookieName, signingKey }: { cookieName: string; signingKey: string },
): Credential | null {
  const bearer = /^bearer +(\S{1,4096})$/i.exec(headers.authorization ?? "")?.[1];
  if (bearer !== undefined) {
    if (bearer.split(".").length === 3) return { kind: "access-token", jwt: bearer };
    const token = bearer.includes(".") ? unsigned(decoded(bearer), signingKey) : bearer;
    return token ? { kind: "session-token", token } : null;
  }
  const cookie = cookieValue(headers.cookie ?? "", cookieName);
  const token = cookie && unsigned(decoded(cookie), signingKey);
  return token ? { kind: "session-token", token } : null;
}

function unsigned(value: string, signingKey: string): string | null {
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const expected = createHmac("sha256", signingKey).update(token).digest();
  const given = Buffer.from(value.slice(dot + 1), "base64");
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function cookieValue(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const [key, ...rest] = part.trim().split("=");
    if (key === name) return rest.join("=");
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
