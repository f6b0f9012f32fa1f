import type { ConversationHooks } from "#server/features/conversations/index.ts";
import { saidAtStart } from "#shared/domain/automatic-messages.ts";
import { attendanceOf } from "./attendance.ts";
import { sayAutomatic } from "./say-automatic.ts";

/** What is said in the transaction in which a conversation begins or ends: with it, or not at all. */
export const messageHooks: ConversationHooks = {
  async begins(tx, conversation) {
    // An assistant has it, or it was closed at once: whoever did that has said so.
    const waits = await tx.query("select 1 from conversations where id = $1 and state = 'waiting'", [
      conversation.conversationId,
    ]);
    if (!waits.rowCount) return;
    const attendance = (await attendanceOf(tx, [conversation.queueId])).get(conversation.queueId);
    if (!attendance) return;
    for (const kind of saidAtStart(attendance, conversation.reopened))
      if (await sayAutomatic(tx, kind, conversation)) return;
  },
  async ends(tx, conversation) {
    // What a rule of the house ends has a text of its own.
    if (conversation.by.kind !== "system") await sayAutomatic(tx, "closing", conversation);
  },
};
