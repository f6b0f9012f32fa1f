import type { Work } from "#server/platform/news/index.ts";
import type { Call, EndCause, Leg, RecordingRules, SupervisorMode } from "#shared/domain/calls/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type CallRecording, recordingColumn } from "./recording-of-call.ts";

type Queryable = Pick<Work, "query">;

/** A call as it is stored: what the rules know of it, and what they need not know. */
export interface CallRow {
  readonly call: Call;
  readonly workspaceId: string;
  readonly conversationId: string | null;
  readonly medium: "voice" | "video";
  readonly direction: "inbound" | "outbound" | "internal";
  /** The conversation is this call, and ends with it. */
  readonly isWhole: boolean;
  readonly mediaEpoch: number;
  /** The media engine that has it; null: none yet. */
  readonly mediaNode: string | null;
  /** Grows whenever the call is another one in its customer's eyes, and only then. */
  readonly customerVersion: number;
  /** By member of staff, how many changes were none in his eyes. */
  readonly unseen: Readonly<Record<string, number>>;
  /** From which mode on those whom a supervisor is with see him. */
  readonly seenFrom: SupervisorMode;
  readonly recording: CallRecording | null;
  /** Which calls the workspace records. */
  readonly recordCalls: RecordingRules["recordCalls"];
  readonly createdAt: Date;
  readonly connectedAt: Date | null;
  readonly endedAt: Date | null;
}

interface Row extends Omit<CallRow, "call"> {
  readonly id: string;
  readonly legs: readonly Leg[];
  readonly version: number;
  readonly cause: EndCause | null;
}

const columns = `k.id, k.workspace_id as "workspaceId", k.conversation_id as "conversationId", k.medium, k.direction,
  k.is_whole as "isWhole", k.legs, k.version, k.cause, k.media_epoch as "mediaEpoch", k.media_node as "mediaNode", k.customer_version as "customerVersion",
  k.unseen, coalesce((select w.settings->'monitor'->>'supervisorsSeen' from workspaces w where w.id = k.workspace_id), 'listen') as "seenFrom",
  k.created_at as "createdAt", ${recordingColumn},
  coalesce((select w.settings->'callPermissions'->>'recordCalls' from workspaces w where w.id = k.workspace_id), 'off') as "recordCalls",
  k.connected_at as "connectedAt", k.ended_at as "endedAt"`;

const toRow = ({ id, legs, version, cause, ...row }: Row): CallRow => ({
  ...row,
  // Legs from before there were telephones say nothing of them.
  call: { id, legs: legs.map((leg) => ({ ...leg, phone: leg.phone ?? null })), version, cause },
});

/** Calls by condition on `k`: our own SQL with parameters, never a caller's text. */
export async function callRows(db: Queryable, where: string, values: readonly unknown[]): Promise<CallRow[]> {
  const { rows } = await db.query<Row>(`select ${columns} from calls k where ${where}`, [...values]);
  return rows.map(toRow);
}

/** One call; `call.not_found` when there is none. */
export async function findCall(db: Queryable, callId: string): Promise<CallRow> {
  const [row] = await callRows(db, "k.id = $1", [callId]);
  return row ?? fail("call.not_found", { callId });
}

/** A call's conversation as it stands behind the lock: who has it, if anybody. */
export interface Kept {
  readonly state: "assistant" | "waiting" | "assigned" | "closed";
  readonly assigneeId: string | null;
}

/** A call that nobody else changes until the commit, nor its conversation. */
export interface LockedCall extends CallRow {
  /** Null: it belongs to no conversation. */
  readonly kept: Kept | null;
}

/** Locks a call for a change: its conversation before it, as everybody who changes a conversation does. */
export async function lockCall(tx: Work, callId: string): Promise<LockedCall> {
  const { rows } = await tx.query<{ state: Kept["state"]; assigneeId: string | null }>(
    `select state, assignee_id as "assigneeId" from conversations
     where id = (select conversation_id from calls where id = $1) for no key update`,
    [callId],
  );
  const [row] = await callRows(tx, "k.id = $1 for no key update", [callId]);
  return { ...(row ?? fail("call.not_found", { callId })), kept: rows[0] ?? null };
}

/** A leg of somebody who is in the call or rung for it. */
export const legOfUser = ({ legs }: Call, userId: string): Leg | undefined =>
  legs.find((leg) => leg.userId === userId && leg.state !== "gone");
/** The customer's leg, while he is in the call or asked into it. */
export const legOfCustomer = ({ legs }: Call): Leg | undefined =>
  legs.find(({ party, state }) => party === "customer" && state !== "gone");
