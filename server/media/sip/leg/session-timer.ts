/** RFC 4028 5: no session may be asked to be refreshed more often. */
export const leastSeconds = 90;

/** Who keeps the session alive, and how long it lives without. */
export interface SessionPact {
  readonly seconds: number;
  readonly refresher: "us" | "them";
}

interface Headers {
  getHeader(name: string): string | undefined;
}

const supportsTimer = (headers: Headers): boolean =>
  /(?:^|[,\s])timer(?:$|[,\s])/i.test(headers.getHeader("supported") ?? "");

function readExpires(headers: Headers): { seconds: number; refresher: string | undefined } | undefined {
  const value = headers.getHeader("session-expires") ?? "";
  const seconds = Number(/^\s*(\d{1,7})/.exec(value)?.[1]);
  if (!(seconds > 0)) return undefined;
  return { seconds, refresher: /;\s*refresher\s*=\s*(uac|uas)/i.exec(value)?.[1]?.toLowerCase() };
}

/** What a caller (or whoever changes the session) asks for, and what we answer him: RFC 4028 9. */
export function pactOfRequest(
  headers: Headers,
  ourSeconds: number,
): { readonly pact: SessionPact; readonly lines: readonly string[] } | { readonly tooShort: true } {
  const asked = readExpires(headers);
  const theyCan = supportsTimer(headers);
  if (asked && asked.seconds < leastSeconds) {
    // Who does not know the timer cannot ask for more: a proxy on the way wrote it.
    if (theyCan) return { tooShort: true };
  }
  const seconds = Math.max(leastSeconds, Math.min(asked?.seconds ?? ourSeconds, ourSeconds));
  const them = theyCan && asked !== undefined && asked.refresher !== "uas";
  const line = `Session-Expires: ${seconds};refresher=${them ? "uac" : "uas"}`;
  return {
    pact: { seconds, refresher: them ? "them" : "us" },
    lines: them ? ["Require: timer", line] : [line],
  };
}

/** What came of our own request. Who answers without a word of it leaves it to us. */
export function pactOfResponse(headers: Headers, ourSeconds: number): SessionPact {
  const agreed = readExpires(headers);
  if (!agreed) return { seconds: ourSeconds, refresher: "us" };
  const seconds = Math.max(leastSeconds, agreed.seconds);
  return { seconds, refresher: agreed.refresher === "uas" ? "them" : "us" };
}

interface TimerEvents {
  /** Say that the call still stands. */
  refresh(): void;
  /** They did not: the call is dead. */
  expired(): void;
}

/** Keeps a session by its pact; each refresh, whoever made it, begins anew (RFC 4028 10). */
export function createSessionTimer({ refresh, expired }: TimerEvents) {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  return {
    keep({ seconds, refresher }: SessionPact): void {
      stop();
      const early = Math.min(32, seconds / 3);
      timer =
        refresher === "us"
          ? setTimeout(refresh, (seconds / 2) * 1_000)
          : setTimeout(expired, (seconds - early) * 1_000);
      timer.unref();
    },
    stop,
  };
}
