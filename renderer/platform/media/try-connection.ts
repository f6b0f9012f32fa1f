import type { Clock } from "#shared/sync/index.ts";
import type { MediaPeer } from "./media-peer.ts";
import { judgeQuality, type MediaSample, type Quality } from "./quality.ts";

const connectMs = 8_000;
const everyMs = 500;
/** So long packets go to the server and back. */
const measureMs = 5_000;

interface TrialDeps {
  readonly clock: Clock;
  readonly createPeer: () => MediaPeer;
  /** Brings the offer to the server, which lets this connection hear music and ends it by itself. */
  readonly connect: (offer: string) => Promise<{ readonly answer: string }>;
}

/**
 * Connects with the media server as a call would, and measures both ways. Rejects when the server's answer is a refusal;
 * null when no connection comes about: something on the way keeps the packets.
 */
export async function tryConnection(
  { clock, createPeer, connect }: TrialDeps,
  voice: MediaStreamTrack | null,
): Promise<Quality | null> {
  const peer = createPeer();
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  try {
    await peer.send("audio", voice);
    const { answer } = await connect(await peer.offer(false));
    await peer.answer(answer);
    for (let waited = 0; peer.state.get() !== "connected"; waited += everyMs) {
      if (waited >= connectMs || peer.state.get() === "broken") return null;
      await wait(everyMs);
    }
    const samples: MediaSample[] = [];
    for (let measured = 0; measured <= measureMs; measured += everyMs) {
      samples.push(await peer.sample());
      if (measured < measureMs) await wait(everyMs);
    }
    const [first, last] = [samples[0], samples.at(-1)];
    return first && last ? judgeQuality(first, last, { expectsSound: true }) : null;
  } finally {
    peer.close();
  }
}
