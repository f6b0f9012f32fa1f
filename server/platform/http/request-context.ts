import type { IncomingHttpHeaders } from "node:http";
import type { Logger } from "pino";
import type { Actor } from "#shared/permissions/can.ts";

/** A customer on the widget, as his token names him. */
export interface Visitor {
  readonly kind: "visitor";
  readonly customerId: string;
  readonly workspaceId: string;
  /** Identified by a token that the company's own site signed. */
  readonly verified: boolean;
}

/** What is known of a request before anybody is let in. */
export interface IncomingCall {
  readonly requestId: string;
  /** The caller's address; a proxy is believed only when the configuration says so. */
  readonly ip: string;
  readonly headers: IncomingHttpHeaders;
  readonly log: Logger;
  /** The signed-in user of the cookie or bearer token, looked up at most once. */
  resolveActor(): Promise<Actor | null>;
  /** The visitor of the bearer token, looked up at most once. */
  resolveVisitor(): Promise<Visitor | null>;
  /** Counts one call of `who`; throws `request.rate_limited` when there were too many. */
  countCall(who: string): Promise<void>;
}

/** Who calls. The guard has made sure that the one the procedure's access names is there. */
export interface Identity {
  /** The signed-in user; throws `session.required` on a procedure that is open without one. */
  user(): Actor;
  /** The visitor; throws `session.required` on a procedure that is not for visitors. */
  visitor(): Visitor;
}

/** What every procedure's handler gets as `context`. */
export type RequestContext = IncomingCall & Identity;
