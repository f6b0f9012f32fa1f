import type pg from "pg";
import { Recording } from "#shared/contract/recordings.ts";
import type { PlayableFile } from "#shared/domain/calls/index.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { mayHearAside, mayPlay, type RecordingRow, recordingRows } from "./recording-rows.ts";

/** The files of a recording that are open to somebody. */
export const filesFor = (actor: Actor, row: RecordingRow): readonly PlayableFile[] => {
  const all = mayPlay(actor, row) ? (row.manifest?.playable ?? []) : [];
  return mayHearAside(actor, row) ? all : all.filter(({ what }) => what !== "aside");
};

function peopleOf({ legs, staff, customerName }: RecordingRow, { legIds }: PlayableFile) {
  return legIds.flatMap((legId) => {
    const leg = legs.find(({ id }) => id === legId);
    if (!leg) return [];
    const name = leg.userId ? (staff[leg.userId]?.name ?? "") : (leg.phone ?? customerName ?? "");
    return [{ legId, party: leg.party, name }];
  });
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function shown(actor: Actor, row: RecordingRow): Recording {
  const { id, callId, medium, state, consent, durationMs, manifest } = row;
  return Recording.parse({
    ...{ id, callId, medium, state, consent, durationMs },
    consentAt: iso(row.consentAt),
    startedAt: iso(row.startedAt),
    eraseAt: iso(row.eraseAt),
    pauses: manifest?.pauses ?? [],
    levels: manifest?.levels ?? null,
    files: filesFor(actor, row).map((file) => ({
      ...{ name: file.file, what: file.what, people: peopleOf(row, file) },
      ...{ bytes: file.bytes, sha256: file.sha256, durationMs: file.durationMs },
    })),
  });
}

/** The recordings of a conversation that somebody may listen to; others look as if there were none. */
export async function recordingsOf(
  pool: pg.Pool,
  actor: Actor,
  conversationId: string,
): Promise<Recording[]> {
  const rows = await recordingRows(
    pool,
    "r.conversation_id = $1 and r.workspace_id = $2 order by r.created_at",
    [conversationId, actor.workspaceId],
  );
  return rows.filter((row) => mayPlay(actor, row)).map((row) => shown(actor, row));
}
