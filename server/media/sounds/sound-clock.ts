import type { MediaPacket } from "../embedded/leg-slots.ts";
import { frameSamples } from "./opus-frames.ts";
import type { SoundFrames } from "./sound-library.ts";

/** Takes one packet. It is the clock's own object, used again for the next one. */
type Send = (packet: MediaPacket, at: number) => void;

interface Playing {
  readonly sound: SoundFrames;
  readonly send: Send;
  readonly onEnd: () => void;
  readonly startedAt: number;
  /** Of the frame that comes next, counted from the start; a clock that stood still leaves some out. */
  frame: number;
  /** How many were sent: what was left out is no loss of the network. */
  sent: number;
}

const frameMs = 20;
/** How many frames are made up for after the process stood still. */
const mostAtOnce = 3;

/** Plays sounds to whoever waits, with one timer for all of them, and none when nobody does. */
export function createSoundClock(now: () => number) {
  const all = new Set<Playing>();
  let timer: NodeJS.Timeout | undefined;
  const packet = {
    payload: Buffer.alloc(0) as Buffer,
    header: { sequenceNumber: 0, timestamp: 0, marker: false },
  };

  function stop(one: Playing): void {
    if (all.delete(one) && all.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  }

  function send(one: Playing, at: number): void {
    const { frames, loops } = one.sound;
    const frame = frames[loops ? one.frame % frames.length : one.frame];
    if (!frame) {
      stop(one);
      one.onEnd();
      return;
    }
    packet.payload = frame;
    packet.header.sequenceNumber = one.sent % 0x1_0000;
    packet.header.timestamp = (one.frame * frameSamples) % 0x1_0000_0000;
    packet.header.marker = one.sent === 0;
    one.frame++;
    one.sent++;
    one.send(packet, at);
  }

  function tick(): void {
    const at = now();
    for (const one of all) {
      const due = Math.floor((at - one.startedAt) / frameMs) + 1;
      one.frame = Math.max(one.frame, due - mostAtOnce);
      while (one.frame < due && all.has(one)) send(one, at);
    }
  }

  return {
    /** Begins at once, from the sound's beginning. @returns what ends it. */
    play(sound: SoundFrames, to: Send, onEnd: () => void): () => void {
      const at = now();
      const one: Playing = { sound, send: to, onEnd, startedAt: at, frame: 0, sent: 0 };
      all.add(one);
      timer ??= setInterval(tick, frameMs);
      send(one, at);
      return () => stop(one);
    },
  };
}

export type SoundClock = ReturnType<typeof createSoundClock>;
