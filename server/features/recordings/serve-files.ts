import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type pg from "pg";
import * as z from "zod";
import { activityActor } from "#server/platform/activity/activity-actor.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { CallOf } from "#server/platform/http/call-factory.ts";
import { admit } from "#server/platform/http/guard.ts";
import { sendFailure } from "#server/platform/http/send-failure.ts";
import { transact } from "#server/platform/news/index.ts";
import type { PlayableFile } from "#shared/domain/calls/index.ts";
import { AppError, fail } from "#shared/errors/app-error.ts";
import { byteRange } from "./byte-range.ts";
import { playable } from "./finish-recordings.ts";
import { type RecordingRow, recordingRows } from "./recording-rows.ts";
import { filesFor } from "./recordings-of.ts";

interface ServeDeps {
  readonly pool: pg.Pool;
  /** Where recordings lie. */
  readonly root: string;
  readonly callOf: CallOf;
}

type Asked = FastifyRequest<{ Params: { id: string; name: string }; Querystring: { download?: string } }>;

/** Who goes on listening asks for one part after the other: it is one access for so long, ms. */
const oneAccessMs = 10 * 60_000;

/**
 * `GET /api/v1/recordings/{id}/files/{name}`: for those who may listen to it, now and not only when they began. A foreign
 * one looks like none. Every access is in the activity log.
 */
export function serveRecordingFiles(app: FastifyInstance, { pool, root, callOf }: ServeDeps): void {
  const accesses = new Map<string, number>();

  /** Logs each access once; what could not be logged is not listened to, and is logged the next time. */
  async function logged(key: string, log: () => Promise<unknown>): Promise<void> {
    const now = Date.now();
    for (const [old, at] of accesses) if (now - at > oneAccessMs) accesses.delete(old);
    const known = accesses.has(key);
    accesses.set(key, now);
    if (known) return;
    try {
      await log();
    } catch (error) {
      accesses.delete(key);
      throw error;
    }
  }

  async function find(request: Asked) {
    const call = callOf(request);
    const identity = await admit("recording.play", call);
    const actor = identity.user();
    const { id, name } = request.params;
    const [row] = z.uuid().safeParse(id).success
      ? await recordingRows(pool, "r.id = $1 and r.workspace_id = $2", [id, actor.workspaceId])
      : [];
    const file = row && filesFor(actor, row).find((one) => one.file === name);
    if (!row || !file) return fail("recording.not_found", { id });
    const place = join(root, row.folder, playable, file.file);
    const { size } = (await stat(place).catch(() => null)) ?? fail("recording.not_here", { id });
    const said = activityActor({ ...identity, ip: call.ip, headers: call.headers });
    return { row, file, place, size, said, session: actor.sessionId };
  }

  app.get("/api/v1/recordings/:id/files/:name", async (request: Asked, reply) => {
    try {
      const found = await find(request);
      const { row, file, said } = found;
      const action = request.query.download === undefined ? "recording.played" : "recording.downloaded";
      await logged(`${found.session} ${row.id} ${file.file} ${action}`, () =>
        transact(pool, (tx) =>
          recordActivity(tx, {
            workspaceId: row.workspaceId,
            actor: said,
            action,
            target: { kind: "recording", id: row.id, name: row.customerName ?? "" },
            after: { file: file.file },
          }),
        ),
      );
      return send(reply, request.headers.range, found, action === "recording.downloaded");
    } catch (error) {
      if (error instanceof AppError) return sendFailure(reply, error.code);
      throw error;
    }
  });
}

interface Found {
  readonly row: RecordingRow;
  readonly file: PlayableFile;
  readonly place: string;
  readonly size: number;
}

function send(reply: FastifyReply, asked: string | undefined, found: Found, isDownload: boolean) {
  const { row, file, place, size } = found;
  const range = byteRange(asked, size);
  reply.headers({
    "content-type": file.what === "pictures" ? "video/webm" : "audio/webm",
    "content-disposition": `${isDownload ? "attachment" : "inline"}; filename="${row.id}-${file.file}"`,
    "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "accept-ranges": "bytes",
    // The desktop's page lives at app://sidetone.
    "cross-origin-resource-policy": "cross-origin",
  });
  if (range === null) return reply.code(416).header("content-range", `bytes */${size}`).send();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) reply.code(206).header("content-range", `bytes ${start}-${end}/${size}`);
  return reply.header("content-length", end - start + 1).send(createReadStream(place, { start, end }));
}
