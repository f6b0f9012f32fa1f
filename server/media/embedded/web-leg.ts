import { type MediaStreamTrack, RTCPeerConnection, type RtpPacket } from "werift";
import { type LegMediaState, type LegStats, MediaRefusal, type WebLegOptions } from "../media-engine.ts";
import { createLegSlots, type Kind, type MediaPacket } from "./leg-slots.ts";
import { readableOffer } from "./offer.ts";
import { type MediaAddress, peerSettings } from "./peer-settings.ts";
import type { IsOpen } from "./privacy-gate.ts";

export interface WebLegEvents {
  readonly packet: (kind: Kind, packet: RtpPacket) => void;
  readonly state: (state: LegMediaState) => void;
}

/** One browser's connection: what it sends comes out as packets, what it may receive goes into its slots. */
export interface WebLeg {
  answer(offer: string): Promise<string>;
  /** Puts these sources into the slots; nobody else's packets go out from then on. */
  receive(kind: Kind, sources: readonly string[], gateOf: (source: string) => IsOpen): void;
  forward(kind: Kind, from: string, packet: MediaPacket, at: number): void;
  /** What comes of this source from now on is another stream. */
  forget(source: string): void;
  /** Asks the sender for a picture that needs no earlier one. */
  askForPicture(): void;
  stats(): LegStats;
  close(): Promise<void>;
}

export function createWebLeg(
  address: MediaAddress,
  maySend: WebLegOptions["maySend"],
  events: WebLegEvents,
): WebLeg {
  const peer = new RTCPeerConnection(peerSettings(address));
  const slots = { audio: createLegSlots("audio"), video: createLegSlots("video") };
  let received = 0;
  let askSender: (() => void) | undefined;

  peer.connectionStateChange.subscribe((state) => {
    if (state === "connected" || state === "closed") events.state(state);
    else if (state === "disconnected" || state === "failed") events.state("lost");
  });

  /** Takes what arrives, if this leg may send that at all. */
  peer.onRemoteTransceiverAdded.subscribe((transceiver) => {
    const { kind } = transceiver;
    if ((kind !== "audio" && kind !== "video") || !maySend[kind]) return;
    transceiver.onTrack.subscribe((track: MediaStreamTrack) => {
      track.onReceiveRtp.subscribe((packet) => {
        received++;
        // Digits are no sound: the sender of the other side would call them Opus.
        if (packet.header.payloadType !== transceiver.codecs[0]?.payloadType) return;
        events.packet(kind, packet);
      });
      if (kind === "video")
        askSender = () => void transceiver.receiver.sendRtcpPLI(track.ssrc ?? 0).catch(() => {});
    });
  });

  /** Each section of the offer is answered the other way round: the ones it receives on are our slots. */
  function answerDirections(): void {
    for (const transceiver of peer.getTransceivers()) {
      // As the library mirrors it: the direction that answers the offer's.
      const hears = transceiver.offerDirection === "recvonly" || transceiver.offerDirection === "sendrecv";
      transceiver.setDirection(hears ? "recvonly" : "sendonly");
      if (!hears && (transceiver.kind === "audio" || transceiver.kind === "video"))
        slots[transceiver.kind].add(transceiver);
    }
    if (slots.audio.count() === 0) throw new MediaRefusal("the offer has no place to hear anybody");
  }

  async function take(offer: string): Promise<string> {
    await peer.setRemoteDescription({ type: "offer", sdp: readableOffer(offer) });
    answerDirections();
    await peer.setLocalDescription(await peer.createAnswer());
    // The library starts no new checks for a connection that was up already (its answer to an ICE restart).
    for (const ice of peer.iceTransports)
      if (!["connected", "completed", "closed"].includes(ice.state)) void ice.start().catch(() => {});
    return peer.localDescription?.sdp ?? "";
  }

  return {
    async answer(offer) {
      try {
        return await take(offer);
      } catch (cause) {
        throw cause instanceof MediaRefusal
          ? cause
          : new MediaRefusal("the offer cannot be answered", { cause });
      }
    },

    receive: (kind, sources, gateOf) => slots[kind].fill(sources, gateOf),
    forward: (kind, from, packet, at) => void slots[kind].forward(from, packet, at),
    forget(source) {
      slots.audio.forget(source);
      slots.video.forget(source);
    },
    askForPicture: () => askSender?.(),
    stats: () => ({ packetsReceived: received, packetsSent: slots.audio.sent() + slots.video.sent() }),
    close: () => peer.close(),
  };
}
