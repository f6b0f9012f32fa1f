import { Decoder } from "@evan/opus";

/** Frames gathered before a speaker is heard, so that the next ones may come a little late. */
const startFrames = 2;
/** More than this is a clock that runs faster than ours, or a stall that came all at once: the oldest is left out. */
const mostFrames = 8;
/** A packet of Opus holds at most 120 ms (RFC 6716 3.2.5). */
export const longestFrames = 6;

interface Speaker {
  readonly decoder: Decoder;
  samples: Int16Array;
  speaking: boolean;
}

/** What a packet sounds like; nothing when it is broken. The decoder answers some broken ones with nonsense. */
export function decodeOpus(
  decoder: Decoder,
  packet: Uint8Array,
  longestSamples: number,
): Int16Array | undefined {
  if (packet.length === 0 || packet.length > 1_500) return undefined;
  try {
    const bytes = decoder.decode(packet);
    if (bytes.byteLength === 0 || bytes.byteLength % 2 === 1 || bytes.byteLength > 2 * longestSamples)
      return undefined;
    return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
  } catch {
    return undefined;
  }
}

/** Who is heard on the phone, each with his own decoder and a little store against jitter; mixed every 20 ms at this rate, Hz. */
export function createSpeakers(rate: 8_000 | 16_000) {
  const frameSamples = rate / 50;
  const speakers = new Map<string, Speaker>();

  function speakerOf(id: string): Speaker {
    const known = speakers.get(id);
    if (known) return known;
    const fresh = {
      decoder: new Decoder({ channels: 1, sample_rate: rate }),
      samples: new Int16Array(0),
      speaking: false,
    };
    speakers.set(id, fresh);
    return fresh;
  }

  function take(speaker: Speaker): Int16Array | undefined {
    const frames = Math.floor(speaker.samples.length / frameSamples);
    if (frames === 0) speaker.speaking = false;
    else if (frames >= startFrames) speaker.speaking = true;
    if (!speaker.speaking) return undefined;
    const frame = speaker.samples.subarray(0, frameSamples);
    speaker.samples = speaker.samples.subarray(frameSamples);
    return frame;
  }

  return {
    hear(id: string, packet: Uint8Array): void {
      const speaker = speakerOf(id);
      const samples = decodeOpus(speaker.decoder, packet, longestFrames * frameSamples);
      if (!samples) return;
      const joined = new Int16Array(speaker.samples.length + samples.length);
      joined.set(speaker.samples);
      joined.set(samples, speaker.samples.length);
      speaker.samples = joined.subarray(Math.max(0, joined.length - mostFrames * frameSamples));
    },
    /** He is heard no more, at once: what he said already and was not played stays unheard too. */
    forget: (id: string): void => {
      speakers.delete(id);
    },
    /** The next 20 ms of all together; silence when nobody speaks. */
    mix(): Int16Array {
      const mixed = new Int16Array(frameSamples);
      for (const speaker of speakers.values()) {
        const frame = take(speaker);
        if (!frame) continue;
        for (let at = 0; at < frameSamples; at++) {
          const sum = (mixed[at] as number) + (frame[at] as number);
          mixed[at] = Math.max(-32_768, Math.min(32_767, sum));
        }
      }
      return mixed;
    },
  };
}
