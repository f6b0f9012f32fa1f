import type { CallInput, CallOutput, NewsPayload, Persistence } from "../../../shared/bridge/desktop.ts";
import { createAccessTokens } from "./access-token.ts";
import type { ServerSession, SignedIn } from "./server-session.ts";
import type { Kept, TokenVault } from "./token-vault.ts";

type SignInDeps = {
  server: ServerSession;
  vault: TokenVault;
  address(): string | null;
  now(): number;
  /** Tells every window. */
  changed(news: NewsPayload<"auth.changed">): void;
  /** Clears what the session left in the browser's stores, whatever ended it; drafts stay. */
  sweep(): Promise<void>;
};

/** Who is signed in at this desktop. The refresh token lives in here and in the vault; the page never sees it. */
export function createSignIn({ server, vault, address, now, changed, sweep }: SignInDeps) {
  let kept: Kept | undefined;
  let persistence: Persistence = "memory";
  /** What the password led to: the step that a second factor answers. */
  let pending: { address: string; step: string } | undefined;

  const access = createAccessTokens({
    now,
    async mint() {
      return kept ? await server.mint(kept.address, kept.token) : { kind: "unreachable" };
    },
    revoked: () => void forget("revoked"),
  });

  async function forget(reason: NewsPayload<"auth.changed">["reason"]) {
    const was = kept;
    kept = undefined;
    access.reset();
    await vault.clear().catch(() => undefined);
    if (!was) return;
    await sweep();
    changed({ signedIn: false, persistence, reason });
  }

  /** Keeps what the server gave: the token, or the step that comes next. */
  async function settle(where: string, answer: SignedIn): Promise<CallOutput<"auth.signIn">> {
    if (where !== address()) return { ok: false, code: "unreachable" };
    if (!answer.ok) {
      if (answer.code === "second_factor_needed") {
        pending = { address: where, step: answer.step };
        return { ok: false, code: answer.code };
      }
      if (answer.code === "step_ended") pending = undefined;
      return answer;
    }
    pending = undefined;
    kept = { address: where, token: answer.token };
    access.reset();
    persistence = await vault.save(kept);
    changed({ signedIn: true, persistence, reason: "signed_in" });
    return { ok: true, persistence };
  }

  const ready = (async () => {
    persistence = await vault.persistence();
    const loaded = await vault.load();
    // A token is for the server that gave it. After a change of address it is worthless, and somebody else's.
    if (loaded && loaded.address === address()) kept = loaded;
    else if (loaded) await vault.clear();
  })();

  return {
    async state(): Promise<CallOutput<"auth.state">> {
      await ready;
      return { signedIn: kept !== undefined, persistence };
    },

    async signIn({ email, password }: CallInput<"auth.signIn">): Promise<CallOutput<"auth.signIn">> {
      await ready;
      const where = address();
      if (!where) return { ok: false, code: "no_address" };
      return settle(where, await server.signIn(where, email, password));
    },

    async secondFactor(given: CallInput<"auth.secondFactor">): Promise<CallOutput<"auth.secondFactor">> {
      await ready;
      const asked = pending;
      if (!asked || asked.address !== address()) return { ok: false, code: "step_ended" };
      return settle(asked.address, await server.secondFactor(asked.address, asked.step, given));
    },

    async signOut(): Promise<void> {
      await ready;
      const old = kept;
      await forget("signed_out");
      if (old) await server.signOut(old.address, old.token);
    },

    /** The old server's session ends with it. */
    async addressChanged(): Promise<void> {
      await ready;
      const old = kept;
      if (!old || old.address === address()) return;
      await forget("address_changed");
      await server.signOut(old.address, old.token);
    },

    /** The access token for a request of our page, if somebody is signed in. */
    accessToken: () => (kept ? access.get() : ready.then(() => (kept ? access.get() : undefined))),
    wokeUp: () => access.doubt(),
    tokenRefused: (token: string) => (kept ? access.refused(token) : Promise.resolve(undefined)),
  };
}

export type SignIn = ReturnType<typeof createSignIn>;
