import type { FastifyInstance, FastifyReply } from "fastify";

/** A request below `/api/auth` with its body read; see the accounts feature. */
export interface AuthRequest {
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly ip: string;
}

const prefix = "/api/auth";
const maxBodyBytes = 16 * 1024;

/** Hands what comes below `/api/auth` to `handle` as a web request, and its answer back. */
export async function serveAuth(
  app: FastifyInstance,
  publicUrl: string,
  handle: (call: AuthRequest) => Promise<Response>,
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string", bodyLimit: maxBodyBytes }, (_request, body, done) =>
      done(null, body),
    );
    scope.all(`${prefix}/*`, { bodyLimit: maxBodyBytes }, async (request, reply) => {
      const url = new URL(request.url, publicUrl);
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        if (typeof value === "string") headers.set(name, value);
      }
      const body = typeof request.body === "string" && request.body !== "" ? request.body : undefined;
      const path = url.pathname.slice(prefix.length);
      const { method, ip } = request;
      return send(reply, await handle({ method, path, url: url.href, headers, body, ip }));
    });
  });
}

async function send(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  reply.code(answer.status).header("cache-control", "no-store");
  for (const [name, value] of answer.headers) {
    if (name !== "set-cookie" && !name.startsWith("access-control-")) reply.header(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  return reply.send(Buffer.from(await answer.arrayBuffer()));
}
