import type { DeskHandlers, VisitorCall, VisitorHandlers } from "#server/platform/socket/index.ts";
import { rooms } from "#server/platform/socket/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { can } from "#shared/permissions/can.ts";
import { findConversation } from "./conversation-records.ts";
import type { ConversationDeps } from "./deps.ts";
import { seeConversation } from "./list-conversations.ts";
import { readAsStaff, readAsVisitor } from "./read-cursors.ts";
import { sendAsStaff, sendAsVisitor } from "./send-message.ts";
import { nameOf, newestOf, seeAsVisitor } from "./visitor-conversations.ts";

type DeskPart = Pick<
  DeskHandlers,
  "message.send" | "conversation.watch" | "conversation.unwatch" | "messages.read" | "typing.set"
>;

const ok = { ok: true } as const;

/** What a desk may ask about conversations on its socket. */
export function deskConversationCommands(deps: ConversationDeps): DeskPart {
  const send = sendAsStaff(deps);
  return {
    "message.send": ({ actor, connectionId }, input) => send(actor, input, connectionId),
    async "conversation.watch"(call, { conversationId }) {
      // Joined before the number is read: what is written between the two is heard.
      await seeConversation(deps)(call.actor, conversationId);
      call.join(rooms.conversation(conversationId));
      const { conversation } = await seeConversation(deps)(call.actor, conversationId);
      return { epoch: await deps.epoch(), lastSeq: conversation.lastSeq };
    },
    async "conversation.unwatch"(call, { conversationId }) {
      call.leave(rooms.conversation(conversationId));
      return ok;
    },
    async "messages.read"({ actor }, { conversationId, seq }) {
      await readAsStaff(deps)(actor, conversationId, seq);
      return ok;
    },
    async "typing.set"({ actor, connectionId }, { conversationId, on, note }) {
      // A reply is the assignee's to write. A note is written by whoever may: it will say who was there anyway.
      const record = note
        ? await seeConversation(deps)(actor, conversationId)
        : await findConversation(deps.pool, conversationId);
      if (!record || (!note && record.assigneeId !== actor.id))
        fail("conversation.not_found", { conversationId });
      if (note && !can(actor, "conversation.note")) fail("permission.denied", { conversationId });
      const who = { kind: "agent" as const, id: actor.id, name: actor.name };
      deps.fanout.typing({ conversationId, who, on }, record, { from: connectionId, internal: note });
      return ok;
    },
  };
}

/** What the widget may ask on its socket. */
export function visitorConversationCommands(deps: ConversationDeps): VisitorHandlers {
  const send = sendAsVisitor(deps);
  const names = new WeakMap<VisitorCall, Promise<string>>();
  const named = async (call: VisitorCall) => {
    const known = names.get(call) ?? nameOf(deps, call.visitor);
    names.set(call, known);
    known.catch(() => names.delete(call));
    return { ...call.visitor, name: await known };
  };
  return {
    "message.send": async (call, input) => send(await named(call), input, call.connectionId),
    async "conversation.watch"({ visitor }, { conversationId }) {
      // Every visitor hears his own room from the start; this is about the number to catch up to.
      const conversation = await seeAsVisitor(deps)(visitor, conversationId);
      return { epoch: await deps.epoch(), lastSeq: conversation.lastSeq, conversation };
    },
    async "messages.read"({ visitor }, input) {
      await readAsVisitor(deps)(visitor, input);
      return ok;
    },
    async "typing.set"(call, { conversationId, on }) {
      const record = await findConversation(deps.pool, conversationId);
      if (record?.customerId !== call.visitor.customerId) fail("conversation.not_found", { conversationId });
      const who = {
        kind: "customer" as const,
        id: call.visitor.customerId,
        name: record.conversation.customer.name,
      };
      deps.fanout.typing({ conversationId, who, on }, record, { from: call.connectionId, internal: false });
      return ok;
    },
    ping: async () => ({ serverTime: new Date().toISOString() }),
  };
}

/**
 * A visitor hears what concerns him, and nothing else. What he has open he is told at once: somebody of the staff may have
 * begun it before he was connected, or while his line was down.
 */
export const openVisitor =
  (deps: ConversationDeps) =>
  async ({ visitor, join }: VisitorCall): Promise<void> => {
    join(rooms.customer(visitor.customerId));
    const newest = await newestOf(deps)(visitor);
    if (newest && newest.state !== "closed")
      deps.fanout.visitorConversation({ ...newest, customerId: visitor.customerId });
  };
