import type { FunctionComponent } from "preact";
import type { CallSession } from "./call/call-session.ts";
import type { CallState } from "./call/call-state.ts";

/** What draws a call, and what it acts on. Neither is loaded before somebody calls. */
export interface Calling {
  readonly session: CallSession;
  readonly Panel: FunctionComponent<{
    readonly call: CallState;
    readonly session: CallSession;
    readonly position: number | null;
  }>;
}
