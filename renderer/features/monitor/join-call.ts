import type { Watched } from "#shared/contract/calls.ts";
import type { SupervisorMode } from "#shared/domain/calls/index.ts";

/** What the table asks of whoever can bring one into a call. */
export interface JoinCall {
  readonly current: string | undefined;
  /** Why one cannot come to any call now. */
  readonly reason: string | undefined;
  readonly busy: boolean;
  readonly join: (callId: string, mode: SupervisorMode) => void;
}

/** What can be done from a row of the table. */
export interface LiveActions {
  readonly myId: string;
  readonly joining: JoinCall;
  readonly watch: (row: Watched) => void;
}
