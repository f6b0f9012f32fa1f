import { randomInt } from "node:crypto";
import { RtpHeader, RtpPacket } from "werift";
import type { FrameClock } from "./frame-clock.ts";
import { createLineEncoder, type LineCodec, lineCodecs } from "./line-codecs.ts";
import { createPacketOrder } from "./packet-order.ts";
import { createPhoneVoice } from "./phone-voice.ts";
import type { RtpPorts } from "./rtp-ports.ts";
import { createSpeakers } from "./speakers.ts";
import { createKeyListener, createKeyPresser, type KeyFrame, type KeyPress } from "./telephone-event.ts";

/** What both sides agreed on by SDP. */
export interface PhonePath {
  readonly address: string;
  readonly port: number;
  readonly codec: LineCodec;
  /** The number of the codec's packets, both ways. */
  readonly payload: number;
  readonly keyPayload: number | undefined;
  /** Whether the phone wants to hear us; not while it has put us on hold. */
  readonly send: boolean;
}

export interface PhoneMediaEvents {
  /** 20 ms of what the phone says; the timestamp counts at 48 kHz, the level is in dB of full scale. */
  opus(frame: Uint8Array, timestamp: number, level: number): void;
  key(press: KeyPress): void;
}

export interface PhoneMediaStats {
  readonly packetsReceived: number;
  readonly packetsSent: number;
  readonly packetsLost: number;
  /** RFC 3550 6.4.1. */
  readonly jitterMs: number;
}

const g711Payloads: Readonly<Record<number, "PCMU" | "PCMA">> = { 0: "PCMU", 8: "PCMA" };

const isOurs = (payloadType: number, { codec, payload, keyPayload }: PhonePath): boolean =>
  payloadType === keyPayload || payloadType === payload || (codec !== "OPUS" && payloadType in g711Payloads);

interface Heard {
  readonly sequence: number;
  readonly timestamp: number;
  readonly payloadType: number;
  readonly payload: Buffer;
}

/** @returns nothing when it is no RTP of version 2 that holds what it says. */
function readRtp(bytes: Buffer): Heard | undefined {
  if (bytes.length < 13 || (bytes[0] ?? 0) >> 6 !== 2) return undefined;
  try {
    const { header, payload } = RtpPacket.deSerialize(bytes);
    const { sequenceNumber: sequence, timestamp, payloadType } = header;
    return { sequence, timestamp, payloadType, payload };
  } catch {
    return undefined;
  }
}

/** What depends on the codec: how both ends count, what is heard is mixed at, and what it becomes. */
function openLine(codec: LineCodec, pressed: (press: KeyPress) => void) {
  const { clock, mixRate } = lineCodecs[codec];
  return {
    codec,
    clock,
    frameStep: clock / 50,
    speakers: createSpeakers(mixRate),
    encode: createLineEncoder(codec),
    listener: createKeyListener(pressed, clock),
    presser: createKeyPresser({ clockRate: clock }),
  };
}

/**
 * The sound of one phone: G.711 or Opus on its side, Opus on ours. Sends every 20 ms, silence too, so that paths through NATs and the
 * phone's own timers stay alive.
 */
export async function openPhoneMedia(ports: RtpPorts, clock: FrameClock, events: PhoneMediaEvents) {
  const socket = await ports.open();
  const voice = createPhoneVoice(events.opus);
  let line = openLine("PCMU", events.key);
  const order = createPacketOrder<Heard>();
  const ssrc = randomInt(1, 0xffffffff);
  let path: PhonePath | undefined;
  /** Where the phone really sends from: behind a NAT not what its SDP says. Kept while it sends (RFC 7362 4). */
  let seen: { address: string; port: number } | undefined;
  let sequence = randomInt(0, 0x8000);
  let timestamp = randomInt(0, 0x7fffffff);
  let sent = 0;
  let silent = true;
  let jitter = { transit: 0, value: 0, known: false };

  function noteJitter(packet: Heard): void {
    const transit = performance.now() - packet.timestamp / (line.clock / 1_000);
    const difference = jitter.known ? Math.abs(transit - jitter.transit) : 0;
    // A jump is another clock, not jitter.
    const value = difference > 10_000 ? jitter.value : jitter.value + (difference - jitter.value) / 16;
    jitter = { transit, value, known: true };
  }

  socket.on("message", (bytes, { address, port }) => {
    if (!path) return;
    // The first to send has the line: later packets of others are somebody's guess at our port.
    if (seen && (seen.address !== address || seen.port !== port) && address !== path.address) return;
    const packet = readRtp(bytes);
    if (!packet || !isOurs(packet.payloadType, path)) return;
    seen = { address, port };
    noteJitter(packet);
    for (const one of order.push(packet)) take(one, path);
  });
  socket.on("error", () => {
    // Unreachable for the moment; the call's own timers say when it is over.
  });

  function take({ payloadType, timestamp: at, payload }: Heard, agreed: PhonePath): void {
    const g711 = g711Payloads[payloadType];
    if (payloadType === agreed.keyPayload) {
      line.listener.hear({ timestamp: at, payload });
      return;
    }
    line.listener.sound(at);
    if (agreed.codec === "OPUS" && payloadType === agreed.payload) voice.hearOpus(at, payload);
    else if (g711) voice.hear(g711, at, payload);
  }

  function put(payloadType: number, payload: Buffer, at: number, marker: boolean): void {
    const to = seen ?? path;
    if (!to) return;
    const header = new RtpHeader({
      payloadType,
      sequenceNumber: sequence,
      timestamp: at >>> 0,
      marker,
      ssrc,
    });
    sequence = (sequence + 1) & 0xffff;
    sent += 1;
    socket.send(new RtpPacket(header, payload).serialize(), to.port, to.address, () => {});
  }

  function putKey(frame: KeyFrame, keyPayload: number): void {
    put(keyPayload, frame.payload, timestamp - frame.framesSinceStart * line.frameStep, frame.marker);
  }

  const stopTicking = clock.add(() => {
    timestamp = (timestamp + line.frameStep) >>> 0;
    const sound = line.speakers.mix();
    if (!path?.send) {
      silent = true;
      return;
    }
    const key = line.presser.next();
    if (key && key !== "pause" && path.keyPayload !== undefined) putKey(key, path.keyPayload);
    else {
      put(path.payload, line.encode(sound), timestamp, silent);
      silent = false;
    }
  });

  return {
    port: socket.address().port,
    /** From here on sound flows. Another path of the same call takes the place of the one before. */
    connect(agreed: PhonePath): void {
      const moved = path && (path.address !== agreed.address || path.port !== agreed.port);
      path = agreed;
      if (line.codec !== agreed.codec) line = openLine(agreed.codec, events.key);
      if (moved) {
        seen = undefined;
        order.restart();
      }
    },
    /** Opus of one who is heard on this phone; who that is, the engine decides. */
    hear: (sourceLegId: string, packet: Uint8Array): void => line.speakers.hear(sourceLegId, packet),
    forget: (sourceLegId: string): void => line.speakers.forget(sourceLegId),
    /** @returns false when the phone takes no keys in its sound, or there are no such keys. */
    pressKeys: (digits: string): boolean => path?.keyPayload !== undefined && line.presser.press(digits),
    stats(): PhoneMediaStats {
      const { received, lost } = order.counts();
      return { packetsReceived: received, packetsSent: sent, packetsLost: lost, jitterMs: jitter.value };
    },
    close(): void {
      stopTicking();
      line.presser.stop();
      path = undefined;
      socket.removeAllListeners("message");
      socket.close();
    },
  };
}
export type PhoneMedia = Awaited<ReturnType<typeof openPhoneMedia>>;
