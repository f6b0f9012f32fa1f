import {
  type MediaStreamTrack,
  RTCPeerConnection,
  type RTCRtpTransceiver,
  RtpHeader,
  RtpPacket,
} from "werift";
import { type LegMediaState, type LegStats, MediaRefusal, type WebLegOptions } from "../media-engine.ts";
import { assignSlots } from "./assign-slots.ts";
import { createContinuity } from "./continuity.ts";
import { readableOffer } from "./offer.ts";
import { type MediaAddress, peerSettings } from "./peer-settings.ts";
import type { IsOpen } from "./privacy-gate.ts";

type Kind = "audio" | "video";
const clockRates = { audio: 48_000, video: 90_000 } as const;

/** A place in which the leg receives one source at a time. */
interface Slot {
  readonly transceiver: RTCRtpTransceiver;
  readonly stream: ReturnType<typeof createContinuity>;
  /** Grows with every new occupant: a source that comes back is a new one to the numbers. */
  turn: number;
  source: string | null;
  /** Whether a packet of the source was sent after the slot became his. */
  isOpen: IsOpen;
}

export interface WebLegEvents {
  readonly packet: (kind: Kind, packet: RtpPacket) => void;
  readonly state: (state: LegMediaState) => void;
}

/** One browser's connection: what it sends comes out as packets, what it may receive goes into its slots. */
export interface WebLeg {
  answer(offer: string): Promise<string>;
  /** Puts these sources into the slots; nobody else's packets go out from then on. */
  receive(kind: Kind, sources: readonly string[], gateOf: (source: string) => IsOpen): void;
  forward(kind: Kind, from: string, packet: RtpPacket, at: number): void;
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
  const slots: Record<Kind, Slot[]> = { audio: [], video: [] };
  let received = 0;
  let sent = 0;
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

  function addSlot(transceiver: RTCRtpTransceiver): void {
    const { kind } = transceiver;
    if (kind !== "audio" && kind !== "video") return;
    if (slots[kind].some((slot) => slot.transceiver === transceiver)) return;
    const stream = createContinuity(clockRates[kind]);
    slots[kind].push({ transceiver, stream, turn: 0, source: null, isOpen: () => true });
  }

  /** Each section of the offer is answered the other way round: the ones it receives on are our slots. */
  function answerDirections(): void {
    for (const transceiver of peer.getTransceivers()) {
      // As the library mirrors it: the direction that answers the offer's.
      const hears = transceiver.offerDirection === "recvonly" || transceiver.offerDirection === "sendrecv";
      transceiver.setDirection(hears ? "recvonly" : "sendonly");
      if (!hears) addSlot(transceiver);
    }
    if (slots.audio.length === 0) throw new MediaRefusal("the offer has no place to hear anybody");
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

    receive(kind, sources, gateOf) {
      const now = assignSlots(
        slots[kind].map(({ source }) => source),
        sources,
      );
      for (const [index, slot] of slots[kind].entries()) {
        const source = now.slots[index] ?? null;
        if (source === slot.source) continue;
        slot.source = source;
        slot.turn++;
        if (source !== null) slot.isOpen = gateOf(source);
      }
    },

    forward(kind, from, packet, at) {
      const slot = slots[kind].find(({ source }) => source === from);
      const { header } = packet;
      if (!slot?.isOpen(header.timestamp, at)) return;
      // Once open, open: the numbers of a long call come round again.
      slot.isOpen = () => true;
      const numbers = slot.stream.next(
        `${from} ${slot.turn}`,
        { sequence: header.sequenceNumber, timestamp: header.timestamp },
        at,
      );
      sent++;
      // Its own header: the sender's extensions would name the section of another connection.
      const own = new RtpHeader({
        marker: header.marker,
        payloadType: header.payloadType,
        sequenceNumber: numbers.sequence,
        timestamp: numbers.timestamp,
      });
      void slot.transceiver.sender.sendRtp(new RtpPacket(own, packet.payload)).catch(() => {});
    },

    forget(source) {
      for (const slot of [...slots.audio, ...slots.video]) {
        if (slot.source !== source) continue;
        slot.turn++;
        slot.isOpen = () => true;
      }
    },

    askForPicture: () => askSender?.(),
    stats: () => ({ packetsReceived: received, packetsSent: sent }),
    close: () => peer.close(),
  };
}
