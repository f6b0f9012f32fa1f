import { MediaStreamTrack, RTCPeerConnection, RtpHeader, RtpPacket } from "werift";
import { type MediaAddress, peerSettings } from "./peer-settings.ts";

/** A stand-in for a browser: it says its own name in every packet, and keeps the names it hears. */
export async function createTestingPeer(name: string, address: MediaAddress) {
  const peer = new RTCPeerConnection(peerSettings(address));
  const voice = new MediaStreamTrack({ kind: "audio" });
  peer.addTransceiver(voice, { direction: "sendonly" });
  const heard: string[] = [];
  const numbers: number[] = [];
  for (let slot = 0; slot < 3; slot++) peer.addTransceiver("audio", { direction: "recvonly" });
  for (const transceiver of peer.getTransceivers().slice(1))
    transceiver.onTrack.subscribe((track: MediaStreamTrack) =>
      track.onReceiveRtp.subscribe((packet) => {
        heard.push(packet.payload.toString());
        numbers.push(packet.header.sequenceNumber);
      }),
    );
  await peer.setLocalDescription(await peer.createOffer());
  let sequence = Math.floor(Math.random() * 60_000);
  const base = Math.floor(Math.random() * 0xffff_ffff);
  return {
    name,
    heard,
    numbers,
    offer: () => peer.localDescription?.sdp ?? "",
    async take(answer: string) {
      await peer.setRemoteDescription({ type: "answer", sdp: answer });
      if (peer.connectionState === "connected") return;
      await peer.connectionStateChange.watch((state) => state === "connected", 10_000);
    },
    /** One packet of 20 ms. */
    speak(words = name) {
      sequence = (sequence + 1) % 0x1_0000;
      const header = new RtpHeader({
        sequenceNumber: sequence,
        timestamp: (base + Math.round(performance.now() * 48)) % 0x1_0000_0000,
        payloadType: 96,
      });
      voice.writeRtp(new RtpPacket(header, Buffer.from(words)));
    },
    close: () => peer.close(),
  };
}

export type TestingPeer = Awaited<ReturnType<typeof createTestingPeer>>;
