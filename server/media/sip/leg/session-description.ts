import { type MediaDescription, parse, write } from "sdp-transform";
import { type LineCodec, lineCodecs } from "../../phone/line-codecs.ts";

type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

/** What a phone said of its sound, and what of it we use. */
export interface HeardDescription {
  readonly address: string;
  readonly port: number;
  readonly codec: LineCodec;
  /** The number of the codec's packets: of Opus the phone's own choice. */
  readonly payload: number;
  readonly keyPayload: number | undefined;
  /** As the phone sees it. */
  readonly direction: Direction;
  /** Its lines in order, by kind: an answer has to have them all (RFC 3264 6). */
  readonly lines: readonly { readonly kind: string; readonly protocol: string; readonly used: boolean }[];
}

/** Free for our offers (RFC 3551 6), by the clock of the sound they stand beside (RFC 4733 2.1); in an answer they are the phone's. */
const ourKeyPayloads: Readonly<Record<number, number>> = { 8000: 101, 48000: 102 };

interface Chosen {
  readonly codec: LineCodec;
  readonly payload: number;
}

function codecOf(media: MediaDescription, allowed: readonly LineCodec[]): Chosen | undefined {
  for (const text of String(media.payloads ?? "").split(" ")) {
    const payload = Number(text);
    const named = media.rtp.find((one) => one.payload === payload);
    const codec = allowed.find((one) => isMeant(one, payload, named));
    if (codec) return { codec, payload };
  }
  return undefined;
}

function isMeant(
  codec: LineCodec,
  payload: number,
  named: MediaDescription["rtp"][number] | undefined,
): boolean {
  const { sdpName, clock, payload: usual } = lineCodecs[codec];
  const isNamed = named?.codec.toLowerCase() === sdpName.toLowerCase() && named.rate === clock;
  if (codec === "OPUS") return isNamed && payload >= 96 && payload <= 127;
  // Only under their own numbers: whoever renumbers G.711 means something else.
  return payload === usual && (!named || isNamed);
}

const keyPayloadOf = (media: MediaDescription, { codec }: Chosen): number | undefined => {
  const named = media.rtp.find(
    (one) => one.codec.toLowerCase() === "telephone-event" && one.rate === lineCodecs[codec].clock,
  );
  return named && named.payload >= 96 && named.payload <= 127 ? named.payload : undefined;
};

/** @returns nothing when there is no sound in it that we could take. */
export function readDescription(sdp: string, allowed: readonly LineCodec[]): HeardDescription | undefined {
  try {
    const { media, connection: whole, direction: usual } = parse(sdp);
    const sound = media.find(
      (one) => one.type === "audio" && one.port > 0 && /^RTP\/AVPF?$/.test(one.protocol),
    );
    const chosen = sound && codecOf(sound, allowed);
    const connection = sound?.connection ?? whole;
    if (!sound || !chosen || !connection || sound.port > 65_535) return undefined;
    const nowhere = /^(0\.0\.0\.0|::)$/.test(connection.ip);
    const direction = (sound.direction ?? usual ?? "sendrecv") as Direction;
    return {
      address: connection.ip,
      port: sound.port,
      ...chosen,
      keyPayload: keyPayloadOf(sound, chosen),
      // The hold of before RFC 3264: send it to nowhere.
      direction: nowhere ? "inactive" : direction,
      lines: media.map((one) => ({ kind: one.type, protocol: one.protocol, used: one === sound })),
    };
  } catch {
    return undefined;
  }
}

/** Whether the phone wants to hear us. */
export const wantsSound = ({ direction }: HeardDescription): boolean =>
  direction === "sendrecv" || direction === "recvonly";

/** Ours, given theirs and whether we hold: RFC 3264 6.1. */
function answerDirection(theirs: Direction, holding: boolean): Direction {
  const maySend = theirs === "sendrecv" || theirs === "recvonly";
  const mayHear = (theirs === "sendrecv" || theirs === "sendonly") && !holding;
  if (maySend) return mayHear ? "sendrecv" : "sendonly";
  return mayHear ? "recvonly" : "inactive";
}

interface OwnSide {
  readonly address: string;
  readonly port: number;
  readonly sessionId: string;
  /** Grows by one with each change (RFC 3264 8). */
  readonly version: number;
  readonly holding: boolean;
}

function compose(own: OwnSide, media: MediaDescription[]): string {
  const ipVer = own.address.includes(":") ? 6 : 4;
  return write({
    version: 0,
    origin: {
      username: "-",
      sessionId: own.sessionId,
      sessionVersion: own.version,
      netType: "IN",
      ipVer,
      address: own.address,
    },
    name: "-",
    connection: { version: ipVer, ip: own.address },
    timing: { start: 0, stop: 0 },
    media,
  });
}

function soundLine(
  port: number,
  codecs: readonly Chosen[],
  keys: readonly { readonly payload: number; readonly rate: number }[],
  direction: Direction,
) {
  const rtp = [
    ...codecs.map(({ codec, payload }) => {
      const { sdpName, clock: rate } = lineCodecs[codec];
      // RFC 7587 7: Opus is always named with two channels, whatever it carries.
      return { payload, codec: sdpName, rate, ...(codec === "OPUS" && { encoding: 2 }) };
    }),
    ...keys.map(({ payload, rate }) => ({ payload, codec: "telephone-event", rate })),
  ];
  const opus = codecs.filter(({ codec }) => codec === "OPUS");
  return {
    type: "audio",
    port,
    protocol: "RTP/AVP",
    payloads: rtp.map(({ payload }) => payload).join(" "),
    rtp,
    fmtp: [
      ...opus.map(({ payload }) => ({ payload, config: "useinbandfec=1" })),
      ...keys.map(({ payload }) => ({ payload, config: "0-16" })),
    ],
    ptime: 20,
    direction,
  };
}

/** What we propose. */
export function writeOffer(own: OwnSide, codecs: readonly LineCodec[]): string {
  const chosen = codecs.map((codec) => ({ codec, payload: lineCodecs[codec].payload }));
  const clocks = [...new Set(codecs.map((codec) => lineCodecs[codec].clock))];
  const keys = clocks.map((rate) => ({ payload: ourKeyPayloads[rate] ?? 101, rate }));
  return compose(own, [soundLine(own.port, chosen, keys, own.holding ? "sendonly" : "sendrecv")]);
}

/** What we make of a proposal: one codec, and every line that is not sound refused. */
export function writeAnswer(own: OwnSide, heard: HeardDescription): string {
  const { codec, payload, keyPayload, direction, lines } = heard;
  const keys = keyPayload === undefined ? [] : [{ payload: keyPayload, rate: lineCodecs[codec].clock }];
  const ours = soundLine(own.port, [{ codec, payload }], keys, answerDirection(direction, own.holding));
  return compose(
    own,
    lines.map(({ kind, protocol, used }) =>
      used ? ours : { type: kind, port: 0, protocol, payloads: "0", rtp: [], fmtp: [] },
    ),
  );
}
