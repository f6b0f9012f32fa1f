import { randomUUID } from "node:crypto";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Author } from "#shared/contract/conversation-events.ts";
import {
  type Call,
  isLeftToPhones,
  type RecordingEvent,
  recordingAfter,
  stateOf,
} from "#shared/domain/calls/index.ts";
import { settingsOf, type WorkspaceSettings } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { CallRow, LockedCall } from "./call-rows.ts";
import type { CallRecording } from "./recording-of-call.ts";

async function rulesOf(tx: Pick<Work, "query">, workspaceId: string): Promise<WorkspaceSettings> {
  const { rows } = await tx.query<{ settings: Partial<WorkspaceSettings> }>(
    "select settings from workspaces where id = $1",
    [workspaceId],
  );
  return settingsOf(rows[0]?.settings ?? {});
}

function eventOf(before: LockedCall, after: Call): RecordingEvent | null {
  if (after.cause !== null) return before.call.cause === null ? "ended" : null;
  // Nobody of the staff is there any more: what two telephones say is theirs.
  if (isLeftToPhones(after)) return isLeftToPhones(before.call) ? null : "off";
  return before.connectedAt === null && stateOf(after) !== "ringing" ? "connected" : null;
}

/**
 * The recording of a call after a change of it, or after what somebody wants. Only calls with a customer are recorded.
 * `call.wrong_state`: what is wanted cannot be now.
 */
export async function nextRecording(
  tx: Pick<Work, "query">,
  before: LockedCall,
  after: Call,
  wanted?: RecordingEvent,
): Promise<CallRecording | null> {
  const { recording, mediaNode, workspaceId, medium } = before;
  const event = wanted ?? eventOf(before, after);
  if (event === null || (event === "ended" && recording === null)) return recording;
  const refuse = () =>
    wanted && wanted !== "failed" ? fail("call.wrong_state", { wanted, state: recording?.state }) : recording;
  const isTalk = wanted === undefined || stateOf(after) !== "ringing";
  if (mediaNode === null || !isTalk || !after.legs.some(({ party }) => party === "customer")) return refuse();
  const { callPermissions, video } = await rulesOf(tx, workspaceId);
  const step = recordingAfter(recording, event, callPermissions);
  if (!step.ok) return refuse();
  if (step.course === null || step.course === recording) return recording;
  if (recording) return { ...recording, ...step.course };
  const id = randomUUID();
  const pictures = medium === "video" && video.storeRecordings;
  return { ...step.course, id, folder: id, pictures, mediaNode };
}

/** What somebody did with a recording, for the activity log; what goes by itself is in the recording. */
const logged: Partial<Record<RecordingEvent, string>> = {
  on: "recording.switched_on",
  off: "recording.switched_off",
  agreed: "recording.agreed",
  refused: "recording.refused",
  failed: "recording.failed",
};

async function logRecording(
  tx: Work,
  { call, workspaceId, conversationId }: CallRow,
  by: Author,
  action: string,
): Promise<void> {
  const userId = by.kind === "agent" ? by.id : null;
  const { rows } = await tx.query<{ role: string }>("select role from users where id = $1", [userId]);
  await recordActivity(tx, {
    workspaceId,
    actor: { id: userId, name: by.name, role: rows[0]?.role ?? null, ipAddress: null, userAgent: null },
    action,
    target: { kind: "call", id: call.id, name: conversationId ?? "" },
  });
}

/** Writes what has changed of a call's recording. The caller has locked the call. */
export async function saveRecording(
  tx: Work,
  before: CallRow,
  after: CallRow,
  by: Author,
  wanted?: RecordingEvent,
): Promise<void> {
  const { recording } = after;
  if (!recording || recording === before.recording) return;
  const { id, folder, state, consent, pictures, mediaNode } = recording;
  if (before.recording)
    await tx.query(
      `update recordings set state = $2, consent = $3,
         consent_at = case when consent <> $3 then clock_timestamp() else consent_at end where id = $1`,
      [id, state, consent],
    );
  else
    await tx.query(
      `insert into recordings (id, workspace_id, call_id, conversation_id, media_node, folder, state, consent, consent_at, pictures)
       values ($1, $2, $3, $4, $5, $6, $7, $8, case when $8 = 'announced' then clock_timestamp() end, $9)`,
      [
        id,
        after.workspaceId,
        after.call.id,
        after.conversationId,
        mediaNode,
        folder,
        state,
        consent,
        pictures,
      ],
    );
  const action = wanted && logged[wanted];
  if (action) await logRecording(tx, after, by, action);
}
