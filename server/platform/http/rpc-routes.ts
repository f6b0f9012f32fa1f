import { OpenAPIHandler } from "@orpc/openapi/fastify";
import type { AnyRouter } from "@orpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { maxFileBytes } from "#shared/contract/files.ts";
import { AppError } from "#shared/errors/app-error.ts";
import type { CallOf } from "./call-factory.ts";
import { toHttpError } from "./http-error.ts";
import type { IncomingCall } from "./request-context.ts";
import { sendFailure } from "./send-failure.ts";

const prefix = "/api/v1";

/** Multipart wrapping around the largest file. */
const maxUploadBytes = maxFileBytes + 1024 * 1024;

export interface RpcOptions {
  readonly router: AnyRouter;
  readonly callOf: CallOf;
  /** Told which procedure a call has reached, for the metrics. */
  reached?(call: IncomingCall, procedure: string): void;
}

/** Serves the contract below `/api/v1`. */
export async function serveRpc(app: FastifyInstance, { router, callOf, reached }: RpcOptions): Promise<void> {
  const handler = new OpenAPIHandler<IncomingCall>(router, {
    interceptors: [
      async ({ context, next }) => {
        try {
          return await next();
        } catch (error) {
          throw toHttpError(error, context.log);
        }
      },
    ],
    clientInterceptors: [
      ({ context, path, next }) => {
        reached?.(context, path.join("."));
        return next();
      },
    ],
  });
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header("cache-control", "no-store");
    const { matched } = await handler.handle(request, reply, { prefix, context: callOf(request) });
    return matched ? reply : sendFailure(reply, "request.not_found");
  };
  await app.register(async (scope) => {
    readBodies(scope);
    for (const [path, visitors] of [
      ["/conversations/:conversationId/files", false],
      ["/visitor/conversations/:conversationId/files", true],
    ] as const) {
      scope.post(
        `${prefix}${path}`,
        { bodyLimit: maxUploadBytes, onRequest: knownFirst(callOf, visitors) },
        answer,
      );
    }
    for (const path of ["/users/:userId/photo", "/me/photo"]) {
      const options = { bodyLimit: maxUploadBytes, onRequest: knownFirst(callOf, false) };
      scope.put(`${prefix}${path}`, options, answer);
    }
    scope.all(`${prefix}/*`, answer);
  });
}

/** A stranger's ten megabytes are not even read. */
const knownFirst =
  (callOf: CallOf, visitors: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
    const call = callOf(request);
    const who = await (visitors ? call.resolveVisitor() : call.resolveActor());
    if (!who) return sendFailure(reply.header("connection", "close"), "session.required");
  };

/** Reads bodies whole and bounded. Only JSON and forms with files: what a plain HTML form can send is refused. */
function readBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body === "" ? {} : JSON.parse(String(body)));
    } catch {
      done(unreadable("is not well-formed JSON"));
    }
  });
  scope.addContentTypeParser("multipart/form-data", { parseAs: "buffer" }, (request, body, done) => {
    const type = request.headers["content-type"] ?? "";
    new Response(new Uint8Array(body as Buffer), { headers: { "content-type": type } })
      .formData()
      .then((form) => done(null, form))
      .catch(() => done(unreadable("is not a well-formed form")));
  });
  scope.addContentTypeParser("*", (_request, _body, done) => done(unreadable("must be JSON (Content-Type)")));
  scope.setErrorHandler((error: Error & { code?: string }, request, reply) => {
    if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
      return sendFailure(reply, tooLarge(request.url));
    }
    if (error instanceof AppError) return sendFailure(reply, error.code, error.fields);
    throw error;
  });
}

const tooLarge = (url: string) => {
  if (url.endsWith("/files")) return "file.too_large";
  return url.endsWith("/photo") ? "photo.invalid" : "request.too_large";
};

function unreadable(problem: string): AppError {
  return new AppError("request.invalid", {}, { fields: [{ field: "body", problem }] });
}
