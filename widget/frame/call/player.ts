/** What the customer hears: voices, and the ring of an invitation. */
export interface Player {
  /** False when the browser wants a click first. */
  play(tracks: readonly MediaStreamTrack[]): Promise<boolean>;
  /** That click was made. */
  resume(): Promise<boolean>;
  ring(on: boolean): void;
  stop(): void;
}

const ringEveryMs = 2_600;
const ringHertz = [587.33, 783.99] as const;

/** Plays by elements of our own, so that drawing the screen anew never interrupts a voice. */
export function createPlayer(mayRing: () => boolean): Player {
  let elements: HTMLAudioElement[] = [];
  let ringing: ReturnType<typeof setInterval> | undefined;
  let context: AudioContext | undefined;

  const resume = async () => {
    const started = await Promise.allSettled(elements.map((element) => element.play()));
    // Whoever is replaced meanwhile is aborted, which says nothing about clicks.
    return !started.some((one) => one.status === "rejected" && one.reason?.name === "NotAllowedError");
  };
  const hush = () => {
    for (const element of elements) {
      element.pause();
      element.srcObject = null;
    }
    elements = [];
  };
  const strike = () => {
    if (!mayRing()) return;
    context ??= new AudioContext();
    if (context.state !== "running") void context.resume();
    ringHertz.forEach((hertz, at) => {
      tone(context as AudioContext, hertz, (context as AudioContext).currentTime + at * 0.22);
    });
  };
  return {
    play(tracks) {
      hush();
      elements = tracks.map((track) => {
        const element = new Audio();
        element.autoplay = true;
        element.srcObject = new MediaStream([track]);
        return element;
      });
      return resume();
    },
    resume,
    ring(on) {
      if (on === (ringing !== undefined)) return;
      clearInterval(ringing);
      ringing = on ? setInterval(strike, ringEveryMs) : undefined;
      if (on) strike();
    },
    stop() {
      hush();
      clearInterval(ringing);
      ringing = undefined;
    },
  };
}

function tone(context: AudioContext, hertz: number, start: number): void {
  const [oscillator, volume] = [context.createOscillator(), context.createGain()];
  oscillator.frequency.value = hertz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.08, start + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.7);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.72);
}
