import { setTimeout as sleep } from "node:timers/promises";
import type { AuthRequest } from "#server/platform/http/auth-routes.ts";
import {
  PasskeyChallenge,
  PasskeySignIn,
  PasswordSignIn,
  SecondFactorSignIn,
} from "#shared/contract/sign-in.ts";
import { AppError, fail } from "#shared/errors/app-error.ts";
import { type Body, fromOf, json, refusal, shaped } from "./auth-answers.ts";
import { passkeyStep, type RelyingParty, startPasskeySignIn } from "./passkeys.ts";
import { passwordStep, type StepDeps, type Stepped } from "./password-step.ts";
import { type FactorKeys, secondFactorStep } from "./second-factor.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

export interface SignInDoorDeps extends StepDeps, FactorKeys {
  readonly party: RelyingParty;
  /** False when too many were begun from an address. */
  mayBegin(ip: string): boolean;
  readonly throttle: SignInThrottle;
  readonly pause?: (ms: number) => Promise<unknown>;
}

export type Route = (call: AuthRequest, body: Body) => Promise<Response>;

/** The ways in: `POST` of their path below `/api/auth`. */
export function createSignInRoutes(deps: SignInDoorDeps): Readonly<Record<string, Route>> {
  return {
    async "POST /sign-in/email"(call, body) {
      const given = shaped(PasswordSignIn, body);
      return slowedDown(deps, given.email.toLowerCase(), call.ip, async () =>
        answerOf(await passwordStep(deps, given, fromOf(call))),
      );
    },
    async "POST /sign-in/second-factor"(call, body) {
      return answerOf(await secondFactorStep(deps, shaped(SecondFactorSignIn, body), fromOf(call)));
    },
    async "POST /sign-in/passkey/start"(call) {
      if (!deps.mayBegin(call.ip)) fail("request.rate_limited");
      return json(PasskeyChallenge.parse(await startPasskeySignIn(deps.pool, deps.party)));
    },
    async "POST /sign-in/passkey"(call, body) {
      return answerOf(await passkeyStep(deps, shaped(PasskeySignIn, body), fromOf(call)));
    },
  };
}

/** The person, with his session; or what he is asked next. */
export function answerOf(stepped: Stepped): Response {
  if ("step" in stepped) {
    const { step, expiresAt } = stepped;
    return json({ secondFactor: { step, expiresAt: expiresAt.toISOString() } });
  }
  const { id, name, email } = stepped.person;
  return json({ user: { id, name, email } }, 200, stepped.started.headers);
}

async function slowedDown(
  { throttle, pause = sleep }: SignInDoorDeps,
  account: string,
  ip: string,
  work: () => Promise<Response>,
): Promise<Response> {
  const verdict = throttle.ask(account, ip);
  if (!verdict.allowed) return refusal("request.rate_limited", {}, verdict.retryAfterMs);
  if (verdict.pauseMs > 0) await pause(verdict.pauseMs);
  // Counted before it is known, so that many tries at once cannot slip through together.
  throttle.failed(account, ip);
  try {
    const answer = await work();
    throttle.succeeded(account, ip);
    return answer;
  } catch (error) {
    // The password was right, only the place was not.
    if (error instanceof AppError && error.code === "auth.address_not_allowed")
      throttle.succeeded(account, ip);
    throw error;
  }
}
