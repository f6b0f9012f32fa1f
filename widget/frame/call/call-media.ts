import { createCallLink, type LinkState, type Peer, type Sent } from "./call-link.ts";
import type { CallState } from "./call-state.ts";
import { DeviceFailure, type Devices } from "./devices.ts";
import { watchPictures } from "./pictures.ts";
import type { Player } from "./player.ts";

/** A connection that can also tell of its pictures. */
export interface CountingPeer extends Peer {
  readonly frames: () => Promise<ReadonlyMap<string, number>>;
}

export interface MediaDeps {
  readonly devices: Devices;
  readonly player: Player;
  readonly newPeer: () => CountingPeer;
  readonly later: (run: () => void, ms: number) => () => void;
  readonly set: (change: Partial<CallState>) => void;
  readonly connect: (offer: string, restart: boolean) => Promise<string>;
  readonly refused: (code: string) => void;
}

/** Opens what a call of this kind needs. Without a camera a video call is made all the same. */
export async function openTracks(
  devices: Devices,
  medium: CallState["medium"],
): Promise<Sent & { readonly cameraFailed: boolean }> {
  const audio = await devices.microphone();
  if (medium === "voice") return { audio, video: null, cameraFailed: false };
  try {
    return { audio, video: await devices.camera(), cameraFailed: false };
  } catch (error) {
    if (!(error instanceof DeviceFailure)) throw error;
    return { audio, video: null, cameraFailed: true };
  }
}

/** The media of a call in this window: what is sent, what comes, and the way between. */
export function createCallMedia(deps: MediaDeps, isVideo: boolean, sent: Sent, isMuted: boolean) {
  const { devices, player, set, later } = deps;
  let peer: CountingPeer | undefined;
  let [audio, video] = [sent.audio, sent.video];
  let stopWatching = () => {};
  /** The camera was on when the screen took its place. */
  let cameraToo = false;

  const link = createCallLink(
    {
      newPeer: () => {
        peer = deps.newPeer();
        return peer;
      },
      connect: deps.connect,
      later,
      changed: (state: LinkState) => set({ link: state }),
      refused: deps.refused,
      slots(voices, pictures) {
        void player.play(voices).then((isHeard) => set({ isSilent: !isHeard }));
        stopWatching();
        const counting = peer;
        stopWatching = watchPictures(
          pictures,
          async () => (await counting?.frames()) ?? new Map(),
          later,
          (shown) => set({ pictures: shown }),
        );
      },
    },
    isVideo,
    sent,
  );

  async function show(track: MediaStreamTrack | null, camera: CallState["camera"]): Promise<void> {
    if (video !== track) video?.stop();
    video = track;
    set({ own: track, camera });
    await link.setVideo(track);
  }
  const setMuted = (muted: boolean) => {
    audio.enabled = !muted;
  };
  /** A headset was pulled out: another microphone takes over. */
  const watchMicrophone = () => {
    audio.onended = () =>
      void devices.microphone().then(
        async (next) => {
          next.enabled = audio.enabled;
          audio = next;
          watchMicrophone();
          await link.setAudio(next);
        },
        () => set({ notice: "noMicrophone" }),
      );
  };

  async function setCamera(on: boolean): Promise<void> {
    if (!on) return show(null, "off");
    try {
      await show(await devices.camera(), "camera");
    } catch {
      set({ notice: "noCamera" });
    }
  }
  async function share(on: boolean): Promise<void> {
    if (!on) return setCamera(cameraToo);
    try {
      const screen = await devices.screen();
      cameraToo = video !== null;
      // The browser has a button of its own to end it.
      screen.onended = () => void (video === screen && share(false));
      await show(screen, "screen");
    } catch (error) {
      // Who closes the browser's question has changed his mind: nothing to tell him.
      if (!(error instanceof DeviceFailure && error.trouble === "refused")) set({ notice: "noScreen" });
    }
  }

  setMuted(isMuted);
  watchMicrophone();
  set({ own: video, camera: video ? "camera" : "off" });
  return {
    start: link.start,
    renew: link.renew,
    restart: link.restart,
    setMuted,
    setCamera,
    share,
    close(): void {
      stopWatching();
      link.close();
      player.stop();
      audio.onended = null;
      audio.stop();
      video?.stop();
    },
  };
}

export type CallMedia = ReturnType<typeof createCallMedia>;
