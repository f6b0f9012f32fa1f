import type { MessageWrite } from "#server/platform/message-store/message-store.ts";
import type { ConversationEvent, EventPage, EventQuery } from "#shared/contract/conversation-events.ts";
import type { Whisper } from "#shared/contract/conversations.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import { type ConversationRecord, findConversation } from "./conversation-records.ts";
import type { ConversationDeps } from "./deps.ts";
import { staffPage } from "./event-log.ts";
import { deliver, previewOf } from "./send-message.ts";

/**
 * A conversation that somebody has now, for who watches over him: by his groups too, which are no tie to what has ended.
 * To anybody else it looks as if it were not there.
 */
async function live(
  { pool }: Pick<ConversationDeps, "pool">,
  actor: Actor,
  conversationId: string,
  permission: Permission,
): Promise<ConversationRecord> {
  const record = await findConversation(pool, conversationId);
  if (record?.state !== "assigned") return fail("conversation.not_found", { conversationId });
  const { rows } = await pool.query<{ id: string }>(
    "select group_id as id from group_members where user_id = $1",
    [record.assigneeId],
  );
  const { workspaceId, assigneeId: ownerId, queueId } = record;
  const groupIds = rows.map(({ id }) => id);
  return can(actor, permission, { workspaceId, ownerId, queueId, groupIds })
    ? record
    : fail("conversation.not_found", { conversationId });
}

/** A page of its log for who watches; nobody is told, and nothing counts as read. */
export const watchConversation =
  (deps: ConversationDeps) =>
  async (actor: Actor, query: EventQuery): Promise<EventPage> => {
    const { conversation } = await live(deps, actor, query.conversationId, "monitor.conversations.view");
    return staffPage({ pool: deps.pool, epoch: await deps.epoch(), query }, conversation.lastSeq);
  };

/** A supervisor's word to the agent beside him: an internal entry, so that it takes the ways of notes alone. */
export const whisperInto =
  (deps: ConversationDeps) =>
  async (actor: Actor, { conversationId, clientId, text }: Whisper): Promise<ConversationEvent> => {
    const record = await live(deps, actor, conversationId, "monitor.join");
    if (record.assigneeId === actor.id) fail("conversation.not_found", { conversationId });
    const write: MessageWrite = {
      conversationId,
      clientId,
      workspaceId: actor.workspaceId,
      customerId: null,
      mustAssignee: null,
      authorKind: "agent",
      authorId: actor.id,
      authorName: actor.name,
      isPublic: false,
      body: { kind: "note", text, files: [], whisper: true },
      preview: previewOf(text, []),
    };
    return (await deliver(deps, write)).event;
  };
