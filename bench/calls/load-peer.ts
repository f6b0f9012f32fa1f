import { MediaStreamTrack, RTCPeerConnection, type RTCRtpTransceiver, RtpHeader, RtpPacket } from "werift";
import { type MediaAddress, peerSettings } from "#server/media/embedded/peer-settings.ts";

export type Kind = "audio" | "video";

/** What comes to somebody: of which kind, and how long it was on its way, ms. */
export type Hear = (kind: Kind, tookMs: number) => void;

const connectMs = 20_000;
/** Ticks of a millisecond. */
const clock = { audio: 48, video: 90 } as const;

const connection = (address: MediaAddress) =>
  new RTCPeerConnection({ ...peerSettings(address), iceUseTcp: false });

async function connected(peer: RTCPeerConnection): Promise<void> {
  if (peer.connectionState === "connected") return;
  await peer.connectionStateChange.watch((state) => state === "connected", connectMs);
}

function listen(transceiver: RTCRtpTransceiver, hear: Hear): void {
  transceiver.onTrack.subscribe((track: MediaStreamTrack) =>
    track.onReceiveRtp.subscribe(({ payload }) =>
      hear(track.kind as Kind, performance.now() - payload.readDoubleLE(0)),
    ),
  );
}

/** Somebody who sends what stands for a voice and a picture, and may hear others over the same connection. */
export interface Talker {
  offer(): string;
  take(answer: string): Promise<void>;
  /** One packet, which says when it was sent. */
  send(kind: Kind, bytes: number): void;
  close(): Promise<void>;
}

interface Wanted {
  readonly address: MediaAddress;
  readonly video: boolean;
  /** Places in which others are received. */
  readonly slots: { readonly audio: number; readonly video: number };
  readonly hear: Hear;
}

/** @param slots none for one who only sends */
export async function createTalker({ address, video, slots, hear }: Wanted): Promise<Talker> {
  const peer = connection(address);
  const kinds: readonly Kind[] = video ? ["audio", "video"] : ["audio"];
  const tracks = new Map(
    kinds.map((kind) => {
      const track = new MediaStreamTrack({ kind });
      peer.addTransceiver(track, { direction: "sendonly" });
      return [kind, { track, sequence: 0 }];
    }),
  );
  for (const kind of ["audio", "video"] as const)
    for (let slot = 0; slot < slots[kind]; slot++)
      listen(peer.addTransceiver(kind, { direction: "recvonly" }), hear);
  await peer.setLocalDescription(await peer.createOffer());

  return {
    offer: () => peer.localDescription?.sdp ?? "",
    async take(answer) {
      await peer.setRemoteDescription({ type: "answer", sdp: answer });
      await connected(peer);
    },
    send(kind, bytes) {
      const sending = tracks.get(kind);
      if (!sending) return;
      sending.sequence = (sending.sequence + 1) & 0xffff;
      const now = performance.now();
      const payload = Buffer.alloc(bytes);
      payload.writeDoubleLE(now, 0);
      const header = new RtpHeader({
        sequenceNumber: sending.sequence,
        timestamp: Math.round(now * clock[kind]) % 0x1_0000_0000,
        payloadType: 96,
        marker: kind === "video",
      });
      sending.track.writeRtp(new RtpPacket(header, payload));
    },
    close: () => peer.close(),
  };
}

/** Somebody to whom another end offers what he is to hear. */
export interface Listener {
  readonly answer: string;
  connected(): Promise<void>;
  close(): Promise<void>;
}

export async function createListener(address: MediaAddress, offer: string, hear: Hear): Promise<Listener> {
  const peer = connection(address);
  peer.onTransceiverAdded.subscribe((transceiver) => listen(transceiver, hear));
  await peer.setRemoteDescription({ type: "offer", sdp: offer });
  for (const transceiver of peer.getTransceivers()) transceiver.setDirection("recvonly");
  await peer.setLocalDescription(await peer.createAnswer());
  return {
    answer: peer.localDescription?.sdp ?? "",
    connected: () => connected(peer),
    close: () => peer.close(),
  };
}
