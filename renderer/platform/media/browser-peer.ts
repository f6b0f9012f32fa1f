import { createSource } from "../observable.ts";
import type { MediaPeer, PeerState } from "./media-peer.ts";
import { sampleOf } from "./read-stats.ts";

/** Who can be heard and seen at once. The server fills these without asking again. */
const slots = { audio: 3, video: 2 } as const;

const stateOf = (pc: RTCPeerConnection): PeerState => {
  const { connectionState } = pc;
  if (connectionState === "connected") return "connected";
  return connectionState === "new" || connectionState === "connecting" ? "checking" : "broken";
};

interface PeerOptions {
  /** A camera or a screen may be sent. */
  readonly video: boolean;
  readonly iceServers?: RTCIceServer[];
}

/** A browser's connection: one offer with what is sent, then empty slots for what is received. */
export function createBrowserPeer({ video, iceServers = [] }: PeerOptions): MediaPeer {
  const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers });
  const senders = {
    audio: pc.addTransceiver("audio", { direction: "sendonly" }).sender,
    video: video ? pc.addTransceiver("video", { direction: "sendonly" }).sender : undefined,
  };
  const slot = (kind: "audio" | "video") =>
    Array.from(
      { length: slots[kind] },
      () => pc.addTransceiver(kind, { direction: "recvonly" }).receiver.track,
    );
  const hears = slot("audio");
  const sees = slot("video");
  const state = createSource<PeerState>("checking");
  pc.addEventListener("connectionstatechange", () => state.set(stateOf(pc)));
  return {
    state,
    hears,
    sees,
    async offer(restart) {
      // The answer has the server's addresses; it learns ours from our checks, so nobody waits for them.
      await pc.setLocalDescription(await pc.createOffer({ iceRestart: restart }));
      return pc.localDescription?.sdp ?? "";
    },
    answer: (sdp) => pc.setRemoteDescription({ type: "answer", sdp }),
    async send(kind, track) {
      await senders[kind]?.replaceTrack(track);
    },
    digits(tones) {
      const { dtmf } = senders.audio;
      if (!dtmf?.canInsertDTMF) return false;
      dtmf.insertDTMF(dtmf.toneBuffer + tones, 120, 70);
      return true;
    },
    async sample() {
      const reports: never[] = [];
      (await pc.getStats()).forEach((report) => void reports.push(report as never));
      return sampleOf(reports, performance.now());
    },
    close: () => pc.close(),
  };
}
