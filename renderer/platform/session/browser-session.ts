import type { SecondFactorAnswer, SessionPort, SignInProblem, SignInResult } from "./session-port.ts";

type Failure = Extract<SignInResult, { ok: false }>;

/** Sign-in by a cookie, on the origin that served the page. */
export function createBrowserSession(origin: string): SessionPort {
  const post = (path: string, body: unknown) =>
    fetch(`${origin}/api/auth${path}`, {
      method: "POST",
      credentials: "include",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  /** What the password led to: the step that a second factor answers. */
  let step: string | undefined;

  /** One question on the way in; `use` makes something of a good answer. */
  async function ask<T>(path: string, body: unknown, use: (said: Said) => T | Failure): Promise<T | Failure> {
    try {
      const answer = await post(path, body);
      const said = ((await answer.json().catch(() => ({}))) ?? {}) as Said;
      return answer.ok ? use(said) : refusal(answer, said);
    } catch {
      return { ok: false, code: "unreachable" };
    }
  }

  const settle = (said: Said): SignInResult => {
    step = said.secondFactor?.step;
    return step === undefined ? { ok: true, persistence: null } : { ok: false, code: "second_factor_needed" };
  };

  return {
    kind: "browser",
    place: async () => ({ address: origin, credentials: "include" }),
    setAddress: async () => ({ ok: false, code: "not_a_workspace" }),
    async state() {
      const answer = await fetch(`${origin}/api/auth/get-session`, { credentials: "include" });
      const found: unknown = answer.ok ? await answer.json() : null;
      return { signedIn: found !== null, persistence: null };
    },
    signIn: (email, password) => ask("/sign-in/email", { email, password }, settle),
    async secondFactor(given: SecondFactorAnswer) {
      return step === undefined
        ? { ok: false, code: "step_ended" }
        : ask("/sign-in/second-factor", { step, ...given }, settle);
    },
    ...("PublicKeyCredential" in globalThis ? { passkey: () => byPasskey(ask, settle) } : {}),
    company: (email) =>
      ask("/sign-in/sso", { email }, ({ url }) =>
        typeof url === "string" && /^https?:\/\//.test(url)
          ? { ok: true, url }
          : { ok: false, code: "server_error" },
      ),
    async signOut() {
      await post("/sign-out", {});
    },
    onChange: () => () => {},
  };
}

interface Said {
  readonly code?: unknown;
  readonly secondFactor?: { readonly step?: string };
  readonly step?: unknown;
  readonly options?: unknown;
  readonly url?: unknown;
}

type Ask = <T>(path: string, body: unknown, use: (said: Said) => T | Failure) => Promise<T | Failure>;

async function byPasskey(ask: Ask, settle: (said: Said) => SignInResult): Promise<SignInResult> {
  const begun = await ask("/sign-in/passkey/start", {}, (said) => said);
  if ("ok" in begun) return begun;
  // Loaded when it is wanted: the sign-in page must stand at once.
  const { startAuthentication } = await import("@simplewebauthn/browser");
  try {
    const response = await startAuthentication({ optionsJSON: begun.options as never });
    return await ask("/sign-in/passkey", { step: begun.step, response }, settle);
  } catch {
    // Cancelled, timed out, or no passkey here: browsers do not say which.
    return { ok: false, code: "passkey_cancelled" };
  }
}

const known: Readonly<Record<string, SignInProblem>> = {
  "auth.wrong_code": "wrong_code",
  "auth.step_ended": "step_ended",
  "auth.address_not_allowed": "address_not_allowed",
  "auth.passkey_refused": "passkey_refused",
  "sso.not_set_up": "sso_not_set_up",
  "sso.issuer_unreachable": "sso_refused",
};

function refusal(answer: Response, { code }: Said): Failure {
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get("x-retry-after") ?? answer.headers.get("retry-after"));
    const code = "too_many_attempts";
    return seconds > 0 ? { ok: false, code, retryAfterSeconds: Math.ceil(seconds) } : { ok: false, code };
  }
  const named = typeof code === "string" ? known[code] : undefined;
  if (named) return { ok: false, code: named };
  if (answer.status === 400 || answer.status === 401 || answer.status === 403) {
    return { ok: false, code: "wrong_credentials" };
  }
  return { ok: false, code: "server_error" };
}
