import { setImmediate } from "node:timers/promises";
import type { AccountsFeature } from "#server/features/accounts/index.ts";
import { assistantHooks } from "#server/features/assistants/index.ts";
import {
  type ConversationDeps,
  type ConversationHooks,
  createConversationsFeature,
} from "#server/features/conversations/index.ts";
import { createHelpFeature } from "#server/features/help/index.ts";
import { createMessagesFeature } from "#server/features/messages/index.ts";
import { missedHooks } from "#server/features/missed/index.ts";
import type { PhoneLine } from "#server/features/phone/index.ts";
import { createRoutingFeature } from "#server/features/routing/index.ts";
import { createStatusFeature, statusHooks, workChanged } from "#server/features/status/index.ts";
import { composeAssistants } from "./compose-assistants.ts";
import { composeAutomation } from "./compose-automation.ts";
import { composeCalls } from "./compose-calls.ts";
import { composeWrapUp } from "./compose-wrap-up.ts";
import { type LineParts, type Lines, openLines } from "./open-lines.ts";
import type { mediaOf } from "./open-media.ts";
import type { Service } from "./parts.ts";

export interface LiveParts extends LineParts {
  readonly accounts: Pick<AccountsFeature, "resolveActor" | "sessions" | "seal">;
  readonly filesFor: ConversationDeps["filesFor"];
  /** Webhooks may be on this machine: for tests and development. */
  readonly loopbackWebhooks: boolean;
  /** Finds or starts the engine of sound and picture. */
  readonly media: ReturnType<typeof mediaOf>;
  /** Null: this server has no phone line. */
  readonly phoneLine: PhoneLine | null;
}

/** The features of an agent's day. They need one another: what is made later is named in a closure. */
function composeDay(
  parts: LiveParts,
  { epoch, news, store, fanout, sockets: { desk, visitors, others } }: Lines,
) {
  const { pool, log, filesFor, accounts, limitScale, loopbackWebhooks } = parts;
  const wakeRouter = () => routing.router.wake();
  const base = { pool, log, news };
  const wrapUp = composeWrapUp({
    ...base,
    conversationNow: (id) => conversations.now(id),
    becameFree: workChanged,
    wakeRouter,
  });
  const messages = createMessagesFeature(base);
  // What is said depends on who has it by then; what somebody does, on everything.
  const hooks: readonly ConversationHooks[] = [
    wrapUp.hooks,
    missedHooks,
    assistantHooks,
    messages.hooks,
    statusHooks,
  ];
  const conversations = createConversationsFeature({
    ...base,
    store,
    fanout,
    epoch,
    filesFor,
    hooks,
    wakeRouter() {
      wakeRouter();
      assistants.wake();
    },
    wakeAssistants: () => assistants.wake(),
  });
  const assistants = composeAssistants({
    ...base,
    seal: accounts.seal,
    loopback: loopbackWebhooks,
    hooks,
    limitScale,
    wakeRouter,
    conversations,
    showTyping({ conversationId, customerId, assistant, on }) {
      const typing = {
        conversationId: conversationId as never,
        who: { kind: "agent" as const, ...assistant },
        on,
      };
      fanout.typing(typing, { customerId, assigneeId: null }, { from: "", internal: false });
    },
  });
  const status = createStatusFeature({ ...base, desk, wakeRouter });
  const routing = createRoutingFeature({
    ...base,
    desk,
    epoch,
    hooks,
    see: conversations.see,
    statusOf: status.statusOf,
    list: conversations.list,
  });
  const help = createHelpFeature({ ...base, desk });
  const automation = composeAutomation({
    ...base,
    desk,
    visitors,
    hooks: () => hooks,
    seeAsVisitor: conversations.seeAsVisitor,
    wakeRouter,
  });
  const calls = composeCalls({
    ...{ ...base, desk, visitors, others, hooks, wakeRouter },
    startConversation: conversations.startAsVisitor,
    engine: parts.media,
    ...{ phoneLine: parts.phoneLine, seal: accounts.seal },
  });
  return { wrapUp, messages, conversations, assistants, status, routing, help, automation, calls };
}
type Day = ReturnType<typeof composeDay>;

/** Lets the clients in, and shows those out whose sessions end. */
function serveClients({ log, accounts }: LiveParts, { sockets }: Lines, day: Day): void {
  const { conversations, routing, status, automation } = day;
  sockets.serve({
    desk: { ...conversations.deskCommands, ...routing.deskCommands, ...status.deskCommands },
    visitor: conversations.visitorCommands,
    async onDesk(call) {
      routing.openDesk(call);
      await status.openDesk(call);
    },
    onDeskGone: status.leaveDesk,
    // A database that does not answer for a moment keeps no visitor out: he is in his room, and asks for the rest himself.
    async onVisitor(call) {
      for (const open of [conversations.openVisitor, automation.openVisitor])
        await open(call).catch((error: unknown) =>
          log.warn({ err: error }, "a visitor could not be greeted"),
        );
    },
  });
  accounts.sessions.onEnded(({ sessionId, userId, reason }) => {
    sockets.endSession(sessionId, reason);
    status
      .signedOut(userId)
      .catch((error: unknown) => log.warn({ err: error }, "a sign-out could not be noted"));
  });
}

/** What runs by itself, and how it comes to rest. */
function serviceOf({ news, sockets, store }: Lines, day: Day): Service {
  const { routing, status, assistants, conversations, help, wrapUp, messages, automation, calls } = day;
  const running = [
    routing.router,
    status,
    assistants,
    conversations.sweep,
    help.sweep,
    wrapUp.sweep,
    messages.sweep,
    automation,
    calls.service,
  ];
  return {
    start() {
      news.start();
      for (const one of running) one.start();
    },
    drain: sockets.drain,
    async hangUp() {
      for (const one of running) await one.stop();
      await store.settled();
      // What was committed last is answered before the sockets close.
      await setImmediate();
      sockets.close();
    },
    stop: news.stop,
  };
}

/** What lives on open connections: sockets, news, conversations, routing and the rest of an agent's day. */
export function composeLive(parts: LiveParts) {
  const lines = openLines(parts);
  const day = composeDay(parts, lines);
  serveClients(parts, lines, day);
  const { conversations, routing, help, messages, status, assistants, automation, wrapUp, calls } = day;
  const router = wrapUp.joined({
    ...conversations.procedures,
    ...routing.procedures,
    ...help.procedures,
    ...messages.router,
    ...status.procedures,
    ...calls.procedures,
    ...assistants.router,
    ...automation.router,
    visitor: {
      ...conversations.visitorProcedures,
      ...automation.visitorProcedures,
      ...assistants.visitorProcedures,
      ...calls.visitorProcedures,
    },
  });
  return {
    service: serviceOf(lines, day),
    router,
    conversations,
    statusOf: status.statusOf,
    news: lines.news,
    serveRecordings: calls.serveRecordings,
    wakeRouter: () => routing.router.wake(),
    async customerIdentified(customerId: string): Promise<void> {
      await lines.sockets.endAnonymous(customerId);
      await conversations.customerIdentified(customerId);
    },
  };
}
