import { chosenDevices } from "./devices.ts";

interface Sinkable {
  setSinkId?: (id: string) => Promise<void>;
}

/** Sends an element's sound to the chosen device; one that is gone means the system's own choice. */
function direct(element: HTMLAudioElement & Sinkable, id: string): void {
  void element.setSinkId?.(id).catch(() => element.setSinkId?.("").catch(() => {}));
}

/**
 * Plays tracks beside the page, so that no page that is left takes the sound along. A browser that plays nothing before
 * the first click begins with it.
 */
export function playTracks(tracks: readonly MediaStreamTrack[]): () => void {
  const players = tracks.map((track) => {
    const element = new Audio();
    element.srcObject = new MediaStream([track]);
    return element;
  });
  const begin = () => {
    for (const element of players) if (element.paused) void element.play().catch(() => {});
  };
  const choose = () => {
    for (const element of players) direct(element, chosenDevices.speaker.get());
  };
  choose();
  begin();
  const events = ["pointerdown", "keydown"] as const;
  for (const event of events) window.addEventListener(event, begin);
  const remove = chosenDevices.speaker.subscribe(choose);
  navigator.mediaDevices?.addEventListener("devicechange", choose);
  return () => {
    for (const event of events) window.removeEventListener(event, begin);
    remove();
    navigator.mediaDevices?.removeEventListener("devicechange", choose);
    for (const element of players) {
      element.pause();
      element.srcObject = null;
    }
  };
}
