import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { RtpHeader, RtpPacket } from "werift";
import { type LineReport, reportPayload, writeLineReport } from "../../phone/line-report.ts";

const here = "127.0.0.1";
/** As browsers number Opus. */
const opusPayload = 111;
const reportMs = 500;
/** RFC 8285 4.2. */
const oneByteExtensions = 0xbede;

/** One leg's Opus between this process and the media engine's, on this machine alone. */
export async function openSoundLink(
  enginePort: number,
  hear: (sourceId: string, packet: Uint8Array) => void,
  line: () => LineReport,
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

  const put = (header: RtpHeader, payload: Buffer): void =>
    socket.send(new RtpPacket(header, payload).serialize(), enginePort, here, () => {});
  /** A sign of life too: while the phone says nothing, the engine is not to take it for lost (RFC 6263 4.6). */
  const report = () =>
    put(
      new RtpHeader({ payloadType: reportPayload, sequenceNumber: sequence, ssrc }),
      writeLineReport(line()),
    );
  const reporting = setInterval(report, reportMs);

  return {
    port: socket.address().port,
    /** `level`: how loud it is, in dB of full scale (RFC 6464). */
    send(frame: Uint8Array, timestamp: number, level: number): void {
      const header = new RtpHeader({ payloadType: opusPayload, sequenceNumber: sequence, timestamp, ssrc });
      header.extension = true;
      header.extensionProfile = oneByteExtensions;
      header.extensions = [{ id: 1, payload: Buffer.from([-level & 0x7f]) }];
      sequence = (sequence + 1) & 0xffff;
      put(header, Buffer.from(frame));
    },
    close(): void {
      clearInterval(reporting);
      socket.removeAllListeners("message");
      socket.close();
    },
  };
}
export type SoundLink = Awaited<ReturnType<typeof openSoundLink>>;
