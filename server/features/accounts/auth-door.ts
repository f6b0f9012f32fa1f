import type { Logger } from "pino";
import type { AuthRequest } from "#server/platform/http/auth-routes.ts";
import { AppError, fail } from "#shared/errors/app-error.ts";
import type { ErrorCode } from "#shared/errors/catalogue.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { type Auth, addressHeader } from "./auth.ts";
import { type Body, json, readBody, refusal, refusalOf } from "./auth-answers.ts";
import type { Route } from "./sign-in-door.ts";

export interface DoorDeps {
  readonly auth: Auth;
  /** The ways in, by method and path. */
  readonly signIn: Readonly<Record<string, Route>>;
  /** Counts requests for a reset; false when there were too many for this address or from this caller. */
  mayReset(email: string, ip: string): boolean;
  /** Throws `password.refused` for a password that the person of a reset's token may not take. */
  checkNewPassword(token: string, password: string): Promise<void>;
  actorOf(headers: Headers, ip: string): Promise<Actor | null>;
  /** Ends the session of the request on this server's sockets; called before better-auth forgets it. */
  signingOut(call: AuthRequest): Promise<void>;
  readonly log: Logger;
}

/**
 * The one door below `/api/auth`: what is open, and failures in the words of the catalogue. Signing in is ours; better-auth
 * behind it makes access tokens and resets passwords. Everything else it could do answers 404.
 */
export function createAuthDoor(deps: DoorDeps) {
  const routes: Readonly<Record<string, Route>> = {
    ...deps.signIn,
    "POST /sign-out": async (call) => {
      await deps.signingOut(call);
      return worded(await ask(deps.auth, call));
    },
    "GET /get-session": async (call) =>
      (await deps.actorOf(call.headers, call.ip)) ? worded(await ask(deps.auth, call)) : json(null),
    // Asked here first: better-auth knows neither idle sessions nor addresses.
    "GET /token": async (call) =>
      (await deps.actorOf(call.headers, call.ip))
        ? worded(await ask(deps.auth, call))
        : refusal("session.required"),
    "GET /jwks": async (call) => worded(await ask(deps.auth, call)),
    "POST /request-password-reset": (call, body) => requestReset(deps, call, body),
    "POST /reset-password": (call, body) => reset(deps, call, body),
  };
  return async (call: AuthRequest): Promise<Response> => {
    const name = `${call.method} ${call.path}`;
    const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
    if (!route) return refusal("request.not_found");
    try {
      return await route(call, readBody(call));
    } catch (error) {
      if (error instanceof AppError) return refusalOf(error);
      deps.log.error({ err: error, path: call.path }, "sign-in failed: this is a bug");
      return refusal("internal");
    }
  };
}

async function requestReset({ auth, mayReset }: DoorDeps, call: AuthRequest, body: Body): Promise<Response> {
  const { email } = body;
  if (!isPlain(email, 254)) {
    return refusal("request.invalid", { fields: [{ field: "email", problem: "must be an e-mail address" }] });
  }
  if (!mayReset(email.toLowerCase(), call.ip)) return refusal("request.rate_limited", {}, 60_000);
  return worded(await ask(auth, call));
}

/** A new password signs nobody in: whoever has a second factor is asked for it afterwards as ever. */
async function reset({ auth, checkNewPassword }: DoorDeps, call: AuthRequest, body: Body): Promise<Response> {
  const { token, newPassword } = body;
  const wrong = [
    ...(isPlain(token, 200)
      ? []
      : [{ field: "token", problem: "must be the text after token= in the link" }]),
    ...(typeof newPassword === "string" ? [] : [{ field: "newPassword", problem: "must be text" }]),
  ];
  if (wrong.length > 0) return fail("request.invalid", {}, wrong);
  await checkNewPassword(String(token), String(newPassword));
  return worded(await ask(auth, call));
}

function ask(auth: Auth, { method, url, headers, body, ip }: AuthRequest): Promise<Response> {
  const own = new Headers(headers);
  own.set(addressHeader, ip);
  own.delete("content-length");
  return auth.handler(new Request(url, { method, headers: own, ...(body !== undefined && { body }) }));
}

/** better-auth's refusals, in the catalogue's words; its answers as they are. */
async function worded(answer: Response): Promise<Response> {
  if (answer.ok || answer.status < 400) return answer;
  const said = (await answer.json().catch(() => ({}))) as { code?: unknown; message?: unknown };
  const code = codes[answer.status] ?? (answer.status < 500 ? "request.invalid" : "internal");
  if (code !== "request.invalid") return refusal(code);
  const problem = typeof said.message === "string" ? said.message : "is not valid";
  return refusal(code, { fields: [{ field: fieldOf(String(said.code)), problem }] });
}

/** Which field of the request a code of better-auth complains of. */
function fieldOf(code: string): string {
  if (code.startsWith("PASSWORD_")) return "newPassword";
  if (code === "INVALID_TOKEN") return "token";
  return code.includes("EMAIL") ? "email" : "body";
}

const codes: Readonly<Record<number, ErrorCode>> = {
  401: "session.required",
  403: "origin.not_allowed",
  404: "request.not_found",
  429: "request.rate_limited",
  503: "server.busy",
};

const isPlain = (value: unknown, max: number): value is string =>
  typeof value === "string" &&
  value.length <= max &&
  value !== "" &&
  value.isWellFormed() &&
  !/\p{Cc}/u.test(value);
