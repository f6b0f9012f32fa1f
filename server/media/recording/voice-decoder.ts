import { Decoder } from "@evan/opus";
import type { PlacedPacket } from "./voice-timeline.ts";

interface Decoded {
  readonly start: number;
  readonly samples: Int16Array;
}

/** Decodes a voice along the way; only what sounds at the moment is in memory. */
export function createVoiceDecoder(packets: readonly PlacedPacket[]) {
  const decoder = new Decoder({ channels: 1, sample_rate: 48_000 });
  let next = 0;
  let sounding: Decoded[] = [];

  function decode({ start, payload }: PlacedPacket): void {
    try {
      const bytes = decoder.decode(payload);
      // A copy, on an even place.
      sounding.push({ start, samples: new Int16Array(new Uint8Array(bytes).buffer) });
    } catch {
      // Not Opus after all: silence.
    }
  }

  return {
    /** Adds what sounds from this sample on to one channel of an interleaved stereo frame. */
    addTo(stereo: Float32Array, channel: 0 | 1, from: number): void {
      const length = stereo.length / 2;
      for (let packet = packets[next]; packet && packet.start < from + length; packet = packets[++next])
        decode(packet);
      for (const { start, samples } of sounding) {
        const first = Math.max(0, start - from);
        const end = Math.min(length, start + samples.length - from);
        for (let index = first; index < end; index++)
          stereo[2 * index + channel] =
            (stereo[2 * index + channel] ?? 0) + (samples[index + from - start] ?? 0);
      }
      sounding = sounding.filter(({ start, samples }) => start + samples.length > from + length);
    },
  };
}
