import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { AuthRequest } from "#server/platform/http/auth-routes.ts";
import { AppError, toWireError } from "#shared/errors/app-error.ts";
import { type ErrorCode, errorCatalogue } from "#shared/errors/catalogue.ts";
import { type Auth, addressHeader } from "./auth.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

/** What of better-auth is open to the world. Everything else it could do answers 404. */
const open = new Set([
  "POST /sign-in/email",
  "POST /sign-out",
  "GET /get-session",
  "GET /token",
  "GET /jwks",
  "POST /request-password-reset",
  "POST /reset-password",
]);

export interface DoorDeps {
  readonly auth: Auth;
  readonly throttle: SignInThrottle;
  /** Counts requests for a reset; false when there were too many for this address or from this caller. */
  mayReset(email: string, ip: string): boolean;
  /** Ends the session of the request on this server's sockets; called before better-auth forgets it. */
  signingOut(headers: Headers): Promise<void>;
  readonly log: Logger;
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** The door before better-auth: what is open, how fast, and failures in the words of the catalogue. */
export function createAuthDoor(deps: DoorDeps) {
  return async (call: AuthRequest): Promise<Response> => {
    const name = `${call.method} ${call.path}`;
    if (!open.has(name)) return refusal("request.not_found");
    const body = readBody(call);
    if (body === null) return refusal("request.invalid", { fields: [notReadable] });
    try {
      if (name === "POST /sign-in/email") return await signIn(deps, call, body);
      if (name === "POST /request-password-reset") return await requestReset(deps, call, body);
      if (name === "POST /sign-out") await deps.signingOut(call.headers);
      return await worded(await ask(deps.auth, call));
    } catch (error) {
      if (!(error instanceof AppError))
        deps.log.error({ err: error, path: call.path }, "sign-in failed: this is a bug");
      return refusal(toWireError(error).code);
    }
  };
}

const notReadable = { field: "body", problem: "must be a JSON object" };

type Body = Readonly<Record<string, unknown>>;

function readBody({ method, body, headers }: AuthRequest): Body | null {
  if (method === "GET" || !body) return {};
  if (!/^application\/json\b/i.test(headers.get("content-type") ?? "")) return null;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : null;
  } catch {
    return null;
  }
}

async function signIn(
  { auth, throttle, pause = sleep }: DoorDeps,
  call: AuthRequest,
  body: Body,
): Promise<Response> {
  const { email, password } = body;
  const wrong = [
    ...(isPlain(email, 254) ? [] : [{ field: "email", problem: "must be an e-mail address" }]),
    // Refused before it is hashed: hashing a megabyte is work we would do for a stranger.
    ...(isText(password, 1_024)
      ? []
      : [{ field: "password", problem: "must be text of at most 1024 characters" }]),
  ];
  if (wrong.length > 0) return refusal("request.invalid", { fields: wrong });
  const account = String(email).toLowerCase();
  const verdict = throttle.ask(account, call.ip);
  if (!verdict.allowed) return refusal("request.rate_limited", {}, verdict.retryAfterMs);
  if (verdict.pauseMs > 0) await pause(verdict.pauseMs);
  // Counted before it is known, so that many tries at once cannot slip through together.
  throttle.failed(account, call.ip);
  const answer = await ask(auth, call);
  if (answer.ok) throttle.succeeded(account, call.ip);
  return answer.status === 401 ? refusal("auth.wrong_credentials") : worded(answer);
}

async function requestReset({ auth, mayReset }: DoorDeps, call: AuthRequest, body: Body): Promise<Response> {
  const { email } = body;
  if (!isPlain(email, 254)) {
    return refusal("request.invalid", { fields: [{ field: "email", problem: "must be an e-mail address" }] });
  }
  if (!mayReset(email.toLowerCase(), call.ip)) return refusal("request.rate_limited", {}, 60_000);
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

function refusal(code: ErrorCode, data: object = {}, retryAfterMs = 0): Response {
  const { status, message } = errorCatalogue[code];
  const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
  if (retryAfterMs > 0) headers.set("retry-after", String(Math.ceil(retryAfterMs / 1_000)));
  return new Response(JSON.stringify({ defined: true, code, status, message, data }), { status, headers });
}

const isText = (value: unknown, max: number): value is string =>
  typeof value === "string" && value.length <= max;

const isPlain = (value: unknown, max: number): value is string =>
  isText(value, max) && value !== "" && value.isWellFormed() && !/\p{Cc}/u.test(value);
