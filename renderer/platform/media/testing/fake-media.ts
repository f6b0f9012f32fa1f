import { createFakeClock } from "#shared/sync/testing/fake-clock.ts";
import { createSource, type Source } from "../../observable.ts";
import { createLegLink } from "../leg-link.ts";
import type { MediaKind, MediaPeer, PeerState } from "../media-peer.ts";
import type { MediaSample } from "../quality.ts";

export const quietSample = (part: Partial<MediaSample> = {}): MediaSample => ({
  at: 0,
  received: 0,
  lost: 0,
  jitterMs: 0,
  roundTripMs: null,
  lostOnTheWayOut: 0,
  ownLevel: 0,
  heardLevel: 0,
  ...part,
});

/** A microphone's, a camera's or a screen's track. */
export function createFakeTrack(label: string) {
  const listeners = new Set<() => void>();
  const track = {
    label,
    enabled: true,
    stopped: false,
    stop() {
      track.stopped = true;
    },
    addEventListener: (_name: string, listener: () => void) => void listeners.add(listener),
    /** As when it is unplugged. */
    end() {
      for (const listener of listeners) listener();
    },
    get asTrack() {
      return track as unknown as MediaStreamTrack;
    },
  };
  return track;
}

export interface FakePeer extends MediaPeer {
  readonly state: Source<PeerState>;
  readonly sent: Record<MediaKind, MediaStreamTrack | null>;
  closed: boolean;
  digitsSent: string;
  next: MediaSample;
}

/** A connection that does as the network of the test says. */
export function createFakePeer(name: number, hears: readonly MediaStreamTrack[] = []): FakePeer {
  const state = createSource<PeerState>("checking");
  const sent: Record<MediaKind, MediaStreamTrack | null> = { audio: null, video: null };
  const peer: FakePeer = {
    closed: false,
    digitsSent: "",
    next: quietSample(),
    sent,
    state,
    hears,
    sees: [],
    offer: async (restart: boolean) => `offer ${name}${restart ? " again" : ""}`,
    answer: async () => {},
    send: async (kind: MediaKind, track: MediaStreamTrack | null) => {
      sent[kind] = track;
    },
    digits(tones: string) {
      peer.digitsSent += tones;
      return true;
    },
    sample: async () => peer.next,
    close() {
      peer.closed = true;
    },
  };
  return peer;
}

interface Asked {
  readonly offer: string;
  readonly restart: boolean;
  readonly takeOver: boolean;
  readonly answer: () => void;
  readonly refuse: (code: string) => void;
}

/** A link whose server answers when the test says so. */
export function createFakeLink() {
  const clock = createFakeClock();
  const peers: FakePeer[] = [];
  const asked: Asked[] = [];
  const link = createLegLink({
    clock,
    createPeer() {
      const peer = createFakePeer(peers.length + 1);
      peers.push(peer);
      return peer;
    },
    connect: (ask) =>
      new Promise((resolve, reject) =>
        asked.push({
          ...ask,
          answer: () => resolve({ answer: "answer" }),
          refuse: (code) => reject(code === "network" ? new TypeError("no network") : { code }),
        }),
      ),
  });
  return {
    link,
    clock,
    peers,
    asked,
    open: () => peers.filter(({ closed }) => !closed),
    last: () => peers.at(-1),
  };
}

/** Lets what was promised come about. */
export const settled = async () => {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
};
