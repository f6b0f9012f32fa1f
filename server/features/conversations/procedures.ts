import { guarded } from "#server/platform/http/guard.ts";
import { fail } from "#shared/errors/app-error.ts";
import { closeConversation } from "./close-conversation.ts";
import { customerConversations, getCustomer, updateCustomer } from "./customers.ts";
import type { ConversationDeps } from "./deps.ts";
import { staffPage } from "./event-log.ts";
import { listConversations, seeConversation } from "./list-conversations.ts";
import { parkConversation, resumeConversation } from "./park-conversation.ts";
import { sendAsStaff, sendAsVisitor } from "./send-message.ts";
import { startConversation } from "./start-conversation.ts";
import { takeConversation } from "./take-conversation.ts";
import { transferConversation } from "./transfer-conversation.ts";
import { transferTargets } from "./transfer-targets.ts";
import { nameOf, newestOf, seeAsVisitor, visitorPage, visitPage } from "./visitor-conversations.ts";
import { watchConversation, whisperInto } from "./watch-conversation.ts";

/** The contract's procedures about conversations and customers, each bound to its use-case. */
export function conversationProcedures(deps: ConversationDeps) {
  const on = guarded.conversations;
  const conversations = {
    list: on.list.handler(({ context, input }) =>
      listConversations(deps)(context.user(), input.view, input.limit),
    ),
    get: on.get.handler(
      async ({ context, input }) =>
        (await seeConversation(deps)(context.user(), input.conversationId)).conversation,
    ),
    events: on.events.handler(async ({ context, input }) => {
      const { conversation } = await seeConversation(deps)(context.user(), input.conversationId);
      return staffPage({ pool: deps.pool, epoch: await deps.epoch(), query: input }, conversation.lastSeq);
    }),
    send: on.send.handler(({ context, input }) => sendAsStaff(deps)(context.user(), input)),
    watch: on.watch.handler(({ context, input }) => watchConversation(deps)(context.user(), input)),
    whisper: on.whisper.handler(({ context, input }) => whisperInto(deps)(context.user(), input)),
    take: on.take.handler(({ context, input }) =>
      takeConversation(deps)(context.user(), input.conversationId),
    ),
    transfer: on.transfer.handler(({ context, input }) => transferConversation(deps)(context.user(), input)),
    targets: on.targets.handler(({ context, input }) =>
      transferTargets(deps)(context.user(), input.conversationId),
    ),
    park: on.park.handler(({ context, input }) => parkConversation(deps)(context.user(), input)),
    resume: on.resume.handler(({ context, input }) => resumeConversation(deps)(context.user(), input)),
    close: on.close.handler(({ context, input }) => closeConversation(deps)(context.user(), input)),
  };
  const customers = {
    get: guarded.customers.get.handler(({ context, input }) =>
      getCustomer(deps)(context.user(), input.customerId),
    ),
    conversations: guarded.customers.conversations.handler(({ context, input }) =>
      customerConversations(deps)(context.user(), input.customerId),
    ),
    update: guarded.customers.update.handler(({ context, input }) =>
      updateCustomer(deps)(context.user(), input),
    ),
  };
  return { conversations, customers };
}

/** The procedures of the customer's side. */
export function visitorProcedures(deps: ConversationDeps) {
  const on = guarded.visitor;
  return {
    start: on.start.handler(async ({ context, input }) => {
      const visitor = context.visitor();
      const conversationId = await startConversation(deps)(visitor, input);
      const conversation = await seeAsVisitor(deps)(visitor, conversationId);
      const page = await visitorPage(deps)(visitor, { conversationId: conversation.id, limit: 100 });
      return { conversation, page };
    }),
    current: on.current.handler(
      async ({ context }) => (await newestOf(deps)(context.visitor())) ?? fail("conversation.none_open"),
    ),
    events: on.events.handler(({ context, input }) => visitorPage(deps)(context.visitor(), input)),
    send: on.send.handler(async ({ context, input }) => {
      const visitor = context.visitor();
      return sendAsVisitor(deps)({ ...visitor, name: await nameOf(deps, visitor) }, input);
    }),
    page: on.page.handler(async ({ context, input }) => {
      await visitPage(deps)(context.visitor(), input.conversationId, input.page);
      return { ok: true as const };
    }),
  };
}
