/** Samples a second of every sound made here, as Opus has them. */
export const sampleRate = 48_000;

/** Equal temperament: semitones above the A of 220 Hz. */
const note = (semitones: number) => 220 * 2 ** (semitones / 12);

/** Four bars of four seconds: C, A minor, F and G with a note more each, low to high. */
const chords = [
  [-9, 3, 7, 10, 14],
  [-12, 0, 3, 7, 10],
  [-16, 0, 5, 8, 12],
  [-14, -2, 2, 5, 9],
].map((semitones) => semitones.map(note));
const barSeconds = 4;
const musicSeconds = chords.length * barSeconds;

/**
 * Sixteen seconds of slow broken chords that begin anew without a seam: what still sounds at the end is laid over the
 * beginning. Made by us, so that nobody's rights are played to those who wait.
 */
export function holdMusic(): Int16Array {
  const loudness = new Float32Array(musicSeconds * sampleRate);
  for (const [bar, chord] of chords.entries())
    for (const [index, hertz] of [...chord, ...chord.slice(1, 4).reverse()].entries())
      pluck(loudness, bar * barSeconds + index * (barSeconds / 8), hertz, index === 0 ? 0.16 : 0.1);
  const samples = new Int16Array(loudness.length);
  for (let index = 0; index < samples.length; index++)
    samples[index] = Math.round(Math.tanh(loudness[index] ?? 0) * 0x7fff);
  return samples;
}

/**
 * A soft tone that swells for 30 ms and dies away in some seconds, with one quiet overtone. Each wave is reckoned from its
 * two values before, and not by a sine: it is millions of them, at every start of the engine.
 */
function pluck(into: Float32Array, atSecond: number, hertz: number, strength: number): void {
  const start = Math.round(atSecond * sampleRate);
  const step = (2 * Math.PI * hertz) / sampleRate;
  const [turn, overturn] = [2 * Math.cos(step), 2 * Math.cos(2 * step)];
  let [last, before, overLast, overBefore] = [0, -Math.sin(step), 0, -Math.sin(2 * step)];
  const dying = Math.exp(-1.6 / sampleRate);
  let loudness = strength;
  for (let index = 0; index < 3 * sampleRate; index++) {
    const swell = Math.min(1, index / (0.03 * sampleRate), 3 - index / sampleRate);
    const place = (start + index) % into.length;
    into[place] = (into[place] ?? 0) + loudness * swell * (last + 0.2 * overLast);
    loudness *= dying;
    const next = turn * last - before;
    before = last;
    last = next;
    const overNext = overturn * overLast - overBefore;
    overBefore = overLast;
    overLast = overNext;
  }
}

/** A tone with soft edges, and silence up to the whole length. */
function tone(hertz: number, soundSeconds: number, wholeSeconds: number, strength: number): Int16Array {
  const samples = new Int16Array(wholeSeconds * sampleRate);
  const end = soundSeconds * sampleRate;
  for (let index = 0; index < end; index++) {
    const edge = Math.min(1, index / 480, (end - index) / 480);
    samples[index] = Math.round(
      0x7fff * strength * edge * Math.sin((2 * Math.PI * hertz * index) / sampleRate),
    );
  }
  return samples;
}

/** What a caller hears while it rings: 425 Hz, one second of five (ITU-T E.180, the values most countries use). */
export const ringBack = (): Int16Array => tone(425, 1, 5, 0.1);

/** Says that what follows is recorded: 1,400 Hz for 400 ms, the tone telephone recorders are known by. */
export const recordingBeep = (): Int16Array => tone(1_400, 0.4, 0.5, 0.15);
