import { Encoder } from "@evan/opus";
import { sampleRate } from "./sound-waves.ts";

/** Samples of one frame: 20 ms. */
export const frameSamples = sampleRate / 50;

/**
 * Mono sound as Opus frames of 20 ms. One that loops is begun with its own end, so that the decoder finds no seam when
 * it comes round again.
 */
export function opusFrames(samples: Int16Array, loops: boolean): readonly Buffer[] {
  const encoder = new Encoder({ channels: 1, sample_rate: sampleRate, application: "audio" });
  encoder.bitrate = 32_000;
  const encode = (from: number) => Buffer.from(encoder.encode(samples.slice(from, from + frameSamples)));
  const count = Math.floor(samples.length / frameSamples);
  if (loops) for (let frame = Math.max(0, count - 10); frame < count; frame++) encode(frame * frameSamples);
  return Array.from({ length: count }, (_, frame) => encode(frame * frameSamples));
}
