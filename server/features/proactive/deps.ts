import type pg from "pg";
import type { Logger } from "pino";
import type { ConversationsFeature } from "#server/features/conversations/index.ts";

export interface ProactiveDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly startAsAgent: ConversationsFeature["startAsAgent"];
  readonly reach: ConversationsFeature["reach"];
  /** Loosens the limits for load tests; 1 in service. */
  readonly limitScale: number;
}
