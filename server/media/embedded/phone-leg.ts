import { createSocket, type Socket } from "node:dgram";
import { RtpHeader, RtpPacket } from "werift";
import { readLineReport, reportPayload } from "../phone/line-report.ts";
import { createLegQuality } from "../quality/leg-quality.ts";
import { createLineQuality } from "../quality/line-quality.ts";
import { createArrivals } from "./arrivals.ts";
import { createLegSlots, type Outlet } from "./leg-slots.ts";
import type { MediaLeg, MediaLegDeps } from "./media-leg.ts";

const here = "127.0.0.1";
/** As the gateway and browsers number Opus. */
const opusPayload = 111;
/** More people than ever talk in one call; each costs the gateway a decoder. */
const places = 8;

/** A phone's part of a call, whose sound comes and goes as Opus through the gateway of this machine. */
export interface PhoneMediaLeg extends MediaLeg {
  readonly kind: "phone";
  /** Where the engine takes the phone's sound. */
  readonly port: number;
  /** Where the gateway's end of it is: packets from elsewhere do not count. */
  connect(gatewayPort: number): void;
}

/** A socket for the sound of one phone; nobody but this machine reaches it. */
export const openPhoneSocket = (): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    socket.once("error", reject);
    socket.bind(0, here, () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
  });

/** RFC 6464, whose level alone the gateway sends along. */
const levelOf = ({ extensions }: RtpHeader): number | null => {
  const said = extensions[0]?.payload[0];
  return said === undefined ? null : -(said & 0x7f);
};

function readRtp(bytes: Buffer): RtpPacket | undefined {
  if (bytes.length < 12) return undefined;
  try {
    return RtpPacket.deSerialize(bytes);
  } catch {
    return undefined;
  }
}

export function createPhoneMediaLeg(socket: Socket, { now, events }: MediaLegDeps): PhoneMediaLeg {
  const quality = createLegQuality(now);
  const line = createLineQuality(now);
  const arrivals = createArrivals(now, events.state);
  const slots = createLegSlots("audio");
  let gatewayPort: number | undefined;
  let received = 0;
  let isClosed = false;

  const outlet = (ssrc: number): Outlet => ({
    ssrc,
    isOpen: () => gatewayPort !== undefined,
    send(marker, { sequence: sequenceNumber, timestamp }, payload) {
      const header = new RtpHeader({ payloadType: opusPayload, sequenceNumber, timestamp, marker, ssrc });
      socket.send(new RtpPacket(header, payload).serialize(), gatewayPort, here, () => {});
    },
    roundTripMs: () => null,
  });
  for (let place = 1; place <= places; place++) slots.add(outlet(place));

  socket.on("error", () => {
    // The gateway is gone for the moment; that nothing comes any more is told by the silence.
  });
  socket.on("message", (bytes, { address, port }) => {
    if (isClosed || port !== gatewayPort || address !== here) return;
    const packet = readRtp(bytes);
    if (!packet) return;
    const at = now();
    if (arrivals.state() === "connecting") arrivals.connection("connected");
    arrivals.arrived(at);
    const { header, payload } = packet;
    const report = header.payloadType === reportPayload ? readLineReport(payload) : undefined;
    if (report) line.reported(report);
    if (header.payloadType !== opusPayload || payload.length === 0) return;
    received++;
    const level = levelOf(header);
    quality.received(header.sequenceNumber, header.timestamp, level, at);
    events.packet("audio", packet, level, at);
  });

  return {
    kind: "phone",
    port: socket.address().port,
    connect(port) {
      gatewayPort = port;
    },
    receive(kind, sources, gateOf) {
      if (kind === "audio") slots.fill(sources, gateOf);
    },
    forward(kind, from, packet, level, at) {
      if (kind === "audio" && slots.forward(from, packet, at)) quality.sent(from, level, at);
    },
    playSound: (source, packet, at) => void slots.forward(source, packet, at),
    forget(source) {
      slots.forget(source);
      quality.forget(source);
    },
    askForPicture: () => {},
    leftOut: () => ({ audio: slots.leftOut(), video: [] }),
    levels: quality.levels,
    state: arrivals.state,
    stats: () => ({
      packetsReceived: received,
      packetsSent: slots.sent(),
      leftOut: { audio: slots.leftOut(), video: [] },
      ...quality.levels(),
      ...quality.stats(null),
      ...line.read(),
    }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      arrivals.stop();
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}
