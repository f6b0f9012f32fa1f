import { Decoder, Encoder } from "@evan/opus";
import { decodeG711, frameSamples, type PhoneCodec } from "./g711.ts";
import { decodeOpus, longestFrames } from "./speakers.ts";

/** Opus counts at 48 kHz whatever it carries (RFC 7587 4.1). */
const opusRate = 48_000;
const opusFrame = opusRate / 50;
/** Ample for speech of a telephone's band. */
const bitrate = 20_000;
/**
 * A jump of the phone's clock beyond this, or a longer silence, seconds, is another stream: our clock goes on without it. Not
 * less: by that clock the engine tells words that were under way from those of now.
 */
const longestGap = 10;

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
  /** The timestamp that is expected of the next packet of Opus. */
  let nextOpus: number | undefined;
  /** Of the next frame, at 48 kHz. */
  let clock = 0;
  let heardAt = now();

  /** Our clock skips what was not said: as much as the phone's skipped, at so many a second; undefined: nobody knows. */
  function skip(gap: number | undefined, clockRate: number): void {
    const silentMs = now() - heardAt;
    const isSame =
      gap !== undefined && Math.abs(gap) < longestGap * clockRate && silentMs < longestGap * 1_000;
    if (isSame) clock += gap * (opusRate / clockRate);
    // Ours has gone on meanwhile, whatever the phone's did.
    else clock += Math.max(0, Math.round((silentMs * opusRate) / 1_000) - opusFrame);
  }

  function follow(timestamp: number): void {
    nextOpus = undefined;
    const gap = position === undefined ? undefined : (timestamp - position - held.length) | 0;
    if (gap === 0 && now() - heardAt < longestGap * 1_000) return;
    // Silence that was not sent, or packets that were lost: the listener is told by the time that passed.
    skip(gap === undefined ? undefined : gap + held.length, 8_000);
    held = new Int16Array(0);
    position = timestamp;
  }

  const decoder = new Decoder({ channels: 1, sample_rate: 8000 });
  return {
    /** Opus goes on as it came; it is decoded only to say how loud it is, and what is broken goes no further. */
    hearOpus(timestamp: number, packet: Uint8Array): void {
      const samples = decodeOpus(decoder, packet, longestFrames * frameSamples);
      if (!samples) return;
      skip(nextOpus === undefined ? undefined : (timestamp - nextOpus) | 0, opusRate);
      const length = samples.length * (opusRate / 8_000);
      nextOpus = (timestamp + length) >>> 0;
      position = undefined;
      heardAt = now();
      opus(packet, clock >>> 0, levelOf(samples));
      clock += length;
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
        clock += opusFrame;
      }
      held = joined.slice(at);
      position = ((position ?? timestamp) + at) >>> 0;
    },
  };
}
