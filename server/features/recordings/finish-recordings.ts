import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import type { Logger } from "pino";
import { MediaRefusal } from "#server/media/media-engine.ts";
import { mixInChild } from "#server/media/recording/mix-in-child.ts";
import type { Mixed } from "#server/media/recording/mix-recording.ts";
import { readRecording } from "#server/media/recording/read-recording.ts";
import type { KeptRecording } from "#shared/domain/calls/index.ts";

export interface FinishDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  /** The media engine of this server: what was recorded by others lies elsewhere. */
  readonly node: string;
  readonly root: string;
  /** Resolves when the engine has written everything it has of a call. */
  readonly endInEngine: (callId: string) => Promise<void>;
}

interface Due {
  readonly id: string;
  readonly callId: string;
  readonly folder: string;
  readonly isForeign: boolean;
}

/**
 * A recording whose call is over, and which nobody has put together: our own, and those that another server has left for
 * an hour, since it is gone or has another name.
 */
const dueSql = `
  select r.id, r.call_id as "callId", r.folder, r.media_node <> $1 as "isForeign"
  from recordings r join calls k on k.id = r.call_id
  where (r.media_node = $1 or k.ended_at < now() - interval '1 hour') and (r.state in ('asked', 'recording', 'paused') or (r.state = 'failed' and r.manifest is null))
    and k.ended_at is not null and r.id <> all($2::uuid[])
  order by r.media_node <> $1, k.ended_at limit 1`;

/** The workspace says at the end of a call how long it is kept; what nobody agreed to was not recorded. */
const keepSql = `
  update recordings r set manifest = $2::jsonb, mixed_file = $3, mixed_sha256 = $4, duration_ms = $5,
    state = case when r.state = 'asked' then 'refused' when r.state = 'failed' or not $6 then 'failed' else 'complete' end,
    ended_at = k.ended_at,
    erase_at = k.ended_at + make_interval(days => nullif(
      coalesce((w.settings->'callPermissions'->>'recordingDays')::int, $7), 0))
  from calls k, workspaces w where r.id = $1 and k.id = r.call_id and w.id = r.workspace_id`;

/** What can be played lies in a folder of its own. */
export const playable = "playable";
const nothing: Mixed = { files: [], levels: null };
/** So often a recording is tried to be put together, before what there is of it is kept as it is. */
const mostTries = 3;

/** Puts recordings together whose calls are over: what they consist of, and what can be played. */
export function createFinisher(deps: FinishDeps, defaultDays: number) {
  const tries = new Map<string, number>();

  async function mixed({ id, folder }: Due, signal: AbortSignal): Promise<Mixed | undefined> {
    const into = path.join(folder, playable);
    // Of an attempt that was interrupted.
    await rm(into, { recursive: true, force: true });
    try {
      return await mixInChild({ folder, into }, signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof MediaRefusal)) throw error;
      deps.log.error({ err: error, recordingId: id }, "a recording could not be mixed");
      return undefined;
    }
  }

  async function finish(due: Due, signal: AbortSignal): Promise<void> {
    const folder = path.join(deps.root, due.folder);
    // Its files lie with another server.
    if (due.isForeign && !existsSync(folder)) return;
    await deps.endInEngine(due.callId);
    const found = await readRecording(folder);
    const made = found && found.tracks.length > 0 ? await mixed({ ...due, folder }, signal) : { ...nothing };
    const attempt = (tries.get(due.id) ?? 0) + 1;
    tries.set(due.id, attempt);
    if (!made && attempt < mostTries) return;
    const { files, levels } = made ?? nothing;
    const mix = files.find(({ what }) => what === "mix");
    const { folder: _, ...manifest } = found ?? { folder, ...unrecorded };
    const kept: KeptRecording = { ...manifest, playable: files, levels };
    await deps.pool.query(keepSql, [
      due.id,
      JSON.stringify(kept),
      mix?.file ?? null,
      mix?.sha256 ?? null,
      kept.durationMs,
      made !== undefined && found !== undefined,
      defaultDays,
    ]);
    tries.delete(due.id);
  }

  /** One after the other, as long as there are any: each takes a processor for a while. */
  return async (signal: AbortSignal): Promise<void> => {
    const later: string[] = [];
    while (!signal.aborted) {
      const { rows } = await deps.pool.query<Due>(dueSql, [deps.node, later]);
      const [due] = rows;
      if (!due) return;
      try {
        await finish(due, signal);
      } catch (error) {
        if (!signal.aborted)
          deps.log.warn({ err: error, recordingId: due.id }, "a recording is put together later");
      }
      later.push(due.id);
    }
  };
}

/** Of a recording that the engine never began, or whose folder is gone. */
const unrecorded = { startedAt: 0, durationMs: 0, pauses: [], tracks: [], isComplete: false };
