import { Decoder, Encoder } from "@evan/opus";
import { decodeG711, frameSamples, type PhoneCodec } from "./g711.ts";
import { decodeOpus, longestFrames } from "./speakers.ts";

/** Opus counts at 48 kHz whatever it carries (RFC 7587 4.1). */
const opusPerSample = 6;
/** Ample for speech of a telephone's band. */
const bitrate = 20_000;
/** A jump of the phone's clock beyond this is another stream: time goes on without it. */
const longestGap = 8_000 * 10;

/** How loud these samples are, in dB of full scale, as RFC 6464 wants it said: 0 the loudest, -127 silence. */
function levelOf(samples: Int16Array): number {
  const power = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length / 0x8000 ** 2;
  return power > 0 ? Math.max(-127, Math.round(10 * Math.log10(power))) : -127;
}

/** Turns what a phone says, packets of any length, into frames of Opus of 20 ms. `now`: ms that never go back. */
export function createPhoneVoice(
  opus: (frame: Uint8Array, timestamp: number, level: number) => void,
  now: () => number = () => performance.now(),
) {
  const encoder = new Encoder({ channels: 1, sample_rate: 8000, application: "voip" });
  encoder.bitrate = bitrate;
  encoder.inband_fec = true;
  encoder.packet_loss = 5;
  let held = new Int16Array(0);
  /** The phone's timestamp of the first sample held, or of the next that is expected. */
  let position: number | undefined;
  let clock = 0;
  let heardAt = now();

  function follow(timestamp: number): void {
    const gap = position === undefined ? 0 : (timestamp - position - held.length) | 0;
    if (position !== undefined && gap === 0) return;
    // Silence that was not sent, or packets that were lost: the listener is told by the time that passed.
    if (position !== undefined && Math.abs(gap) < longestGap) clock += (gap + held.length) * opusPerSample;
    // A clock of another kind: ours has gone on meanwhile, whatever the phone's did.
    else clock += Math.max(frameSamples * opusPerSample, Math.round((now() - heardAt) * 48));
    held = new Int16Array(0);
    position = timestamp;
  }

  const decoder = new Decoder({ channels: 1, sample_rate: 8000 });
  return {
    /** Opus goes on as it came; it is decoded only to say how loud it is, and what is broken goes no further. */
    hearOpus(timestamp: number, packet: Uint8Array): void {
      const samples = decodeOpus(decoder, packet, longestFrames * frameSamples);
      if (samples) opus(packet, timestamp, levelOf(samples));
    },
    hear(codec: PhoneCodec, timestamp: number, codes: Uint8Array): void {
      if (codes.length === 0 || codes.length > 1_920) return;
      follow(timestamp);
      heardAt = now();
      const joined = new Int16Array(held.length + codes.length);
      joined.set(held);
      joined.set(decodeG711(codec, codes), held.length);
      let at = 0;
      for (; joined.length - at >= frameSamples; at += frameSamples) {
        const samples = joined.subarray(at, at + frameSamples);
        opus(encoder.encode(samples), clock >>> 0, levelOf(samples));
        clock += frameSamples * opusPerSample;
      }
      held = joined.slice(at);
      position = ((position ?? timestamp) + at) >>> 0;
    },
  };
}
