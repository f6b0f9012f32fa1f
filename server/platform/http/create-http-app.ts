import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { uuidv7 } from "uuidv7";
import { toHttpError } from "./http-error.ts";
import { guardOrigins } from "./origins.ts";
import { sendFailure } from "./send-failure.ts";

export interface HttpAppOptions {
  readonly log: Logger;
  readonly publicUrl: string;
  readonly trustedOrigins: readonly string[];
  /** Believe the `X-Forwarded-*` of the one proxy in front; otherwise they are ignored. */
  readonly trustProxy: boolean;
}

/** The largest body outside the file routes. */
export const maxBodyBytes = 1024 * 1024;

/** The Fastify application with what holds for every route: ids, headers, origins, failures, logs. */
export function createHttpApp(options: HttpAppOptions): FastifyInstance {
  const { log, publicUrl, trustedOrigins, trustProxy } = options;
  const app = Fastify({
    logger: false,
    // One hop: the address that our own proxy saw. What the caller wrote before it is not believed.
    trustProxy: trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: maxBodyBytes,
    genReqId: () => uuidv7(),
    requestTimeout: 60_000,
    connectionTimeout: 0,
    keepAliveTimeout: 30_000,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: false },
    frameworkErrors: (_error, _request, reply) => void sendFailure(reply, "request.invalid"),
  });
  setHeaders(app, publicUrl);
  guardOrigins(app, trustedOrigins);
  app.setNotFoundHandler((_request, reply) => sendFailure(reply, "request.not_found"));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = toHttpError(error, log.child({ reqId: request.id }));
    return sendFailure(reply, isUnreadable(error) ? "request.invalid" : failure.code);
  });
  app.addHook("onResponse", async (request, reply) => {
    // The route's pattern, never the address: an address may hold what people typed, or a token.
    const route = request.routeOptions.url ?? "none";
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    log.debug({ reqId: request.id, method: request.method, route, status: reply.statusCode, ms }, "answered");
  });
  return app;
}

function setHeaders(app: FastifyInstance, publicUrl: string): void {
  const secure = publicUrl.startsWith("https://");
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "x-request-id": request.id,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "content-security-policy":
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      "permissions-policy": "geolocation=(), payment=(), usb=()",
    });
    if (secure) reply.header("strict-transport-security", "max-age=31536000; includeSubDomains");
  });
}

const isUnreadable = ({ code, statusCode }: FastifyError): boolean =>
  code !== "FST_ERR_CTP_BODY_TOO_LARGE" && statusCode !== undefined && statusCode >= 400 && statusCode < 500;
