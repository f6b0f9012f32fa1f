/** A soft double tone for a message that arrives while nobody looks. Browsers want a gesture first. */
export function createChime(isOn: () => boolean) {
  let context: AudioContext | undefined;
  const unlock = () => {
    context ??= typeof AudioContext === "undefined" ? undefined : new AudioContext();
    if (context?.state === "suspended") void context.resume();
  };
  addEventListener("pointerdown", unlock, { passive: true });
  addEventListener("keydown", unlock);

  const tone = (at: AudioContext, hertz: number, start: number) => {
    const oscillator = at.createOscillator();
    const volume = at.createGain();
    oscillator.type = "sine";
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.09, start + 0.012);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.38);
    oscillator.connect(volume).connect(at.destination);
    oscillator.start(start);
    oscillator.stop(start + 0.4);
  };

  return {
    ring(): void {
      if (!isOn() || context?.state !== "running") return;
      tone(context, 659.25, context.currentTime);
      tone(context, 880, context.currentTime + 0.11);
    },
    stop(): void {
      removeEventListener("pointerdown", unlock);
      removeEventListener("keydown", unlock);
      void context?.close();
    },
  };
}
