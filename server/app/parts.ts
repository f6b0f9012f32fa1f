import type { Logger } from "pino";
import type { Database } from "#server/platform/db/open-database.ts";
import type { Config } from "./config.ts";

/** What every feature is made from. */
export interface Parts {
  readonly config: Config;
  readonly secret: string;
  readonly log: Logger;
  readonly database: Database;
  /** False from the moment the server is told to stop. */
  accepting(): boolean;
}

/** What can be started and stopped. Started in the order of the list, stopped in the reverse order. */
export interface Service {
  start?(): Promise<void> | void;
  /** Told when the server begins to stop: tell clients to come back. Must not wait. */
  drain?(): void;
  /** After the farewell: finish what is under way and close connections, which would hold the HTTP server open. */
  hangUp?(): Promise<void> | void;
  stop?(): Promise<void> | void;
}
