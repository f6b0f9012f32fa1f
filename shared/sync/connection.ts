import { createSource, type Observable } from "./observable.ts";
import type { Clock, ConnectionState, OfflineReason, SyncTransport } from "./types.ts";

/** The strip must tell the truth within 3 s, so silence is probed after 1.2 s and believed after another 1.5 s. */
const quietMs = 1_200;
const answerMs = 1_500;

/** Full jitter below a rising limit; after many tries a slower one, so that a dead server is not hammered. */
export const backoffMs = (attempt: number, random: () => number = Math.random): number =>
  random() * (attempt > 20 ? 5_000 : Math.min(1_500, 250 * 2 ** attempt));

type NewState = ConnectionState extends infer S
  ? S extends { since: number }
    ? Omit<S, "since">
    : never
  : never;

export interface ConnectionDeps {
  readonly transport: SyncTransport;
  readonly clock: Clock;
  /** Fetches what was missed. Tells its progress; resolves when everything shown is current. */
  readonly catchUp: (epoch: string, progress: (done: number, total: number) => void) => Promise<void>;
  readonly onLive: () => void;
}

export interface Connection {
  readonly state: Observable<ConnectionState>;
  start(): void;
  stop(): void;
  /** Never trusts an open socket: replaces it and catches up. */
  resync(): void;
  /** The server's clock as far as we know it, ms. */
  serverNow(): number;
  /** Something arrived: no need to probe. */
  heard(): void;
}

/** Watches over the socket: connects again, probes silence, catches up, and says truly where it stands. */
export function createConnection({ transport, clock, catchUp, onLive }: ConnectionDeps): Connection {
  const state = createSource<ConnectionState>({ phase: "connecting", since: clock.now() });
  let attempt = 0;
  let round = 0;
  let lastHeard = 0;
  let skew = 0;
  let stopped = true;
  let cancelTimer = () => {};
  const removers: (() => void)[] = [];

  const go = (next: NewState) =>
    state.set({
      ...next,
      since: state.get().phase === next.phase ? state.get().since : clock.now(),
    } as ConnectionState);

  const later = (ms: number, run: () => void) => {
    cancelTimer();
    cancelTimer = clock.after(ms, run);
  };

  const connectAgain = (reason: OfflineReason, ms: number) => {
    round++;
    go({ phase: "offline", reason });
    later(ms, () => {
      attempt++;
      transport.connect();
      // Should the attempt itself hang, try anew.
      later(4_000, () => connectAgain("no_answer", backoffMs(attempt)));
    });
  };

  const probe = (mine: number) => {
    later(quietMs, () => {
      if (stopped || mine !== round) return;
      if (clock.now() - lastHeard < quietMs) return probe(mine);
      transport.request("ping", {}, answerMs).then(
        () => {
          lastHeard = clock.now();
          if (mine === round) probe(mine);
        },
        () => {
          if (mine === round && !stopped) connectAgain("no_answer", backoffMs(0));
        },
      );
    });
  };

  const welcome = async (epoch: string, serverTime: string) => {
    const mine = ++round;
    cancelTimer();
    lastHeard = clock.now();
    skew = Date.parse(serverTime) - clock.now();
    go({ phase: "catching_up", done: 0, total: 0 });
    try {
      await catchUp(epoch, (done, total) => {
        if (mine === round) go({ phase: "catching_up", done, total });
      });
    } catch {
      if (mine === round && !stopped) connectAgain("no_answer", backoffMs(++attempt));
      return;
    }
    if (mine !== round || stopped) return;
    attempt = 0;
    go({ phase: "live" });
    onLive();
    probe(mine);
  };

  return {
    state,
    start() {
      stopped = false;
      removers.push(
        transport.onConnect(({ epoch, serverTime }) => void welcome(epoch, serverTime)),
        transport.onDisconnect(({ reason, retryAfterMs, ended }) => {
          if (stopped) return;
          if (!ended) return connectAgain(reason, (retryAfterMs ?? 0) + backoffMs(attempt));
          round++;
          cancelTimer();
          go({ phase: "offline", reason: "session_ended" });
        }),
      );
      transport.connect();
      later(4_000, () => connectAgain("no_answer", backoffMs(attempt)));
    },
    stop() {
      stopped = true;
      round++;
      cancelTimer();
      for (const remove of removers.splice(0)) remove();
      transport.disconnect();
    },
    resync() {
      if (stopped) return;
      attempt = 0;
      connectAgain("no_answer", 0);
    },
    serverNow: () => clock.now() + skew,
    heard() {
      lastHeard = clock.now();
    },
  };
}
