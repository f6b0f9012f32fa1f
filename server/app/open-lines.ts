import type { Server } from "node:http";
import type pg from "pg";
import type { Logger } from "pino";
import type { AccountsFeature } from "#server/features/accounts/index.ts";
import { createFanout, maySee } from "#server/features/conversations/index.ts";
import { createEpoch } from "#server/platform/db/epoch.ts";
import type { Visitor } from "#server/platform/http/request-context.ts";
import { createMessageStore } from "#server/platform/message-store/message-store.ts";
import { createNewsDesk } from "#server/platform/news/index.ts";
import { createCommandCount } from "#server/platform/socket/count-commands.ts";
import { createSockets, type SocketDeps } from "#server/platform/socket/index.ts";

export interface LineParts {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly http: Server;
  readonly accounts: Pick<AccountsFeature, "resolveActor" | "sessions">;
  readonly visitorOf: (token: string) => Promise<Visitor | null>;
  /** Believe the `X-Forwarded-For` of the one proxy in front. */
  readonly trustProxy: boolean;
  /** Page origins that may open sockets. */
  readonly trustedOrigins: readonly string[];
  readonly adapter: SocketDeps["adapter"];
  /** Loosens the limits for load tests; 1 in service. */
  readonly limitScale: number;
}

/** Lines to the clients: sockets, what is told on them, and the log that is written for them. */
export function openLines(parts: LineParts) {
  const { pool, log, http, accounts, visitorOf, trustedOrigins, adapter, trustProxy, limitScale } = parts;
  const epoch = createEpoch(pool);
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
  return {
    epoch,
    sockets,
    news: createNewsDesk({ pool, log }),
    store: createMessageStore(pool),
    fanout: createFanout({ ...sockets, maySee: maySee({ pool }) }),
  };
}
export type Lines = ReturnType<typeof openLines>;
