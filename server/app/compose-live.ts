import type { Server } from "node:http";
import { setImmediate } from "node:timers/promises";
import type pg from "pg";
import type { Logger } from "pino";
import type { AccountsFeature } from "#server/features/accounts/index.ts";
import {
  type ConversationDeps,
  createConversationsFeature,
  createFanout,
  maySee,
} from "#server/features/conversations/index.ts";
import { createRoutingFeature } from "#server/features/routing/index.ts";
import { createEpoch } from "#server/platform/db/epoch.ts";
import type { Visitor } from "#server/platform/http/request-context.ts";
import { createMessageStore } from "#server/platform/message-store/message-store.ts";
import { createNewsDesk } from "#server/platform/news/index.ts";
import { createCommandCount } from "#server/platform/socket/count-commands.ts";
import { createSockets, type SocketDeps } from "#server/platform/socket/index.ts";
import type { Service } from "./parts.ts";

export interface LiveParts {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly http: Server;
  readonly accounts: Pick<AccountsFeature, "resolveActor" | "sessions">;
  readonly visitorOf: (token: string) => Promise<Visitor | null>;
  readonly filesFor: ConversationDeps["filesFor"];
  /** Believe the `X-Forwarded-For` of the one proxy in front. */
  readonly trustProxy: boolean;
  /** Page origins that may open sockets. */
  readonly trustedOrigins: readonly string[];
  readonly adapter: SocketDeps["adapter"];
  /** Loosens the limits for load tests; 1 in service. */
  readonly limitScale: number;
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
  const conversations = createConversationsFeature({
    pool,
    log,
    news,
    store,
    fanout,
    epoch,
    filesFor,
    hooks: [],
    wakeRouter: () => routing.router.wake(),
  });
  const routing = createRoutingFeature({
    pool,
    log,
    news,
    desk: sockets.desk,
    epoch,
    list: conversations.list,
  });
  sockets.serve({
    desk: { ...conversations.deskCommands, ...routing.deskCommands },
    visitor: conversations.visitorCommands,
    onDesk: routing.openDesk,
    onDeskGone: routing.leaveDesk,
    onVisitor: conversations.openVisitor,
  });
  accounts.sessions.onEnded(({ sessionId, userId, reason }) => {
    sockets.endSession(sessionId, reason);
    routing
      .signedOut(userId)
      .catch((error: unknown) => log.warn({ err: error }, "a sign-out could not be noted"));
  });

  const service: Service = {
    start() {
      news.start();
      routing.router.start();
    },
    drain: sockets.drain,
    async hangUp() {
      await routing.router.stop();
      await store.settled();
      // What was committed last is answered before the sockets close.
      await setImmediate();
      sockets.close();
    },
    stop: news.stop,
  };
  const router = {
    ...conversations.procedures,
    ...routing.procedures,
    visitor: conversations.visitorProcedures,
  };
  return {
    service,
    router,
    conversations,
    statusOf: routing.statusOf,
    news,
    wakeRouter: () => routing.router.wake(),
    async customerIdentified(customerId: string): Promise<void> {
      await sockets.endAnonymous(customerId);
      await conversations.customerIdentified(customerId);
    },
  };
}
