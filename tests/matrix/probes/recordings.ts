import { randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";
import type { Floor } from "../floor.ts";

/** A recorded call of somebody of a group, or of none. */
async function recorded(floor: Floor, groups: readonly string[] = []) {
  const agent = await floor.person({ groups: [...groups] });
  const { id: conversationId } = await floor.conversation({
    queueId: await floor.queue(),
    assigneeId: agent.id,
  });
  const callId = await floor.call(conversationId, agent.id);
  await floor.recording(callId, conversationId);
  return conversationId;
}

/** Recordings of those whom he leads, or of everybody; nobody else's are even known to be there. */
export const playsRecordings: Probe = async (t) => {
  const group = await t.floor.group();
  const me = await t.me({ leads: t.denied ? [] : [group] });
  const led = await recorded(t.floor, [group]);
  const other = await recorded(t.floor);
  const foreign = await recorded(t.foreign);
  if (t.denied) return t.refuses(me, "recordings.ofConversation", { conversationId: led });
  const count = async (conversationId: string): Promise<number> =>
    (await t.opens(me, "recordings.ofConversation", { conversationId }))?.length ?? 0;
  const isLed = t.row.decision === "scope" || t.role === "supervisor";
  t.holds("he has the recording of one of his people", (await count(led)) === 1);
  t.holds("others' by his scope alone", (await count(other)) === (isLed ? 0 : 1));
  t.holds("none of another workspace", (await count(foreign)) === 0);
  t.holds("none of what is not there", (await count(randomUUID())) === 0);
};
