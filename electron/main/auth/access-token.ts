/** What a try to mint an access token ended in. */
export type Minted = { kind: "token"; token: string } | { kind: "revoked" } | { kind: "unreachable" };

type AccessDeps = {
  mint(): Promise<Minted>;
  /** Milliseconds of a clock that only goes forward: the wall clock may be wrong by hours. */
  now(): number;
  revoked(): void;
};

type Current = { token: string; renewAt: number; endsAt: number };

/** A failed mint is not repeated for every request of a busy page. */
const PAUSE_AFTER_FAILURE_MS = 1000;

/** The short-lived access token: minted on demand, renewed ahead of its end, by one request at a time. */
export function createAccessTokens({ mint, now, revoked }: AccessDeps) {
  let current: Current | undefined;
  let running: Promise<string | undefined> | undefined;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  // Grows when the sign-in changes, so that an answer to an older question is thrown away.
  let era = 0;

  async function renew(): Promise<string | undefined> {
    const asked = era;
    const minted = await mint().catch((): Minted => ({ kind: "unreachable" }));
    if (asked !== era) return undefined;
    if (minted.kind === "token") {
      const lifetime = lifetimeOf(minted.token);
      current = { token: minted.token, renewAt: now() + lifetime * 0.8, endsAt: now() + lifetime };
      return minted.token;
    }
    if (minted.kind === "revoked") {
      current = undefined;
      revoked();
      return undefined;
    }
    pausedUntil = now() + PAUSE_AFTER_FAILURE_MS;
    return stillValid()?.token;
  }

  const stillValid = () => (current && now() < current.endsAt ? current : undefined);

  const renewOnce = (): Promise<string | undefined> => {
    if (now() < pausedUntil) return Promise.resolve(stillValid()?.token);
    const mine: Promise<string | undefined> =
      running ??
      renew().finally(() => {
        if (running === mine) running = undefined;
      });
    running = mine;
    return mine;
  };

  return {
    /** The token to send now; renews in the background while the old one still holds. */
    get(): string | undefined | Promise<string | undefined> {
      const held = stillValid();
      if (held && now() < held.renewAt) return held.token;
      const renewed = renewOnce();
      return held ? held.token : renewed;
    },
    /** The server refused this token: it was revoked, or the machine slept and our clock with it. */
    refused(token: string): Promise<string | undefined> {
      if (current?.token === token) current = undefined;
      return current ? Promise.resolve(current.token) : renewOnce();
    },
    /** After a sleep: our clock stood still, the token's time did not. */
    doubt() {
      if (current) current = { ...current, endsAt: Number.NEGATIVE_INFINITY };
      pausedUntil = Number.NEGATIVE_INFINITY;
    },
    /** Forgets everything, for another sign-in or none. */
    reset() {
      era++;
      current = undefined;
      running = undefined;
      pausedUntil = Number.NEGATIVE_INFINITY;
    },
  };
}

export type AccessTokens = ReturnType<typeof createAccessTokens>;

const SHORTEST_MS = 5000;
const USUAL_MS = 60_000;

// From the token's own two times, never compared with this machine's clock. Not verified: it is the server's to verify.
function lifetimeOf(token: string): number {
  try {
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    const lifetime = (claims.exp - claims.iat) * 1000;
    return Number.isFinite(lifetime) ? Math.max(SHORTEST_MS, lifetime) : USUAL_MS;
  } catch {
    return USUAL_MS;
  }
}
