import { createSocket } from "node:dgram";
import { RtpHeader, RtpPacket } from "werift";
import { decodeG711, encodeG711, frameSamples, type PhoneCodec } from "./g711.ts";

/** A phone's sound on a socket of its own: speaks a pitch when told, and keeps what it hears. */
export async function openTestingPhone(codec: PhoneCodec = "PCMA") {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", () => resolve()));
  const heard: {
    at: number;
    marker: boolean;
    timestamp: number;
    sequence: number;
    type: number;
    payload: Buffer;
  }[] = [];
  socket.on("message", (bytes) => {
    const { header, payload } = RtpPacket.deSerialize(bytes);
    const { marker, timestamp, sequenceNumber: sequence, payloadType: type } = header;
    heard.push({ at: performance.now(), marker, timestamp, sequence, type, payload });
  });
  const payloadType = codec === "PCMU" ? 0 : 8;
  let sequence = 1_000;
  let sample = 0;

  function packet(type: number, payload: Buffer, timestamp = sample, marker = false): Buffer {
    const header = new RtpHeader({
      payloadType: type,
      sequenceNumber: sequence++,
      timestamp,
      marker,
      ssrc: 7,
    });
    return new RtpPacket(header, payload).serialize();
  }

  return {
    port: socket.address().port,
    heard,
    send: (bytes: Buffer, port: number) => socket.send(bytes, port, "127.0.0.1"),
    packet,
    /** The next packet of a pitch, 20 ms unless told otherwise. */
    speak(hertz: number, length = frameSamples): Buffer {
      const samples = Int16Array.from(
        { length },
        (_, at) => 8_000 * Math.sin((2 * Math.PI * hertz * (sample + at)) / 8_000),
      );
      const bytes = packet(payloadType, encodeG711(codec, samples));
      sample += length;
      return bytes;
    },
    /** All that was heard from some packet on, as samples at 8 kHz. */
    samples(from = 0): Int16Array {
      const voice = heard.slice(from).filter(({ type }) => type === payloadType);
      return Int16Array.from(voice.flatMap(({ payload }) => [...decodeG711(codec, payload)]));
    },
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}
