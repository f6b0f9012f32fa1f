import type { AddressFailure } from "../../shared/bridge/desktop.ts";

export type ReadAddress = { ok: true; address: string } | { ok: false; code: AddressFailure };

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);

/**
 * Reads the workspace's address as a person types it; the answer is an origin. Plain http is for this machine only:
 * elsewhere it would carry the sign-in in clear, and the page could not call it anyway.
 */
export function readAddress(text: string): ReadAddress {
  const trimmed = text.trim();
  const isHostOnly = !/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  let url: URL;
  try {
    url = new URL(isHostOnly ? `https://${trimmed}` : trimmed);
  } catch {
    return { ok: false, code: "not_an_address" };
  }
  if (isHostOnly && isLoopback(url.hostname)) url = new URL(`http://${trimmed}`);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb || url.username || url.password || !url.hostname) return { ok: false, code: "not_an_address" };
  if (url.protocol === "http:" && !isLoopback(url.hostname)) return { ok: false, code: "insecure" };
  return { ok: true, address: url.origin };
}

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Reads an address and asks it whether a workspace answers there. */
export async function findWorkspace(text: string, fetch: Fetch): Promise<ReadAddress> {
  const read = readAddress(text);
  if (!read.ok) return read;
  try {
    const answer = await fetch(`${read.address}/health/ready`, {
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(8000),
    });
    const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
    return answer.ok && isJson ? read : { ok: false, code: "not_a_workspace" };
  } catch {
    return { ok: false, code: "unreachable" };
  }
}
