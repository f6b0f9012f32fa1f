import { setTimeout as sleep } from "node:timers/promises";
import type { Kind, Talker } from "./load-peer.ts";

/** How everybody speaks, and shows himself. */
export interface Manner {
  /** Of one packet of sound; Opus allows 20 to 120. */
  readonly frameMs: number;
  readonly soundBytes: number;
  readonly video: boolean;
}

/** Packets of a picture and pictures a second: about half a megabit, as a camera in a small window sends. */
const picture = { packets: 4, bytes: 1_100, everyMs: 1_000 / 15 } as const;
const tickMs = 4;
/** What has not come by then is lost, ms. */
const drainMs = 3_000;

/** What was heard in a time of talking. */
export interface Heard {
  readonly packets: number;
  readonly expected: number;
  /** Of sound alone, ms. */
  readonly took: readonly number[];
  /** How late those who speak were themselves, ms: on a machine with other work everything is. */
  readonly late: readonly number[];
}

/** A load: those who talk, how many hear each of them, and what is heard. */
export interface Load {
  talk(ms: number): Promise<Heard>;
}

interface Speaking {
  readonly talker: Talker;
  /** By how many he is heard, and seen. */
  readonly listeners: number;
}

/** Collects what everybody hears. */
export function createEars() {
  let packets = 0;
  let took: number[] = [];
  return {
    hear(kind: Kind, ms: number): void {
      packets++;
      if (kind === "audio") took.push(ms);
    },
    count: () => packets,
    take() {
      const heard = { packets, took };
      packets = 0;
      took = [];
      return heard;
    },
  };
}

/** Everybody speaks at once, each at a moment of his own, so that no wave of packets comes at the engine. */
export function createLoad(
  all: readonly Speaking[],
  ears: ReturnType<typeof createEars>,
  { frameMs, soundBytes, video }: Manner,
): Load {
  return {
    async talk(ms) {
      const due = all.map((one, index) => ({
        ...one,
        sound: (index * frameMs) / all.length,
        picture: (index * picture.everyMs) / all.length,
      }));
      ears.take();
      let expected = 0;
      const late: number[] = [];
      const began = performance.now();
      const sendDue = (one: (typeof due)[number], now: number) => {
        for (; one.sound < now; one.sound += frameMs) {
          late.push(now - one.sound);
          one.talker.send("audio", soundBytes);
          expected += one.listeners;
        }
        for (; video && one.picture < now; one.picture += picture.everyMs) {
          for (let at = 0; at < picture.packets; at++) one.talker.send("video", picture.bytes);
          expected += picture.packets * one.listeners;
        }
      };
      const tick = () => {
        const now = Math.min(performance.now() - began, ms);
        for (const one of due) sendDue(one, now);
      };
      const timer = setInterval(tick, tickMs);
      await sleep(ms);
      clearInterval(timer);
      tick();
      // What is still on its way, which would be counted with the next time.
      for (const until = performance.now() + drainMs; performance.now() < until; await sleep(50))
        if (ears.count() >= expected) break;
      return { ...ears.take(), expected, late };
    },
  };
}
