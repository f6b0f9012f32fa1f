import type { Server } from "node:http";
import { setImmediate } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "pino";
import type { AccountsFeature } from "#server/features/accounts/index.ts";
import { assistantHooks } from "#server/features/assistants/index.ts";
import {
  type ConversationDeps,
  type ConversationHooks,
  createConversationsFeature,
  createFanout,
  maySee,
} from "#server/features/conversations/index.ts";
import { createHelpFeature } from "#server/features/help/index.ts";
import { createMessagesFeature } from "#server/features/messages/index.ts";
import { missedHooks } from "#server/features/missed/index.ts";
import { createRoutingFeature } from "#server/features/routing/index.ts";
import { createStatusFeature, statusHooks, workChanged } from "#server/features/status/index.ts";
import { createEpoch } from "#server/platform/db/epoch.ts";
import type { Visitor } from "#server/platform/http/request-context.ts";
import { createMessageStore } from "#server/platform/message-store/message-store.ts";
import { createNewsDesk } from "#server/platform/news/index.ts";
import { createCommandCount } from "#server/platform/socket/count-commands.ts";
import { createSockets, type SocketDeps } from "#server/platform/socket/index.ts";
import { composeAssistants } from "./compose-assistants.ts";
import { composeAutomation } from "./compose-automation.ts";
import { composeWrapUp } from "./compose-wrap-up.ts";
import type { Service } from "./parts.ts";

export interface LiveParts {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly http: Server;
  readonly accounts: Pick<AccountsFeature, "resolveActor" | "sessions" | "seal">;
  readonly visitorOf: (token: string) => Promise<Visitor | null>;
  readonly filesFor: ConversationDeps["filesFor"];
  /** Believe the `X-Forwarded-For` of the one proxy in front. */
  readonly trustProxy: boolean;
  /** Page origins that may open sockets. */
  readonly trustedOrigins: readonly string[];
  readonly adapter: SocketDeps["adapter"];
  /** Loosens the limits for load tests; 1 in service. */
  readonly limitScale: number;
  /** Webhooks may be on this machine: for tests and development. */
  readonly loopbackWebhooks: boolean;
}

/** What lives on open connections: sockets, news, conversations, routing. */
export function composeLive({
  pool,
  log,
  http,
  accounts,
  visitorOf,
  filesFor,
  trustProxy,
  trustedOrigins,
  adapter,
  limitScale,
  loopbackWebhooks,
}: LiveParts) {
  const epoch = createEpoch(pool);
  const news = createNewsDesk({ pool, log });
  const store = createMessageStore(pool);
  const sockets = createSockets({
    http,
    log,
    epoch,
    adapter,
    visitorOf,
    isAllowedOrigin: (origin) => trustedOrigins.includes(origin),
    resolveActor: accounts.resolveActor,
    standings: accounts.sessions.standings,
    used: accounts.sessions.used,
    trustProxy,
    count: createCommandCount(limitScale),
  });
  const fanout = createFanout({ ...sockets, maySee: maySee({ pool }) });
  const wrapUp = composeWrapUp({
    pool,
    log,
    news,
    conversationNow: (id) => conversations.now(id),
    becameFree: workChanged,
    wakeRouter: () => routing.router.wake(),
  });
  const messages = createMessagesFeature({ pool, log, news });
  // Messages last: what is said depends on who has it by then.
  const hooks: readonly ConversationHooks[] = [
    wrapUp.hooks,
    missedHooks,
    assistantHooks,
    messages.hooks,
    statusHooks,
  ];
  const conversations = createConversationsFeature({
    pool,
    log,
    news,
    store,
    fanout,
    epoch,
    filesFor,
    hooks,
    wakeRouter() {
      routing.router.wake();
      assistants.wake();
    },
    wakeAssistants: () => assistants.wake(),
  });
  const assistants = composeAssistants({
    pool,
    log,
    news,
    seal: accounts.seal,
    loopback: loopbackWebhooks,
    hooks,
    limitScale,
    wakeRouter: () => routing.router.wake(),
    conversations,
  });
  const status = createStatusFeature({
    pool,
    log,
    news,
    desk: sockets.desk,
    wakeRouter: () => routing.router.wake(),
  });
  const routing = createRoutingFeature({
    pool,
    log,
    news,
    desk: sockets.desk,
    epoch,
    hooks,
    see: conversations.see,
    statusOf: status.statusOf,
    list: conversations.list,
  });
  const help = createHelpFeature({ pool, log, news, desk: sockets.desk });
  const automation = composeAutomation({
    pool,
    log,
    news,
    desk: sockets.desk,
    visitors: sockets.visitors,
    hooks: () => hooks,
    seeAsVisitor: conversations.seeAsVisitor,
    wakeRouter: () => routing.router.wake(),
  });
  sockets.serve({
    desk: { ...conversations.deskCommands, ...routing.deskCommands, ...status.deskCommands },
    visitor: conversations.visitorCommands,
    async onDesk(call) {
      routing.openDesk(call);
      await status.openDesk(call);
    },
    onDeskGone: status.leaveDesk,
    async onVisitor(call) {
      await conversations.openVisitor(call);
      await automation.openVisitor(call);
    },
  });
  accounts.sessions.onEnded(({ sessionId, userId, reason }) => {
    sockets.endSession(sessionId, reason);
    status
      .signedOut(userId)
      .catch((error: unknown) => log.warn({ err: error }, "a sign-out could not be noted"));
  });

  const service: Service = {
    start() {
      news.start();
      routing.router.start();
      status.start();
      assistants.start();
      conversations.sweep.start();
      help.sweep.start();
      wrapUp.sweep.start();
      messages.sweep.start();
      automation.start();
    },
    drain: sockets.drain,
    async hangUp() {
      await routing.router.stop();
      await status.stop();
      await assistants.stop();
      await conversations.sweep.stop();
      await help.sweep.stop();
      await wrapUp.sweep.stop();
      await messages.sweep.stop();
      await automation.stop();
      await store.settled();
      // What was committed last is answered before the sockets close.
      await setImmediate();
      sockets.close();
    },
    stop: news.stop,
  };
  const router = wrapUp.joined({
    ...conversations.procedures,
    ...routing.procedures,
    ...help.procedures,
    ...messages.router,
    ...status.procedures,
    ...assistants.router,
    ...automation.router,
    visitor: {
      ...conversations.visitorProcedures,
      ...automation.visitorProcedures,
      ...assistants.visitorProcedures,
    },
  });
  return {
    service,
    router,
    conversations,
    statusOf: status.statusOf,
    news,
    wakeRouter: () => routing.router.wake(),
    async customerIdentified(customerId: string): Promise<void> {
      await sockets.endAnonymous(customerId);
      await conversations.customerIdentified(customerId);
    },
  };
}
