import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { RtpHeader, RtpPacket } from "werift";

const here = "127.0.0.1";
/** As browsers number Opus. */
const opusPayload = 111;

/** One leg's Opus between this process and the media engine's, on this machine alone. */
export async function openSoundLink(
  enginePort: number,
  hear: (sourceId: string, packet: Uint8Array) => void,
) {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(0, here, () => resolve());
  });
  socket.removeAllListeners("error");
  socket.on("error", () => {
    // The engine is gone for the moment; it opens a new link when it is back.
  });
  socket.on("message", (bytes, { port, address }) => {
    if (port !== enginePort || address !== here || bytes.length < 13) return;
    try {
      const { header, payload } = RtpPacket.deSerialize(bytes);
      if (header.payloadType === opusPayload) hear(String(header.ssrc), payload);
    } catch {
      // Not RTP: nobody who should speak here.
    }
  });
  const ssrc = randomInt(1, 0xffffffff);
  let sequence = randomInt(0, 0x8000);
  return {
    port: socket.address().port,
    send(frame: Uint8Array, timestamp: number): void {
      const header = new RtpHeader({ payloadType: opusPayload, sequenceNumber: sequence, timestamp, ssrc });
      sequence = (sequence + 1) & 0xffff;
      socket.send(new RtpPacket(header, Buffer.from(frame)).serialize(), enginePort, here, () => {});
    },
    close(): void {
      socket.removeAllListeners("message");
      socket.close();
    },
  };
}
export type SoundLink = Awaited<ReturnType<typeof openSoundLink>>;
