import { chosenDevices } from "./media/devices.ts";

/** Soft sounds, made here, so that none has to be loaded before the first offer rings. */
export interface Sounds {
  /** Rings until it is stopped; `heard` is called when it really plays, which a browser may not let it do at first. */
  ring(heard?: () => void): () => void;
  message(): void;
  /** A colleague needs help, or help comes. */
  help(): void;
  /** Whom one calls is rung; until it is stopped. */
  ringing(): () => void;
  /** A supervisor says something to oneself alone. */
  whisper(): void;
}

interface Note {
  readonly hertz: number;
  readonly at: number;
  readonly seconds: number;
  readonly loudness: number;
}

const offerRing: readonly Note[] = [
  { hertz: 659.25, at: 0, seconds: 0.5, loudness: 0.16 },
  { hertz: 880, at: 0.16, seconds: 0.6, loudness: 0.16 },
  { hertz: 659.25, at: 0.75, seconds: 0.5, loudness: 0.12 },
  { hertz: 880, at: 0.91, seconds: 0.7, loudness: 0.12 },
];
const messagePop: readonly Note[] = [
  { hertz: 523.25, at: 0, seconds: 0.16, loudness: 0.08 },
  { hertz: 783.99, at: 0.07, seconds: 0.22, loudness: 0.07 },
];
const helpCall: readonly Note[] = [
  { hertz: 587.33, at: 0, seconds: 0.22, loudness: 0.1 },
  { hertz: 739.99, at: 0.14, seconds: 0.22, loudness: 0.1 },
  { hertz: 880, at: 0.28, seconds: 0.4, loudness: 0.1 },
];
const whisperBreath: readonly Note[] = [
  { hertz: 440, at: 0, seconds: 0.3, loudness: 0.07 },
  { hertz: 554.37, at: 0.1, seconds: 0.4, loudness: 0.06 },
];
const ringEveryMs = 2_600;
/** As European telephones say it: a second of 425 Hz in five. */
const farRing: readonly Note[] = [{ hertz: 425, at: 0, seconds: 1.6, loudness: 0.07 }];
const farRingEveryMs = 5_000;

function play(context: AudioContext, notes: readonly Note[], out: AudioNode) {
  for (const note of notes) {
    const start = context.currentTime + note.at;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = "sine";
    tone.frequency.value = note.hertz;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(note.loudness, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0005, start + note.seconds);
    tone.connect(volume).connect(out);
    tone.start(start);
    tone.stop(start + note.seconds + 0.02);
  }
}

interface Sinkable {
  setSinkId?: (id: string) => Promise<void>;
}

/**
 * To the device chosen for the ring; one that is gone means the system's own choice. Where nobody has chosen, nothing is
 * asked of the device: on a machine without any, the asking alone is an error.
 */
function followChosen(context: AudioContext & Sinkable): void {
  let now = "";
  const direct = () => {
    const id = chosenDevices.ring.get();
    if (id === now) return;
    now = id;
    void context.setSinkId?.(id).catch(() => context.setSinkId?.("").catch(() => {}));
  };
  direct();
  chosenDevices.ring.subscribe(direct);
}

/** Sounds by WebAudio. A browser lets them start after the first click or key; the desktop at once. */
export function createSounds(): Sounds {
  let context: (AudioContext & Sinkable) | undefined;
  const ready = () => {
    if (!context) {
      context = new AudioContext();
      followChosen(context);
    }
    if (context.state === "suspended") void context.resume().catch(() => {});
    return context;
  };
  const wakeUp = () => void ready();
  window.addEventListener("pointerdown", wakeUp, { once: true });
  window.addEventListener("keydown", wakeUp, { once: true });
  function again(notes: readonly Note[], everyMs: number, heard?: () => void): () => void {
    const audio = ready();
    const out = audio.createGain();
    out.connect(audio.destination);
    const once = () => {
      play(audio, notes, out);
      if (audio.state === "running") heard?.();
    };
    once();
    const timer = setInterval(once, everyMs);
    return () => {
      clearInterval(timer);
      // Faded, not cut: a click in a headset is worse than the ring.
      out.gain.linearRampToValueAtTime(0, audio.currentTime + 0.05);
      setTimeout(() => out.disconnect(), 100);
    };
  }
  return {
    ring: (heard) => again(offerRing, ringEveryMs, heard),
    ringing: () => again(farRing, farRingEveryMs),
    message() {
      const audio = ready();
      play(audio, messagePop, audio.destination);
    },
    help() {
      const audio = ready();
      play(audio, helpCall, audio.destination);
    },
    whisper() {
      const audio = ready();
      play(audio, whisperBreath, audio.destination);
    },
  };
}
