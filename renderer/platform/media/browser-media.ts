import { machineClock } from "../clock.ts";
import { createBrowserPeer } from "./browser-peer.ts";
import type { MediaWorld } from "./call-media.ts";
import { chosenDevices, cleansSound, openDevice } from "./devices.ts";
import { relayServers } from "./relays.ts";
import { playTracks } from "./speakers.ts";

/** The media of a real browser. */
export const browserMedia: MediaWorld = {
  clock: machineClock,
  createPeer: ({ video }) => createBrowserPeer({ video, iceServers: [...relayServers.get()] }),
  openDevice: (use) => openDevice(use),
  async openScreen() {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 10 } },
      audio: false,
    });
    const [track] = stream.getVideoTracks();
    if (!track) throw new DOMException("nothing was chosen", "NotFoundError");
    // Letters must be sharp before they are smooth.
    track.contentHint = "detail";
    return track;
  },
  play: playTracks,
  onNetwork(changed) {
    const { connection } = navigator as { connection?: EventTarget & { readonly type?: string } };
    let type = connection?.type;
    // It also tells of every new guess at the speed.
    const look = () => {
      if (connection?.type !== type) changed();
      type = connection?.type;
    };
    window.addEventListener("online", changed);
    connection?.addEventListener("change", look);
    return () => {
      window.removeEventListener("online", changed);
      connection?.removeEventListener("change", look);
    };
  },
  onDevices(changed) {
    const { microphone, camera } = chosenDevices;
    const chosen = () => changed("chosen");
    const plugged = () => changed("plugged");
    const removers = [microphone, camera, cleansSound].map((one) => one.subscribe(chosen));
    navigator.mediaDevices?.addEventListener("devicechange", plugged);
    return () => {
      for (const remove of removers) remove();
      navigator.mediaDevices?.removeEventListener("devicechange", plugged);
    };
  },
  isChosen(use, track) {
    const { deviceId, echoCancellation } = track.getSettings();
    const id = chosenDevices[use].get();
    if (use === "microphone" && echoCancellation !== undefined && echoCancellation !== cleansSound.get())
      return false;
    return id === "" || deviceId === id;
  },
};
