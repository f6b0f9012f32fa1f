import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendFailure } from "./send-failure.ts";

/** The page of the installed desktop. */
export const desktopOrigin = "app://sidetone";

/** Origins whose pages may use a signed-in user's cookie or read answers: our own, and the configured ones. */
export function trustedOrigins(publicUrl: string, allowed: readonly string[]): string[] {
  return [...new Set([...sameMachine(publicUrl), desktopOrigin, ...allowed])];
}

/** On one's own machine `localhost` and `127.0.0.1` are the same place, and people type either. */
function sameMachine(publicUrl: string): string[] {
  const url = new URL(publicUrl);
  if (!["localhost", "127.0.0.1"].includes(url.hostname)) return [url.origin];
  return ["localhost", "127.0.0.1"].map((host) => {
    const other = new URL(publicUrl);
    other.hostname = host;
    return other.origin;
  });
}

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets trusted pages of other origins read answers (CORS), and refuses writes that a foreign page sends with
 * the user's cookie. Calls with a token in a header are not the browser's doing, so they may come from anywhere.
 */
export function guardOrigins(app: FastifyInstance, trusted: readonly string[]): void {
  const isTrusted = (origin: string) => trusted.includes(origin);
  app.addHook("onRequest", async (request, reply) => {
    const { origin } = request.headers;
    if (origin !== undefined) reply.header("vary", "Origin");
    if (origin !== undefined && isTrusted(origin)) allowReading(request, reply, origin);
    if (request.method === "OPTIONS" && origin !== undefined) return reply.code(204).send();
    if (isForeignWrite(request, isTrusted)) return sendFailure(reply, "origin.not_allowed");
  });
}

function allowReading(request: FastifyRequest, reply: FastifyReply, origin: string): void {
  reply.header("access-control-allow-origin", origin);
  reply.header("access-control-allow-credentials", "true");
  reply.header("access-control-expose-headers", "set-auth-token, retry-after, x-request-id");
  if (request.method !== "OPTIONS") return;
  reply.header("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
  reply.header("access-control-allow-headers", "authorization, content-type");
  reply.header("access-control-max-age", "600");
}

function isForeignWrite(
  { method, url, headers }: FastifyRequest,
  isTrusted: (origin: string) => boolean,
): boolean {
  if (safe.has(method)) return false;
  const signsIn = url.startsWith("/api/auth/");
  const usesCookie = headers.cookie !== undefined && headers.authorization === undefined;
  if (!signsIn && !usesCookie) return false;
  if (headers.origin !== undefined) return !isTrusted(headers.origin);
  return headers["sec-fetch-site"] === "cross-site";
}
