import type { Work } from "#server/platform/news/index.ts";
import type { KeptRecording, Leg } from "#shared/domain/calls/index.ts";
import { type Actor, can, type Resource } from "#shared/permissions/can.ts";

/** A recording as it is stored, with what its rights are judged by. */
export interface RecordingRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly callId: string;
  readonly conversationId: string | null;
  readonly medium: "voice" | "video";
  readonly folder: string;
  readonly state: "asked" | "refused" | "recording" | "paused" | "complete" | "failed" | "erased";
  readonly consent: "none" | "announced" | "asked" | "given" | "refused";
  readonly consentAt: Date | null;
  readonly startedAt: Date | null;
  readonly durationMs: number | null;
  readonly manifest: KeptRecording | null;
  readonly eraseAt: Date | null;
  readonly legs: readonly Leg[];
  readonly queueId: string | null;
  readonly customerName: string | null;
  /** By member of staff who was in the call: his name, and his groups. */
  readonly staff: Readonly<Record<string, { readonly name: string; readonly groupIds: readonly string[] }>>;
}

const columns = `r.id, r.workspace_id as "workspaceId", r.call_id as "callId", r.conversation_id as "conversationId", k.medium,
  r.folder, r.state, r.consent, r.consent_at as "consentAt", r.started_at as "startedAt", r.duration_ms as "durationMs",
  r.manifest, r.erase_at as "eraseAt", k.legs, c.queue_id as "queueId", cu.name as "customerName",
  coalesce((select json_object_agg(u.id, json_build_object('name', u.name,
      'groupIds', array(select m.group_id from group_members m where m.user_id = u.id)))
    from users u where u.id in (select leg->>'userId' from jsonb_array_elements(k.legs) leg)), '{}') as staff`;

/** Recordings by condition on `r`: our own SQL with parameters, never a caller's text. */
export async function recordingRows(
  db: Pick<Work, "query">,
  where: string,
  values: readonly unknown[],
): Promise<RecordingRow[]> {
  const { rows } = await db.query<RecordingRow & Record<string, unknown>>(
    `select ${columns} from recordings r join calls k on k.id = r.call_id
       left join conversations c on c.id = r.conversation_id left join customers cu on cu.id = c.customer_id
     where ${where}`,
    [...values],
  );
  return rows;
}

const neverCame = ["no_answer", "declined", "busy", "cancelled"];

/** Whose call it was last, telephones apart: a recording is his, whoever began it. */
function ownerOf(legs: readonly Leg[]): string | null {
  const agents = legs.filter(({ party, userId }) => party === "agent" && userId !== null);
  const came = agents.filter(({ cause }) => !neverCame.includes(cause ?? ""));
  return (came.at(-1) ?? agents.at(-1))?.userId ?? null;
}

const placeOf = ({ workspaceId, legs, queueId, staff }: RecordingRow): Resource => {
  const ownerId = ownerOf(legs);
  return { workspaceId, ownerId, queueId, groupIds: staff[ownerId ?? ""]?.groupIds ?? [] };
};

/** Whether somebody may listen to this recording. */
export const mayPlay = (actor: Actor, row: RecordingRow): boolean =>
  can(actor, "recording.play", placeOf(row));

/** Whether he may hear what the customer was not to hear: who may come to such calls could have heard it then. */
export const mayHearAside = (actor: Actor, row: RecordingRow): boolean =>
  mayPlay(actor, row) && can(actor, "monitor.join", placeOf(row));
