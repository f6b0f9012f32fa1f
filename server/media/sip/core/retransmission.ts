/** RFC 3261 17.1.1.1, milliseconds. */
export interface SipTimers {
  readonly t1: number;
  readonly t2: number;
}
export const sipTimers: SipTimers = { t1: 500, t2: 4_000 };

interface Pending {
  again(): void;
  timer: NodeJS.Timeout;
  every: number;
  /** No more after this much time (timers B, F and H: 64 times T1). */
  left: number;
  readonly cap: number;
}

/**
 * Says again what got no answer over UDP: requests (timers A and E), and refusals of an INVITE until they are acknowledged
 * (timer G). The core of SIP.js was made for reliable transports and leaves this out; the rest of each transaction is its.
 */
export function createRetransmission({ t1, t2 }: SipTimers = sipTimers) {
  const pending = new Map<string, Pending>();

  function schedule(key: string, one: Pending): void {
    one.timer = setTimeout(() => {
      one.left -= one.every;
      if (one.left <= 0) {
        pending.delete(key);
        return;
      }
      one.again();
      one.every = Math.min(one.every * 2, one.cap);
      schedule(key, one);
    }, one.every);
    one.timer.unref();
  }

  function start(key: string, cap: number, again: () => void): void {
    stop(key);
    const one: Pending = { again, timer: setTimeout(() => {}, 0), every: t1, left: 64 * t1, cap };
    clearTimeout(one.timer);
    pending.set(key, one);
    schedule(key, one);
  }

  function stop(key: string): void {
    const one = pending.get(key);
    if (!one) return;
    clearTimeout(one.timer);
    pending.delete(key);
  }

  return {
    requestSent(branch: string, method: string, again: () => void): void {
      if (method !== "ACK")
        start(`${method} ${branch}`, method === "INVITE" ? Number.POSITIVE_INFINITY : t2, again);
    },
    responseReceived(branch: string, method: string, status: number): void {
      const key = `${method} ${branch}`;
      if (status >= 200 || method === "INVITE") stop(key);
      else {
        const one = pending.get(key);
        if (one) one.every = t2;
      }
    },
    responseSent(branch: string, method: string, status: number, again: () => void): void {
      if (method === "INVITE" && status >= 300) start(`answer ${branch}`, t2, again);
    },
    ackReceived: (branch: string): void => stop(`answer ${branch}`),
    size: (): number => pending.size,
    dispose(): void {
      for (const { timer } of pending.values()) clearTimeout(timer);
      pending.clear();
    },
  };
}
