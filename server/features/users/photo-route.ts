import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { CallOf } from "#server/platform/http/call-factory.ts";
import { admit } from "#server/platform/http/guard.ts";
import { sendFailure } from "#server/platform/http/send-failure.ts";
import { AppError, fail } from "#shared/errors/app-error.ts";
import type { Queryable } from "./deps.ts";

interface Asked {
  readonly Params: { readonly id: string };
  /** The version that the profile names: under it, the photo never changes. */
  readonly Querystring: { readonly v?: string };
}

/** `GET /api/v1/users/{id}/photo`: for everybody of the workspace. A foreign person's photo looks like none. */
export function servePhotos(app: FastifyInstance, db: Queryable, callOf: CallOf): void {
  app.get<Asked>("/api/v1/users/:id/photo", async (request, reply) => {
    try {
      const actor = (await admit("signed-in", callOf(request))).user();
      const { rows } = await db.query<{ etag: string; base64: string }>(
        `select p.etag, p.bytes_base64 as base64 from user_photos p join users u on u.id = p.user_id
          where u.id = $1 and u.workspace_id = $2`,
        [request.params.id.replaceAll("\u0000", ""), actor.workspaceId],
      );
      return send(
        request.headers["if-none-match"],
        request.query.v,
        reply,
        rows[0] ?? fail("user.not_found"),
      );
    } catch (error) {
      if (error instanceof AppError) return sendFailure(reply, error.code);
      throw error;
    }
  });
}

function send(
  known: FastifyRequest["headers"]["if-none-match"],
  version: unknown,
  reply: FastifyReply,
  { etag, base64 }: { readonly etag: string; readonly base64: string },
): FastifyReply {
  reply.headers({
    etag: `"${etag}"`,
    "cache-control": version === etag ? "private, max-age=31536000, immutable" : "private, no-cache",
    "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    // The desktop's page lives at app://sidetone and shows images of the server.
    "cross-origin-resource-policy": "cross-origin",
  });
  if (known?.includes(`"${etag}"`)) return reply.code(304).send();
  return reply.type("image/webp").send(Buffer.from(base64, "base64"));
}
