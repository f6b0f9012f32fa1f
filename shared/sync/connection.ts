import type { Ack, Welcome } from "#shared/contract/socket.ts";
import { createSource, type Observable } from "./observable.ts";
import { createPulse } from "./pulse.ts";
import { createServerClock } from "./server-clock.ts";
import type { Clock, ConnectionState, OfflineReason, SyncTransport } from "./types.ts";

/** How long an answer to a probe may take. While catching up the server may be flooded: more patience. */
const answerMs = { live: 1_500, catchingUp: 4_000 };
/** An attempt to connect that hangs this long is given up. */
const attemptMs = 4_000;

/** Of the first attempts, between which the wait grows; then of those of the first minute; then of a server long dead. */
const longest = { first: [250, 500, 800], soon: 1_000, later: 2_500 };
const soonAttempts = 60;

/**
 * How long to wait before the next attempt. The first is anywhere from at once on, so that those whose server died do
 * not all come to another one in the same moment. After it each waits between half of a limit and all of it: that asks
 * no more often than anything from nothing to one and a half times the limit would, and yet nobody is late by more than
 * the limit when the server is back.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const limit = longest.first[attempt] ?? (attempt <= soonAttempts ? longest.soon : longest.later);
  return attempt === 0 ? random() * limit : limit * (0.5 + random() / 2);
}

type NewState = ConnectionState extends infer S
  ? S extends { since: number }
    ? Omit<S, "since">
    : never
  : never;

export interface ConnectionDeps {
  readonly transport: SyncTransport;
  readonly clock: Clock;
  readonly random?: () => number;
  /** Fetches what was missed. Tells its progress; resolves when everything shown is current. */
  readonly catchUp: (epoch: string, progress: (done: number, total: number) => void) => Promise<void>;
}

export interface Connection {
  readonly state: Observable<ConnectionState>;
  start(): void;
  stop(): void;
  /** Never trusts an open socket: replaces it and catches up. */
  resync(): void;
  /** Something shown could not be made current: as good as a lost connection. */
  falter(): void;
  /** The server's clock as far as we know it, ms. */
  serverNow(): number;
  /** Something arrived: no need to probe. */
  heard(): void;
}

/** True while commands can be sent. */
export const isConnected = ({ phase }: ConnectionState): boolean =>
  phase === "live" || phase === "catching_up";

/** Watches over the socket: connects again, probes silence, catches up, and says truly where it stands. */
export function createConnection({ transport, clock, catchUp, random }: ConnectionDeps): Connection {
  const state = createSource<ConnectionState>({ phase: "connecting", since: clock.now() });
  const serverClock = createServerClock(clock);
  let attempt = 0;
  /** Changes with every turn of events; what belongs to an earlier one is thrown away. */
  let round = 0;
  let stopped = true;
  let cancelTimer = () => {};
  const removers: (() => void)[] = [];

  const pulse = createPulse({
    clock,
    ping: (timeoutMs) => transport.request<{ serverTime: string }>("ping", {}, timeoutMs),
    onAnswer: (answer, tripMs) => {
      const { ok, data } = answer as Ack<{ serverTime: string }> & { data?: { serverTime: string } };
      if (ok && data) serverClock.set(data.serverTime, tripMs);
    },
    onSilence: () => comeBack("no_answer", backoffMs(0, random)),
  });

  const go = (next: NewState) => {
    const { phase, since } = state.get();
    state.set({ ...next, since: phase === next.phase ? since : clock.now() } as ConnectionState);
  };

  const later = (ms: number, run: () => void) => {
    cancelTimer();
    cancelTimer = clock.after(ms, run);
  };

  const attemptNow = () => {
    transport.connect();
    later(attemptMs, () => comeBack("no_answer", backoffMs(attempt, random)));
  };

  const leave = (reason: OfflineReason) => {
    round++;
    pulse.stop();
    cancelTimer();
    go({ phase: "offline", reason });
  };

  function comeBack(reason: OfflineReason, ms: number): void {
    leave(reason);
    later(ms, () => {
      attempt++;
      attemptNow();
    });
  }

  const welcome = async ({ epoch, serverTime }: Welcome) => {
    const mine = ++round;
    cancelTimer();
    serverClock.set(serverTime, 0);
    go({ phase: "catching_up", done: 0, total: 0 });
    pulse.start(answerMs.catchingUp);
    try {
      await catchUp(epoch, (done, total) => {
        if (mine === round) go({ phase: "catching_up", done, total });
      });
    } catch {
      if (mine === round) comeBack("no_answer", backoffMs(attempt, random));
      return;
    }
    if (mine !== round) return;
    attempt = 0;
    go({ phase: "live" });
    pulse.start(answerMs.live);
  };

  return {
    state,
    start() {
      if (!stopped) return;
      stopped = false;
      go({ phase: "connecting" });
      removers.push(
        transport.onConnect((news) => void welcome(news)),
        transport.onDisconnect(({ reason, retryAfterMs, ended }) =>
          ended ? leave("session_ended") : comeBack(reason, (retryAfterMs ?? 0) + backoffMs(attempt, random)),
        ),
      );
      attemptNow();
    },
    stop() {
      stopped = true;
      round++;
      pulse.stop();
      cancelTimer();
      for (const remove of removers.splice(0)) remove();
      transport.disconnect();
    },
    resync() {
      if (stopped) return;
      attempt = 0;
      comeBack("no_answer", 0);
    },
    falter() {
      if (!stopped && isConnected(state.get())) comeBack("no_answer", backoffMs(attempt, random));
    },
    serverNow: serverClock.now,
    heard: pulse.heard,
  };
}
