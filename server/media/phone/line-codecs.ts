import { Encoder } from "@evan/opus";
import { encodeG711, type PhoneCodec } from "./g711.ts";

/** What can be spoken on a line: the two laws of G.711, and Opus where the phone's side has it (RFC 7587). */
export type LineCodec = PhoneCodec | "OPUS";

interface CodecFacts {
  readonly sdpName: string;
  /** What its timestamps count, Hz; Opus counts at 48 kHz whatever it carries. */
  readonly clock: number;
  /** Fixed for G.711; for Opus what we propose. */
  readonly payload: number;
  /** Samples a second of what is mixed for it: a telephone's band, or wideband. */
  readonly mixRate: 8_000 | 16_000;
}

export const lineCodecs: Readonly<Record<LineCodec, CodecFacts>> = {
  PCMU: { sdpName: "PCMU", clock: 8_000, payload: 0, mixRate: 8_000 },
  PCMA: { sdpName: "PCMA", clock: 8_000, payload: 8, mixRate: 8_000 },
  OPUS: { sdpName: "opus", clock: 48_000, payload: 107, mixRate: 16_000 },
};

/** Ample for speech in wideband. */
const bitrate = 28_000;

/** Turns 20 ms of sound at the codec's mixing rate into what goes on the line. */
export function createLineEncoder(codec: LineCodec): (samples: Int16Array) => Buffer {
  if (codec !== "OPUS") return (samples) => encodeG711(codec, samples);
  const encoder = new Encoder({ channels: 1, sample_rate: lineCodecs.OPUS.mixRate, application: "voip" });
  encoder.bitrate = bitrate;
  encoder.inband_fec = true;
  encoder.packet_loss = 5;
  return (samples) => Buffer.from(encoder.encode(samples));
}
