import { createSocket } from "node:dgram";
import { RtpHeader, RtpPacket } from "werift";
import type { MediaEngine } from "../media-engine.ts";
import { reportPayload, writeLineReport } from "../phone/line-report.ts";
import { createToneEar, createToneMaker, loudnessOf } from "./testing-tones.ts";

/** A stand-in for the gateway: one phone's sound, in words or in tones, on a socket of its own. */
export async function openTestingGatewayEnd(engine: MediaEngine, callId: string, name: string) {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", () => resolve()));
  const { port } = await engine.addPhoneLeg(callId, name);
  await engine.connectPhoneLeg(callId, name, socket.address().port);
  const heard: string[] = [];
  const streams = new Map<number, ReturnType<typeof createToneEar>>();
  socket.on("message", (bytes) => {
    const { header, payload } = RtpPacket.deSerialize(bytes);
    heard.push(payload.toString());
    if (!streams.has(header.ssrc)) streams.set(header.ssrc, createToneEar());
    // Words are no Opus.
    if (payload.length > 30) streams.get(header.ssrc)?.hear(payload);
  });
  let sequence = Math.floor(Math.random() * 60_000);
  const timers = new Set<NodeJS.Timeout>();

  function send(payload: Buffer, payloadType = 111): void {
    sequence = (sequence + 1) % 0x1_0000;
    const timestamp = Math.round(performance.now() * 48) % 0x1_0000_0000;
    const header = new RtpHeader({ payloadType, sequenceNumber: sequence, timestamp, ssrc: 5 });
    socket.send(new RtpPacket(header, payload).serialize(), port, "127.0.0.1");
  }

  return {
    name,
    port,
    heard,
    speak: (words: string) => send(Buffer.from(words)),
    /** Tells of the line between phone and gateway; all that comes while the phone itself says nothing. */
    report: (received = 0, lost = 0, jitterMs = 0) =>
      send(writeLineReport({ received, lost, jitterMs }), reportPayload),
    speakTone(hertz: number): () => void {
      const make = createToneMaker(hertz);
      const timer = setInterval(() => send(make()), 20);
      timers.add(timer);
      return () => clearInterval(timer);
    },
    tonesHeard: (hertz: readonly number[], ms = 200): number[] =>
      hertz.filter((pitch) => [...streams.values()].some((ear) => loudnessOf(pitch, ear.last(ms)) > -40)),
    /** By how many streams, each of which costs a decoder. */
    streams: () => streams.size,
    async close(): Promise<void> {
      for (const timer of timers) clearInterval(timer);
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}
