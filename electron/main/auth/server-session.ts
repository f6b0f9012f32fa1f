import type { SecondFactorAnswer, SignInFailure } from "../../../shared/bridge/desktop.ts";
import type { Fetch } from "../server-address.ts";
import type { Minted } from "./access-token.ts";

export type SignedIn =
  | { ok: true; token: string }
  | { ok: false; code: "second_factor_needed"; step: string }
  | { ok: false; code: Exclude<SignInFailure, "second_factor_needed">; retryAfterSeconds?: number };

const quiet = { credentials: "omit", redirect: "error", cache: "no-store" } as const;
const json = { "content-type": "application/json" };

/** The questions that the main process asks the server's sign-in. */
export const createServerSession = (fetch: Fetch) => ({
  signIn: (address: string, email: string, password: string): Promise<SignedIn> =>
    step(fetch, `${address}/api/auth/sign-in/email`, { email, password }),

  secondFactor: (address: string, name: string, given: SecondFactorAnswer): Promise<SignedIn> =>
    step(fetch, `${address}/api/auth/sign-in/second-factor`, { step: name, ...given }),

  async mint(address: string, token: string): Promise<Minted> {
    const answer = await fetch(`${address}/api/auth/token`, {
      ...quiet,
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(10_000),
    });
    // Only a clear "no" ends a sign-in; an ailing server or a proxy's page does not.
    if (answer.status === 401 || answer.status === 403) return { kind: "revoked" };
    if (!answer.ok) return { kind: "unreachable" };
    const body = (await answer.json()) as { token?: unknown };
    return typeof body.token === "string" ? { kind: "token", token: body.token } : { kind: "unreachable" };
  },

  /** Best effort: the desktop forgets the token whatever the server says. */
  async signOut(address: string, token: string): Promise<void> {
    await fetch(`${address}/api/auth/sign-out`, {
      ...quiet,
      method: "POST",
      headers: { ...json, authorization: `Bearer ${token}` },
      body: "{}",
      signal: AbortSignal.timeout(3000),
    }).catch(() => undefined);
  },
});

export type ServerSession = ReturnType<typeof createServerSession>;

async function step(fetch: Fetch, url: string, body: object): Promise<SignedIn> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      ...quiet,
      method: "POST",
      headers: json,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    return { ok: false, code: "unreachable" };
  }
  const said = (await answer.json().catch(() => undefined)) as Said;
  if (!answer.ok) return failure(answer, said?.code);
  const token = answer.headers.get("set-auth-token");
  if (token) return { ok: true, token };
  const next = said?.secondFactor?.step;
  return typeof next === "string"
    ? { ok: false, code: "second_factor_needed", step: next }
    : { ok: false, code: "server_error" };
}

type Said = { code?: unknown; secondFactor?: { step?: unknown } } | null | undefined;

const known: Readonly<Record<string, Exclude<SignInFailure, "second_factor_needed">>> = {
  "auth.wrong_code": "wrong_code",
  "auth.step_ended": "step_ended",
  "auth.address_not_allowed": "address_not_allowed",
};

function failure(answer: Response, code: unknown): SignedIn {
  const named = typeof code === "string" ? known[code] : undefined;
  if (named) return { ok: false, code: named };
  switch (answer.status) {
    case 400:
    case 401:
    case 403:
    case 422:
      return { ok: false, code: "wrong_credentials" };
    case 429: {
      const seconds = Number(answer.headers.get("x-retry-after") ?? answer.headers.get("retry-after"));
      const known = Number.isFinite(seconds) && seconds > 0;
      return {
        ok: false,
        code: "too_many_attempts",
        ...(known && { retryAfterSeconds: Math.ceil(seconds) }),
      };
    }
    default:
      return { ok: false, code: "server_error" };
  }
}
