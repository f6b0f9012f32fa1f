import { mosOf } from "#shared/domain/calls/mos.ts";
import type { LegLevels, VoiceLevel } from "../media-engine.ts";
import { createLevelMeter, type LevelMeter } from "./level-meter.ts";
import { createStreamQuality } from "./stream-quality.ts";

/** What the other end says of one stream that it hears (RFC 3550, 6.4.1), in the units of the packet. */
export interface ReceiverReport {
  readonly fractionLost: number;
  readonly jitter: number;
}

interface Reported {
  readonly lossPercent: number;
  readonly jitterMs: number;
  readonly at: number;
}

const clockRate = 48_000;
/** Older reports are of a stream that nobody sends any more. */
const reportMs = 10_000;

/** Measures one leg's voice: what comes from it, and what was sent to it. */
export function createLegQuality(now: () => number) {
  const incoming = createStreamQuality(clockRate);
  const says = createLevelMeter();
  const hears = new Map<string, LevelMeter>();
  const reports = new Map<number, Reported>();

  /** The worst of the streams it hears. */
  function heard(): { readonly lossPercent: number; readonly jitterMs: number } | undefined {
    const since = now() - reportMs;
    const recent = [...reports.values()].filter(({ at }) => at > since);
    if (recent.length === 0) return undefined;
    return {
      lossPercent: Math.max(...recent.map(({ lossPercent }) => lossPercent)),
      jitterMs: Math.max(...recent.map(({ jitterMs }) => jitterMs)),
    };
  }

  return {
    received(sequence: number, timestamp: number, level: number | null, at: number): void {
      incoming.add(sequence, timestamp, at);
      says.add(level, at);
    },
    /** A packet of the same stream that is a key. */
    key: (sequence: number): void => incoming.skip(sequence),
    sent(from: string, level: number | null, at: number): void {
      const meter = hears.get(from) ?? createLevelMeter();
      if (!hears.has(from)) hears.set(from, meter);
      meter.add(level, at);
    },
    forget: (source: string) => hears.delete(source),
    reported(slot: number, { fractionLost, jitter }: ReceiverReport): void {
      reports.set(slot, {
        lossPercent: (100 * fractionLost) / 256,
        jitterMs: (1_000 * jitter) / clockRate,
        at: now(),
      });
    },
    levels(): Omit<LegLevels, "plays"> {
      const at = now();
      const entries = [...hears].map(([source, meter]) => [source, meter.read(at)] as const);
      const known = entries.filter((entry): entry is readonly [string, VoiceLevel] => !!entry[1]);
      return { says: says.read(at) ?? null, hears: Object.fromEntries(known) };
    },
    stats(roundTripMs: number | null) {
      const { received, lost, lossPercent, jitterMs } = incoming.read();
      const reported = heard();
      const paths = [...(received > 0 ? [{ lossPercent, jitterMs }] : []), ...(reported ? [reported] : [])];
      return {
        packetsLost: lost,
        lossPercent,
        jitterMs,
        heardLossPercent: reported?.lossPercent ?? null,
        heardJitterMs: reported?.jitterMs ?? null,
        roundTripMs,
        mos: paths.length > 0 ? Math.min(...paths.map((path) => mosOf({ ...path, roundTripMs }))) : null,
      };
    },
  };
}
