import type { Clock } from "#shared/sync/index.ts";
import { isPassing, type ProblemCode, problemOf } from "../http/errors.ts";
import { createSource, type Observable } from "../observable.ts";
import type { MediaPeer, PeerState } from "./media-peer.ts";
import { createTurns, type Turn } from "./turns.ts";

/** `elsewhere`: another window of this person has the sound; `closed`: for good. */
export type LinkState = "connecting" | "connected" | "repairing" | "elsewhere" | "closed";

interface Ask {
  readonly offer: string;
  readonly restart: boolean;
  readonly takeOver: boolean;
}

interface LinkDeps {
  readonly createPeer: () => MediaPeer;
  /** Brings the offer to the server. */
  readonly connect: (ask: Ask, signal: AbortSignal) => Promise<{ readonly answer: string }>;
  readonly clock: Clock;
  /** Another window has the sound, and it is to come here. */
  readonly takesOver?: boolean;
}

/** The connection of one leg: one at a time, made anew or restarted until it stands, closed with the call. */
export interface LegLink {
  readonly state: Observable<LinkState>;
  /** The connection there is now. */
  readonly peer: Observable<MediaPeer | null>;
  /** The engine was lost: what there was leads nowhere. */
  renew(): void;
  /** The network has changed: tries the same connection over other ways. */
  repair(): void;
  /** It stands, and yet nothing arrives: restarts it, or makes it anew when that was tried just now. */
  suspect(): void;
  /** Brings the sound from another window to this one. */
  takeOver(): void;
  close(): void;
}

/** A request that takes longer is given up: the network it went out by may be gone. */
const askMs = 5_000;
/** A restarted connection stands within this, or is made anew. */
const restartMs = 2_000;
const newMs = 6_000;
/** Silence so soon after a restart is the restart's. */
const blamedMs = 8_000;
const longestPauseMs = 4_000;

/** Makes the connection of a leg at once, and keeps it. */
export function createLegLink({ createPeer, connect, clock, takesOver = false }: LinkDeps): LegLink {
  const state = createSource<LinkState>("connecting");
  const current = createSource<MediaPeer | null>(null);
  const turns = createTurns(clock);
  let failures = 0;
  let restartedAt = Number.NEGATIVE_INFINITY;
  let wasUp = false;
  let answered = false;
  let negotiating = false;
  let taking = takesOver;
  let unwatch = () => {};

  const isOut = () => state.get() === "closed" || state.get() === "elsewhere";
  const pause = () => Math.min(longestPauseMs, 500 * 2 ** failures++);

  function begin(next: LinkState): Turn {
    negotiating = false;
    const turn = turns.next();
    state.set(next);
    return turn;
  }

  function drop(): void {
    unwatch();
    unwatch = () => {};
    answered = false;
    const old = current.get();
    current.set(null);
    old?.close();
  }

  function up(): void {
    turns.cancel();
    failures = 0;
    wasUp = true;
    taking = false;
    state.set("connected");
  }

  const watch = (peer: MediaPeer) =>
    peer.state.subscribe((now: PeerState) => {
      if (negotiating || !answered) return;
      if (now === "connected") up();
      else if (now === "broken" && state.get() === "connected") repair();
    });

  function renew(): void {
    if (isOut()) return;
    const turn = begin(wasUp ? "repairing" : "connecting");
    drop();
    // Whoever was told of that may have closed it all.
    if (turn.isOver()) return;
    try {
      const peer = createPeer();
      unwatch = watch(peer);
      current.set(peer);
      if (!turn.isOver()) void negotiate(peer, turn, false);
    } catch {
      turns.later(pause(), renew);
    }
  }

  function repair(): void {
    const peer = current.get();
    if (isOut()) return;
    if (!peer || !answered) {
      renew();
      return;
    }
    const stands = state.get() === "connected" && peer.state.get() === "connected";
    void negotiate(peer, begin(stands ? "connected" : "repairing"), true);
  }

  async function negotiate(peer: MediaPeer, turn: Turn, restart: boolean): Promise<void> {
    negotiating = true;
    try {
      const offer = await turn.within(askMs, peer.offer(restart));
      const ask = { offer, restart, takeOver: taking };
      const { answer } = await turn.within(askMs, connect(ask, turn.signal));
      await turn.within(askMs, peer.answer(answer));
    } catch (error) {
      if (!turn.isOver()) failed(problemOf(error), peer, restart);
      return;
    }
    if (turn.isOver()) return;
    negotiating = false;
    answered = true;
    if (restart) restartedAt = clock.now();
    if (peer.state.get() === "connected") up();
    else turns.later(restart ? restartMs : newMs + pause(), renew);
  }

  function failed(code: ProblemCode, peer: MediaPeer, restart: boolean): void {
    negotiating = false;
    if (code === "call.over" || code === "call.not_found") close();
    else if (code === "call.elsewhere") {
      begin("elsewhere");
      drop();
    } else if (!restart) {
      drop();
      turns.later(pause(), renew);
    } else if (!isPassing(code)) renew();
    // Only the server is out of reach: sound that flows is not cut for that, and may come back by itself.
    else turns.later(pause(), () => (peer.state.get() === "connected" ? up() : repair()));
  }

  function suspect(): void {
    if (clock.now() - restartedAt < blamedMs) renew();
    else repair();
  }

  function close(): void {
    if (state.get() === "closed") return;
    begin("closed");
    drop();
  }

  function takeOver(): void {
    if (state.get() !== "elsewhere") return;
    taking = true;
    state.set("connecting");
    renew();
  }

  renew();
  return { state, peer: current, renew, repair, suspect, takeOver, close };
}
