import type { SessionPort, SignInResult } from "./session-port.ts";

/** Sign-in by better-auth's cookie, on the origin that served the page. */
export function createBrowserSession(origin: string): SessionPort {
  const post = (path: string, body: unknown) =>
    fetch(`${origin}/api/auth${path}`, {
      method: "POST",
      credentials: "include",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  return {
    kind: "browser",
    place: async () => ({ address: origin, credentials: "include" }),
    setAddress: async () => ({ ok: false, code: "not_a_workspace" }),
    async state() {
      const answer = await fetch(`${origin}/api/auth/get-session`, { credentials: "include" });
      const found: unknown = answer.ok ? await answer.json() : null;
      return { signedIn: found !== null, persistence: null };
    },
    async signIn(email, password): Promise<SignInResult> {
      try {
        const answer = await post("/sign-in/email", { email, password });
        if (answer.ok) return { ok: true, persistence: null };
        return refusal(answer);
      } catch {
        return { ok: false, code: "unreachable" };
      }
    },
    async signOut() {
      await post("/sign-out", {});
    },
    onChange: () => () => {},
  };
}

function refusal(answer: Response): SignInResult {
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get("x-retry-after") ?? answer.headers.get("retry-after"));
    const code = "too_many_attempts";
    return seconds > 0 ? { ok: false, code, retryAfterSeconds: Math.ceil(seconds) } : { ok: false, code };
  }
  if (answer.status === 400 || answer.status === 401 || answer.status === 403) {
    return { ok: false, code: "wrong_credentials" };
  }
  return { ok: false, code: "server_error" };
}
