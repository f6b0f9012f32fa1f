import type { FastifyInstance, FastifyRequest } from "fastify";
import type { CallOf } from "#server/platform/http/call-factory.ts";
import type { VisitorLimits } from "./visitor-limits.ts";

const starts = "/api/v1/visitor/conversations";
const sends = /^\/api\/v1\/visitor\/conversations\/[\w-]{1,64}\/(messages|files)$/;

/**
 * Counts what a visitor starts and sends over HTTP, before anything is read or done. On the socket, commands are
 * counted by the platform.
 */
export function countVisitors(app: FastifyInstance, callOf: CallOf, limits: VisitorLimits): void {
  app.addHook("onRequest", async (request) => {
    if (request.method !== "POST" || !request.url.startsWith(starts)) return;
    const visitor = await callOf(request).resolveVisitor();
    if (visitor) await countOne(request, visitor.customerId, limits);
  });
}

async function countOne(request: FastifyRequest, customerId: string, limits: VisitorLimits): Promise<void> {
  const path = request.url.split("?")[0] ?? "";
  if (path === starts) await limits.countStart(customerId, request.ip);
  else if (sends.test(path)) await limits.countMessage(customerId);
}
