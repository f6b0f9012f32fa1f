import { chosenDevices } from "./devices.ts";

interface Sinkable {
  setSinkId?: (id: string) => Promise<void>;
}

const seconds = 1;

/** Plays a soft tone on the speaker chosen for calls. */
export async function playTestTone(): Promise<void> {
  const context = new AudioContext() as AudioContext & Sinkable;
  const id = chosenDevices.speaker.get();
  // One that is gone means the system's own choice.
  if (id !== "") await context.setSinkId?.(id).catch(() => {});
  const tone = context.createOscillator();
  const volume = context.createGain();
  const now = context.currentTime;
  tone.frequency.value = 523.25;
  volume.gain.setValueAtTime(0, now);
  volume.gain.linearRampToValueAtTime(0.2, now + 0.05);
  volume.gain.linearRampToValueAtTime(0, now + seconds);
  tone.connect(volume).connect(context.destination);
  tone.addEventListener("ended", () => void context.close());
  tone.start(now);
  tone.stop(now + seconds);
}
