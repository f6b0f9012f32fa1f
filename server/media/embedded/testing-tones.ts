import { Decoder, Encoder } from "@evan/opus";

const rate = 48_000;
const frameSamples = rate / 50;

/** Endless Opus frames of 20 ms of one pitch, about -12 dB; by these it is measured who hears whom. */
export function createToneMaker(hertz: number) {
  const encoder = new Encoder({ channels: 1, sample_rate: rate, application: "audio" });
  encoder.bitrate = 32_000;
  let sample = 0;
  return (): Buffer => {
    const samples = new Int16Array(frameSamples);
    for (let index = 0; index < frameSamples; index++)
      samples[index] = 8_000 * Math.sin((2 * Math.PI * hertz * sample++) / rate);
    return Buffer.from(encoder.encode(samples));
  };
}

/** How loud one pitch is in these samples, in dB of full scale (Goertzel's filter over a Hann window). */
export function loudnessOf(hertz: number, samples: Int16Array, samplesASecond = rate): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / samplesASecond);
  let [before, last] = [0, 0];
  for (const [index, sample] of samples.entries()) {
    const window = 1 - Math.cos((2 * Math.PI * index) / samples.length);
    [before, last] = [last, (sample / 0x8000) * window + turn * last - before];
  }
  const power = before * before + last * last - turn * before * last;
  return 10 * Math.log10((4 * power) / samples.length ** 2 + 1e-20);
}

/** Decodes what comes into one slot and keeps the last second of it. */
export function createToneEar() {
  const decoder = new Decoder({ channels: 1, sample_rate: rate });
  const frames: { at: number; samples: Int16Array }[] = [];
  return {
    hear(payload: Buffer): void {
      const bytes = decoder.decode(payload);
      const samples = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
      frames.push({ at: performance.now(), samples });
      if (frames.length > 50) frames.shift();
    },
    /** The samples of the last so many ms. */
    last(ms: number): Int16Array {
      const from = performance.now() - ms;
      const recent = frames.filter(({ at }) => at >= from).map(({ samples }) => [...samples]);
      return Int16Array.from(recent.flat());
    },
  };
}
