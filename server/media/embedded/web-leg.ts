import {
  type MediaStreamTrack,
  type RTCDtlsTransport,
  RTCPeerConnection,
  type RTCRtpTransceiver,
  RTP_EXTENSION_URI,
  RtcpRrPacket,
  RtcpSrPacket,
} from "werift";
import { type LeftOut, MediaRefusal, type WebLegOptions } from "../media-engine.ts";
import { createLegQuality } from "../quality/leg-quality.ts";
import { createArrivals } from "./arrivals.ts";
import { createBrowserKeys } from "./browser-keys.ts";
import { beforeOffer } from "./ice-restart.ts";
import { createLegSlots } from "./leg-slots.ts";
import { onLostPicture, sparingly } from "./lost-pictures.ts";
import type { MediaLeg, MediaLegDeps } from "./media-leg.ts";
import { readableOffer } from "./offer.ts";
import { type MediaAddress, peerSettings } from "./peer-settings.ts";
import { webOutlet } from "./web-outlet.ts";

/** One browser's connection. */
export interface WebLeg extends MediaLeg {
  readonly kind: "web";
  answer(offer: string): Promise<string>;
}

export interface WebLegDeps extends MediaLegDeps {
  readonly address: MediaAddress;
}

const nobody: LeftOut = { audio: [], video: [] };

/** RFC 6464, in dB of full scale. */
function levelOf(
  extensions: Readonly<Record<string, { readonly level?: number }>> | undefined,
): number | null {
  const level = extensions?.[RTP_EXTENSION_URI.audioLevelIndication]?.level;
  return level === undefined ? null : -level;
}

export function createWebLeg(
  maySend: WebLegOptions["maySend"],
  { address, now, events }: WebLegDeps,
): WebLeg {
  const peer = new RTCPeerConnection(peerSettings(address));
  const slots = { audio: createLegSlots("audio"), video: createLegSlots("video") };
  const quality = createLegQuality(now);
  let received = 0;
  let askSender: (() => void) | undefined;

  const arrivals = createArrivals(now, events.state);
  const keys = createBrowserKeys(events.key);

  peer.connectionStateChange.subscribe((state) => {
    if (state === "connected" || state === "closed") arrivals.connection(state);
    else if (state === "disconnected" || state === "failed") arrivals.connection("lost");
  });

  /** Takes what arrives, if this leg may send that at all. */
  peer.onRemoteTransceiverAdded.subscribe((transceiver) => {
    const { kind } = transceiver;
    if ((kind !== "audio" && kind !== "video") || !maySend[kind]) return;
    transceiver.onTrack.subscribe((track: MediaStreamTrack) => {
      track.onReceiveRtp.subscribe((packet, extensions) => {
        received++;
        const { header } = packet;
        const at = now();
        arrivals.arrived(at);
        if (header.payloadType !== transceiver.codecs[0]?.payloadType) {
          // Nobody gets it: the sender of the other side would call it Opus.
          if (keys.hear(transceiver, packet)) quality.key(header.sequenceNumber);
          return;
        }
        const level = levelOf(extensions);
        if (kind === "audio") {
          keys.sound(header.timestamp);
          quality.received(header.sequenceNumber, header.timestamp, level, at);
        }
        events.packet(kind, packet, level, at);
      });
      if (kind === "video")
        askSender = sparingly(
          () => void transceiver.receiver.sendRtcpPLI(track.ssrc ?? 0).catch(() => {}),
          now,
        );
    });
  });

  const known = new WeakSet<RTCRtpTransceiver>();
  function addSlot(transceiver: RTCRtpTransceiver): void {
    const { kind, sender } = transceiver;
    if ((kind !== "audio" && kind !== "video") || known.has(transceiver)) return;
    known.add(transceiver);
    slots[kind].add(webOutlet(transceiver));
    if (kind === "video") return;
    sender.onRtcp.subscribe((packet) => {
      if (!(packet instanceof RtcpRrPacket || packet instanceof RtcpSrPacket)) return;
      const mine = packet.reports.find(({ ssrc }) => ssrc === sender.ssrc);
      if (mine) quality.reported(sender.ssrc, mine);
    });
  }

  const watched = new WeakSet<RTCDtlsTransport>();
  function watchPictures(): void {
    for (const transport of peer.dtlsTransports) {
      if (watched.has(transport)) continue;
      watched.add(transport);
      onLostPicture(transport, (ssrc) => {
        const source = slots.video.sourceIn(ssrc);
        if (source) events.lostPicture(source);
      });
    }
  }

  /** Each section of the offer is answered the other way round: the ones it receives on are our slots. */
  function answerDirections(): void {
    for (const transceiver of peer.getTransceivers()) {
      // As the library mirrors it: the direction that answers the offer's.
      const hears = transceiver.offerDirection === "recvonly" || transceiver.offerDirection === "sendrecv";
      transceiver.setDirection(hears ? "recvonly" : "sendonly");
      if (!hears) addSlot(transceiver);
    }
    if (slots.audio.count() === 0) throw new MediaRefusal("the offer has no place to hear anybody");
  }

  async function take(offer: string): Promise<string> {
    const restart = beforeOffer(peer);
    await peer.setRemoteDescription({ type: "offer", sdp: readableOffer(offer) });
    restart.taken();
    answerDirections();
    // Without one of ours the library asks Google's, which tells it of us, and where it is out of reach keeps everybody waiting.
    for (const { connection } of peer.iceTransports) delete connection.stunServer;
    await peer.setLocalDescription(await peer.createAnswer());
    watchPictures();
    restart.answered();
    return peer.localDescription?.sdp ?? "";
  }

  const leftOut = (): LeftOut =>
    // Before the offer is answered nobody has a place.
    slots.audio.count() === 0 ? nobody : { audio: slots.audio.leftOut(), video: slots.video.leftOut() };

  return {
    kind: "web",
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
    forward(kind, from, packet, level, at) {
      if (slots[kind].forward(from, packet, at) && kind === "audio") quality.sent(from, level, at);
    },
    playSound: (source, packet, at) => void slots.audio.forward(source, packet, at),
    forget(source) {
      slots.audio.forget(source);
      slots.video.forget(source);
      quality.forget(source);
    },
    askForPicture: () => askSender?.(),
    leftOut,
    levels: quality.levels,
    state: arrivals.state,
    stats: () => ({
      packetsReceived: received,
      packetsSent: slots.audio.sent() + slots.video.sent(),
      leftOut: leftOut(),
      ...quality.levels(),
      ...quality.stats(slots.audio.roundTripMs()),
    }),
    async close() {
      arrivals.stop();
      await peer.close();
    },
  };
}
