import { MediaStreamTrack, RTCPeerConnection, RtpHeader, RtpPacket } from "werift";
import { createKeyPresser } from "../phone/telephone-event.ts";
import { type MediaAddress, peerSettings } from "./peer-settings.ts";
import { createToneEar, createToneMaker, loudnessOf } from "./testing-tones.ts";

/** What came in, as it came: for tests that look at numbers and times. */
export interface HeardPacket {
  readonly slot: number;
  readonly at: number;
  readonly sequence: number;
  readonly timestamp: number;
}

/**
 * A stand-in for a browser. It says its own name in every packet and keeps the names it hears; or it sends a tone in
 * Opus, and tells which tones it hears.
 */
export async function createTestingPeer(name: string, address: MediaAddress, slots = 3) {
  const peer = new RTCPeerConnection(peerSettings(address));
  const voice = new MediaStreamTrack({ kind: "audio" });
  const { sender } = peer.addTransceiver(voice, { direction: "sendonly" });
  const heard: string[] = [];
  const numbers: number[] = [];
  const packets: HeardPacket[] = [];
  let ears: ReturnType<typeof createToneEar>[] = [];
  for (let slot = 0; slot < slots; slot++) peer.addTransceiver("audio", { direction: "recvonly" });
  for (const [slot, transceiver] of peer.getTransceivers().slice(1).entries())
    transceiver.onTrack.subscribe((track: MediaStreamTrack) =>
      track.onReceiveRtp.subscribe(({ header, payload }) => {
        heard.push(payload.toString());
        numbers.push(header.sequenceNumber);
        packets.push({
          slot,
          at: performance.now(),
          sequence: header.sequenceNumber,
          timestamp: header.timestamp,
        });
        ears[slot]?.hear(payload);
      }),
    );
  for (const { connection } of peer.iceTransports) delete connection.stunServer;
  await peer.setLocalDescription(await peer.createOffer());
  const offer = peer.localDescription?.sdp ?? "";
  const levelId = Number(/a=extmap:(\d+) urn:ietf:params:rtp-hdrext:ssrc-audio-level/.exec(offer)?.[1]);
  const keyPayload = Number(/a=rtpmap:(\d+) telephone-event\/48000/.exec(offer)?.[1]);
  let keyAt = 0;
  let sequence = Math.floor(Math.random() * 60_000);
  const base = Math.floor(Math.random() * 0xffff_ffff);

  /** `level`: dB below the loudest possible, as RFC 6464 has it. */
  function send(payload: Buffer, timestamp: number, level?: number): void {
    sequence = (sequence + 1) % 0x1_0000;
    const header = new RtpHeader({
      sequenceNumber: sequence,
      timestamp: (base + timestamp) % 0x1_0000_0000,
      payloadType: 96,
    });
    if (level !== undefined && levelId)
      header.extensions = [{ id: levelId, payload: Buffer.from([0x80 | level]) }];
    voice.writeRtp(new RtpPacket(header, payload));
  }

  const now48 = () => Math.round(performance.now() * 48);
  /** As browsers offer, before they know their own addresses: the engine learns them from their checks. */
  const earlyOffer = () =>
    (peer.localDescription?.sdp ?? "").replace(/^a=(candidate:.*|end-of-candidates)\r?\n/gm, "");
  const stops = new Set<() => void>();
  return {
    name,
    /** For those who do with it what no client of ours does. */
    connection: peer,
    heard,
    numbers,
    packets,
    offer: () => peer.localDescription?.sdp ?? "",
    async take(answer: string) {
      await peer.setRemoteDescription({ type: "answer", sdp: answer });
      if (peer.connectionState === "connected") return;
      await peer.connectionStateChange.watch((state) => state === "connected", 10_000);
    },
    earlyOffer,
    /** Offers to go on over another way. */
    async restartOffer(): Promise<string> {
      peer.restartIce();
      await peer.setLocalDescription(await peer.createOffer());
      return earlyOffer();
    },
    async takeRestart(answer: string): Promise<void> {
      await peer.setRemoteDescription({ type: "answer", sdp: answer });
      // As the engine's own end: the library begins no checks of a connection that was up.
      for (const ice of peer.iceTransports) void ice.start().catch(() => {});
    },
    /** One packet of 20 ms. */
    speak: (words = name, level?: number) => send(Buffer.from(words), now48(), level),
    /** A key of a dial pad, as browsers send it (RFC 4733): in the stream of the voice, under a payload of its own. */
    pressKey(key: string) {
      keyAt = Math.max(now48(), keyAt + 9_600);
      const presser = createKeyPresser();
      presser.press(key);
      for (let frame = presser.next(); frame && frame !== "pause"; frame = presser.next()) {
        sequence = (sequence + 1) % 0x1_0000;
        const header = new RtpHeader({
          payloadType: keyPayload,
          sequenceNumber: sequence,
          timestamp: (base + keyAt) % 0x1_0000_0000,
          ssrc: sender.ssrc,
        });
        // The library's sender would call it Opus.
        void sender.dtlsTransport.sendRtp(frame.payload, header);
      }
    },
    /** One packet of 20 ms of this sound. */
    say: (payload: Buffer, level?: number) => send(payload, now48(), level),
    /** Sends what is no packet of this moment: lost ones left out, late ones late. */
    lose(count: number) {
      sequence = (sequence + count) % 0x1_0000;
    },
    /** Sends a tone, 50 packets a second, until it is told to stop. */
    speakTone(hertz: number, level = 15): () => void {
      const make = createToneMaker(hertz);
      const startedAt = performance.now();
      const startStamp = now48();
      let count = 0;
      const timer = setInterval(() => {
        for (; count * 20 <= performance.now() - startedAt; count++)
          send(make(), startStamp + count * 960, level);
      }, 10);
      const stop = () => clearInterval(timer);
      stops.add(stop);
      return stop;
    },
    /** From now on what comes is decoded, so that tones can be asked for. */
    listen() {
      ears = Array.from({ length: slots }, createToneEar);
    },
    /** Which of these pitches sounded in the last `ms`: 40 dB below full scale and louder, in any slot. */
    tonesHeard: (hertz: readonly number[], ms = 200): number[] =>
      hertz.filter((pitch) => ears.some((ear) => loudnessOf(pitch, ear.last(ms)) > -40)),
    /** The root mean square of the last `ms`, over all slots; 0 is silence. */
    loudness: (ms = 200): number => {
      const samples = ears.flatMap((ear) => [...ear.last(ms)]);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / Math.max(1, samples.length));
    },
    async close() {
      for (const stop of stops) stop();
      await peer.close();
    },
  };
}

export type TestingPeer = Awaited<ReturnType<typeof createTestingPeer>>;
