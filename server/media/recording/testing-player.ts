import { Decoder } from "@evan/opus";
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from "mediabunny";
import { loudnessOf } from "../embedded/testing-tones.ts";

/** Plays a file of Opus: each track's channels as samples at 48 kHz, silence where nothing is. */
export async function playFile(file: string): Promise<Int16Array[]> {
  using input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
  const channels: Int16Array[] = [];
  for (const track of await input.getAudioTracks()) {
    const count = (await track.getNumberOfChannels()) === 2 ? 2 : 1;
    const decoder = new Decoder({ channels: count, sample_rate: 48_000 });
    const length = Math.ceil((await track.computeDuration()) * 48_000) + 960;
    const own = Array.from({ length: count }, () => new Int16Array(length));
    for await (const { data, timestamp } of new EncodedPacketSink(track).packets()) {
      const samples = new Int16Array(new Uint8Array(decoder.decode(data)).buffer);
      for (let index = 0; index < samples.length / count; index++)
        for (const [channel, into] of own.entries())
          into[Math.round(timestamp * 48_000) + index] = samples[count * index + channel] ?? 0;
    }
    channels.push(...own);
  }
  return channels;
}

/** Which pitches sound anywhere in these samples, by tenths of a second: 40 dB below full scale and louder. */
export function pitchesIn(samples: Int16Array, pitches: readonly number[]): number[] {
  const found = new Set<number>();
  for (let from = 0; from + 4_800 <= samples.length; from += 4_800)
    for (const pitch of pitches)
      if (loudnessOf(pitch, samples.subarray(from, from + 4_800)) > -40) found.add(pitch);
  return pitches.filter((pitch) => found.has(pitch));
}

/** How many tenths of a second this pitch sounds. */
export const tenthsOf = (pitch: number, samples: Int16Array): number =>
  Array.from({ length: Math.floor(samples.length / 4_800) }, (_, index) =>
    loudnessOf(pitch, samples.subarray(index * 4_800, (index + 1) * 4_800)),
  ).filter((loudness) => loudness > -40).length;
