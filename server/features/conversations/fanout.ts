import { type DeskSpace, rooms, type VisitorSpace } from "#server/platform/socket/index.ts";
import type { Conversation, Cursors } from "#shared/contract/conversations.ts";
import type { Typing } from "#shared/contract/socket.ts";
import type { VisitorConversation } from "#shared/contract/widget.ts";
import { forCustomer } from "#shared/domain/customer-view.ts";
import { type Actor, can, type Resource, scopeOf } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import type { ConversationRecord } from "./conversation-records.ts";
import type { LoggedEvent } from "./event-log.ts";

/** Sends news to those who are entitled to it, and to nobody else. */
export interface Fanout {
  /** `from`: the connection that wrote it; its acknowledgement tells it already. */
  event(logged: LoggedEvent, to: { customerId: string; assigneeId: string | null }, from?: string): void;
  conversations(records: readonly ConversationRecord[]): Promise<void>;
  /** Takes a conversation off the list of somebody who has handed it over. */
  farewell(record: ConversationRecord, userId: string): void;
  visitorConversation(conversation: VisitorConversation & { customerId: string }): void;
  cursors(record: Pick<ConversationRecord, "assigneeId">, conversationId: string, cursors: Cursors): void;
  /** Typing of staff goes to the customer and the other watchers, of a note to these alone; of the customer, to the staff. */
  typing(
    typing: Typing,
    to: { customerId: string; assigneeId: string | null },
    how: { readonly from: string; readonly internal: boolean },
  ): void;
}

/** A conversation that is no longer one's to read: enough to take it off a list. */
const redacted = (conversation: Conversation): Conversation => ({
  ...conversation,
  customer: { ...conversation.customer, email: null },
  lastMessage: null,
  page: null,
  outcome: null,
  // What colleagues wrote about it inside is no more his than the messages.
  parked: null,
  wrapUp: null,
  help: null,
  tagIds: [],
  topicIds: [],
});

const staffRooms = (conversationId: string, assigneeId: string | null): string[] =>
  assigneeId
    ? [rooms.conversation(conversationId), rooms.user(assigneeId)]
    : [rooms.conversation(conversationId)];

export interface FanoutDeps {
  readonly desk: DeskSpace;
  readonly visitors: VisitorSpace;
  /** May this member of staff look at the conversation as it is now? */
  readonly maySee: (actor: Actor, record: ConversationRecord) => Promise<boolean>;
}

/** The fan-out over the two namespaces. */
export function createFanout({ desk, visitors, maySee }: FanoutDeps): Fanout {
  /**
   * Takes those out of the rooms who may not look any more; they get the last, redacted record. All servers are asked
   * once for all the conversations.
   */
  async function showOut(records: readonly ConversationRecord[]): Promise<void> {
    const looking = records.map(({ conversation }) => rooms.conversation(conversation.id));
    for (const socket of await desk.in(looking).fetchSockets()) {
      const seen = records.filter((_, index) => socket.rooms.has(looking[index] ?? ""));
      for (const record of seen) {
        if (await maySee(socket.data.actor, record)) continue;
        socket.leave(rooms.conversation(record.conversation.id));
        socket.emit("conversation.changed", redacted(record.conversation));
      }
    }
  }

  function tell({ conversation, workspaceId, assigneeId, queueId, state }: ConversationRecord): void {
    const entitled = staffRooms(conversation.id, assigneeId);
    const listening = [rooms.queue(queueId), rooms.waiting(workspaceId)];
    // What an assistant has is on the list of whoever may see it, and leaves it with the assistant.
    const seeing = [rooms.seeing(workspaceId), rooms.seeingQueue(queueId)];
    if (state === "assistant") entitled.push(...seeing);
    if (state === "waiting") entitled.push(...listening);
    if (conversation.assistant) listening.push(...seeing);
    desk.to(entitled).emit("conversation.changed", conversation);
    desk.to(listening).except(entitled).emit("conversation.changed", redacted(conversation));
  }

  return {
    event(logged, { customerId, assigneeId }, from = "") {
      const { event, publicSeq } = logged;
      desk.to(staffRooms(event.conversationId, assigneeId)).except(from).emit("event.appended", event);
      const shown = forCustomer(event, publicSeq);
      if (shown) visitors.to(rooms.customer(customerId)).except(from).emit("event.appended", shown);
    },
    async conversations(records) {
      if (records.length === 0) return;
      await showOut(records);
      for (const record of records) tell(record);
    },
    farewell: ({ conversation }, userId) =>
      void desk.to(rooms.user(userId)).emit("conversation.changed", redacted(conversation)),
    visitorConversation: ({ customerId, ...conversation }) =>
      void visitors.to(rooms.customer(customerId)).emit("conversation.changed", conversation),
    cursors: ({ assigneeId }, conversationId, cursors) =>
      void desk
        .to(staffRooms(conversationId, assigneeId))
        .emit("cursors.changed", { conversationId: conversationId as never, cursors }),
    typing(typing, { customerId, assigneeId }, { from, internal }) {
      desk.to(staffRooms(typing.conversationId, assigneeId)).except(from).emit("typing", typing);
      if (typing.who.kind !== "agent" || internal) return;
      // The customer learns that somebody writes and his name, not his id.
      visitors.to(rooms.customer(customerId)).emit("typing", { ...typing, who: { ...typing.who, id: "" } });
    },
  };
}

/** Rooms of those whom a permission reaches: all of a workspace, or what is of their queues or of the groups they lead. */
interface RightRooms {
  readonly all: (workspaceId: string) => string;
  readonly queue: (queueId: string) => string;
  readonly group?: (groupId: string) => string;
}

/** The rule decides which of his queues and groups: a grant may name those he answers, is assigned to, or leads. */
function roomsByRight(actor: Actor, permission: Permission, { all, queue, group }: RightRooms): string[] {
  const { workspaceId } = actor;
  const scope = scopeOf(actor, permission);
  if (scope === "all") return [all(workspaceId)];
  if (scope !== "managed") return [];
  const reaches = (thing: Omit<Resource, "workspaceId">) =>
    can(actor, permission, { workspaceId, ownerId: null, ...thing });
  return [
    ...actor.queueIds.filter((queueId) => reaches({ queueId })).map(queue),
    ...(group ? actor.ledGroupIds.filter((id) => reaches({ groupIds: [id] })).map(group) : []),
  ];
}

/** The rooms a desk belongs in from the start, by the rights of its user. */
export function deskRooms(actor: Actor): string[] {
  const { waiting, queue, seeing, seeingQueue, taking, takingQueue, takingGroup } = rooms;
  const { assisting, assistingQueue, assistingGroup } = rooms;
  return [
    rooms.user(actor.id),
    ...(can(actor, "directory.view") ? [rooms.colleagues(actor.workspaceId)] : []),
    ...roomsByRight(actor, "conversation.unassigned.view", { all: waiting, queue }),
    ...roomsByRight(actor, "conversation.view", { all: seeing, queue: seeingQueue }),
    ...roomsByRight(actor, "conversation.take", { all: taking, queue: takingQueue, group: takingGroup }),
    ...roomsByRight(actor, "conversation.assist", {
      all: assisting,
      queue: assistingQueue,
      group: assistingGroup,
    }),
  ];
}
