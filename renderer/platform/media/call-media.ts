import type { Clock } from "#shared/sync/index.ts";
import { createSource, type Observable } from "../observable.ts";
import { type Capture, createCapture } from "./capture.ts";
import { createLegLink, type LegLink, type LinkState } from "./leg-link.ts";
import type { MediaPeer } from "./media-peer.ts";
import { judgeQuality, type MediaSample, type Quality } from "./quality.ts";

/** What the media of a call needs of the world. */
export interface MediaWorld {
  readonly clock: Clock;
  readonly createPeer: (wants: { readonly video: boolean }) => MediaPeer;
  readonly openDevice: (use: "microphone" | "camera") => Promise<MediaStreamTrack>;
  readonly openScreen: () => Promise<MediaStreamTrack>;
  /** Plays what is heard; returns the remover. */
  readonly play: (tracks: readonly MediaStreamTrack[]) => () => void;
  /** Tells when the network changed, or the machine woke. */
  readonly onNetwork: (changed: () => void) => () => void;
  /** Tells when another device was chosen, or one was plugged in or pulled out. */
  readonly onDevices: (changed: (what: "chosen" | "plugged") => void) => () => void;
  /** Whether it is of the chosen device, opened as it is to be now. */
  readonly isChosen: (use: "microphone" | "camera", track: MediaStreamTrack) => boolean;
}

interface CallMediaOptions {
  /** A video call: a camera may be sent. */
  readonly video: boolean;
  /** Whether the microphone is open from the beginning; a supervisor comes to listen. */
  readonly speaks: boolean;
  /** Another window has the sound, and it is to come here. */
  readonly takesOver: boolean;
  readonly connect: Parameters<typeof createLegLink>[0]["connect"];
  /** Whether somebody should be heard now. */
  readonly expectsSound: () => boolean;
}

/** The sound and picture of one call at this window. */
export interface CallMedia {
  readonly link: Pick<LegLink, "renew" | "repair" | "takeOver">;
  readonly state: Observable<LinkState>;
  readonly peer: Observable<MediaPeer | null>;
  readonly microphone: Capture;
  readonly camera: Capture;
  readonly screen: Capture;
  readonly quality: Observable<Quality | null>;
  /** How loud one is oneself, and whom one hears: 0 to 1. */
  readonly levels: Observable<{ readonly own: number; readonly heard: number }>;
  digits(tones: string): boolean;
  close(): void;
}

const sampleEveryMs = 1_000;
/** Judged over so many samples. */
const window = 4;
/** When nothing arrives the connection is tried anew at once, once more soon, and then ever more rarely. */
const suspectAfterMs = [0, 3_000, 12_000, 60_000];

/** Brings one's media into a call and keeps it there until it is closed. */
export function createCallMedia(world: MediaWorld, options: CallMediaOptions): CallMedia {
  const { clock } = world;
  const microphone = createCapture(() => world.openDevice("microphone"));
  const camera = createCapture(() => world.openDevice("camera"));
  // Who ends it by the system's button has ended it.
  const screen = createCapture(world.openScreen, (capture) => capture.stop());
  microphone.let(options.speaks);
  microphone.start();
  if (options.video) camera.start();
  const link = createLegLink({
    clock,
    connect: options.connect,
    takesOver: options.takesOver,
    createPeer: () => world.createPeer({ video: options.video }),
  });
  const quality = createSource<Quality | null>(null);
  const levels = createSource({ own: 0, heard: 0 });

  /** Whatever connection there is has what there is to send. */
  function feed(): void {
    const peer = link.peer.get();
    const shown = screen.state.get().track ?? camera.state.get().track;
    // A connection that was closed meanwhile refuses, and nobody misses it.
    void peer?.send("audio", microphone.state.get().track).catch(() => {});
    void peer?.send("video", shown).catch(() => {});
  }

  let silence = () => {};
  function play(): void {
    silence();
    const hears = link.peer.get()?.hears ?? [];
    silence = hears.length > 0 ? world.play(hears) : () => {};
  }
  function changed(): void {
    feed();
    play();
  }

  const removers = [
    link.peer.subscribe(changed),
    ...[microphone, camera, screen].map(({ state }) => state.subscribe(feed)),
    world.onNetwork(link.repair),
    world.onDevices((what) => {
      for (const [use, capture] of [
        ["microphone", microphone],
        ["camera", camera],
      ] as const) {
        const { track, problem } = capture.state.get();
        // What comes back is offered: nobody's voice changes its way while he speaks.
        if (problem || (what === "chosen" && track && !world.isChosen(use, track))) capture.start();
      }
    }),
    measure(clock, link, options.expectsSound, (now, sample) => {
      quality.set(now);
      levels.set({ own: sample?.ownLevel ?? 0, heard: sample?.heardLevel ?? 0 });
    }),
  ];
  const close = () => {
    for (const remove of removers) remove();
    silence();
    silence = () => {};
    for (const capture of [microphone, camera, screen]) capture.stop();
    link.close();
  };
  changed();
  const over = link.state.subscribe((now) => {
    if (now === "closed") close();
  });
  removers.push(over);
  return {
    link,
    state: link.state,
    peer: link.peer,
    microphone,
    camera,
    screen,
    quality,
    levels,
    digits: (tones) => link.peer.get()?.digits(tones) ?? false,
    close,
  };
}

/** Looks each second at how it sounds; a connection on which nothing arrives is tried anew. */
function measure(
  clock: Clock,
  link: LegLink,
  expectsSound: () => boolean,
  told: (quality: Quality | null, sample: MediaSample | undefined) => void,
): () => void {
  let samples: MediaSample[] = [];
  let of: MediaPeer | null = null;
  let suspectedAt = Number.NEGATIVE_INFINITY;
  let suspicions = 0;
  let stopped = false;
  let cancel = clock.after(sampleEveryMs, look);

  async function look(): Promise<void> {
    const peer = link.peer.get();
    if (peer !== of) samples = [];
    of = peer;
    const sample = await peer?.sample().catch(() => undefined);
    if (stopped) return;
    cancel = clock.after(sampleEveryMs, look);
    if (!sample || peer !== link.peer.get() || link.state.get() !== "connected") {
      samples = [];
      told(null, sample);
      return;
    }
    samples = [...samples, sample].slice(-window);
    const first = samples[0] ?? sample;
    const quality = judgeQuality(first, sample, { expectsSound: expectsSound() });
    told(quality, sample);
    if (sample.received > first.received) suspicions = 0;
    if (quality.word === "none" && clock.now() - suspectedAt >= (suspectAfterMs[suspicions] ?? 60_000)) {
      suspectedAt = clock.now();
      suspicions++;
      link.suspect();
    }
  }

  return () => {
    stopped = true;
    cancel();
  };
}
