import type { IncomingHttpHeaders } from "node:http";
import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Actor } from "#shared/permissions/can.ts";
import { count } from "../count.ts";
import type { IncomingCall, Visitor } from "./request-context.ts";

export interface CallDeps {
  readonly log: Logger;
  /** Throws `auth.address_not_allowed` for a session that may not be used from `ip`. */
  resolveActor(headers: IncomingHttpHeaders, ip: string): Promise<Actor | null>;
  /** The visitor of a token that the widget's feature made, or null. */
  visitorOf(token: string): Promise<Visitor | null>;
  /** Calls a minute for one user, visitor or address. */
  readonly callsPerMinute?: number;
}

/** Makes the {@link IncomingCall} of a request; the same one, however often it is asked for. */
export type CallOf = (request: FastifyRequest) => IncomingCall;

export function createCallFactory({
  log,
  resolveActor,
  visitorOf,
  callsPerMinute = 1_200,
}: CallDeps): CallOf {
  const limiter = new RateLimiterMemory({ points: callsPerMinute, duration: 60 });
  const known = new WeakMap<FastifyRequest, IncomingCall>();
  const make = (request: FastifyRequest): IncomingCall => ({
    requestId: request.id,
    ip: request.ip,
    headers: request.headers,
    log: log.child({ reqId: request.id }),
    resolveActor: once(() => resolveActor(request.headers, request.ip)),
    resolveVisitor: once(async () => {
      const token = /^bearer +(\S{1,4096})$/i.exec(request.headers.authorization ?? "")?.[1];
      return token === undefined ? null : visitorOf(token);
    }),
    countCall: (who) => count(limiter, who),
  });
  return (request) => {
    const call = known.get(request) ?? make(request);
    known.set(request, call);
    return call;
  };
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= work();
    return answer;
  };
}
