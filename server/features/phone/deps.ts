import type pg from "pg";
import type { Logger } from "pino";
import type { NewsDesk } from "#server/platform/news/index.ts";
import type { Seal } from "../accounts/index.ts";
import type { CallDeps } from "../calls/index.ts";
import type { PhoneLine } from "./phone-line.ts";

export interface PhoneDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly news: NewsDesk;
  readonly seal: Seal;
  /** The call service's own: a telephone is a leg of a call like any other. */
  readonly calls: CallDeps;
  /** Null: this server has no phone line. */
  readonly line: PhoneLine | null;
}
