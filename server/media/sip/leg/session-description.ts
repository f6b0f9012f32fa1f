import { type MediaDescription, parse, write } from "sdp-transform";
import type { PhoneCodec } from "../../phone/g711.ts";

type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

/** What a phone said of its sound, and what of it we use. */
export interface HeardDescription {
  readonly address: string;
  readonly port: number;
  readonly codec: PhoneCodec;
  readonly keyPayload: number | undefined;
  /** As the phone sees it. */
  readonly direction: Direction;
  /** Its lines in order, by kind: an answer has to have them all (RFC 3264 6). */
  readonly lines: readonly { readonly kind: string; readonly protocol: string; readonly used: boolean }[];
}

const codecNames: readonly PhoneCodec[] = ["PCMU", "PCMA"];
const payloadOf: Readonly<Record<PhoneCodec, number>> = { PCMU: 0, PCMA: 8 };
/** Free for our offers (RFC 3551 6); in an answer it is the phone's own choice. */
const ourKeyPayload = 101;

function codecOf(media: MediaDescription, allowed: readonly PhoneCodec[]): PhoneCodec | undefined {
  const payloads = String(media.payloads ?? "").split(" ");
  for (const payload of payloads) {
    const named = media.rtp.find((one) => String(one.payload) === payload);
    // Only under their own numbers: whoever renumbers G.711 means something else.
    const codec = codecNames.find((name) => String(payloadOf[name]) === payload);
    if (!codec || (named && (named.codec.toUpperCase() !== codec || named.rate !== 8000))) continue;
    if (allowed.includes(codec)) return codec;
  }
  return undefined;
}

const keyPayloadOf = (media: MediaDescription): number | undefined => {
  const named = media.rtp.find(
    ({ codec, rate }) => codec.toLowerCase() === "telephone-event" && rate === 8000,
  );
  return named && named.payload >= 96 && named.payload <= 127 ? named.payload : undefined;
};

/** @returns nothing when there is no sound in it that we could take. */
export function readDescription(sdp: string, allowed: readonly PhoneCodec[]): HeardDescription | undefined {
  try {
    const { media, connection: whole, direction: usual } = parse(sdp);
    const sound = media.find(
      (one) => one.type === "audio" && one.port > 0 && /^RTP\/AVPF?$/.test(one.protocol),
    );
    const codec = sound && codecOf(sound, allowed);
    const connection = sound?.connection ?? whole;
    if (!sound || !codec || !connection || sound.port > 65_535) return undefined;
    const nowhere = /^(0\.0\.0\.0|::)$/.test(connection.ip);
    const direction = (sound.direction ?? usual ?? "sendrecv") as Direction;
    return {
      address: connection.ip,
      port: sound.port,
      codec,
      keyPayload: keyPayloadOf(sound),
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
  codecs: readonly PhoneCodec[],
  keyPayload: number | undefined,
  direction: Direction,
) {
  const keys =
    keyPayload === undefined ? [] : [{ payload: keyPayload, codec: "telephone-event", rate: 8000 }];
  const rtp = [...codecs.map((codec) => ({ payload: payloadOf[codec], codec, rate: 8000 })), ...keys];
  return {
    type: "audio",
    port,
    protocol: "RTP/AVP",
    payloads: rtp.map(({ payload }) => payload).join(" "),
    rtp,
    fmtp: keyPayload === undefined ? [] : [{ payload: keyPayload, config: "0-16" }],
    ptime: 20,
    direction,
  };
}

/** What we propose. */
export const writeOffer = (own: OwnSide, codecs: readonly PhoneCodec[]): string =>
  compose(own, [soundLine(own.port, codecs, ourKeyPayload, own.holding ? "sendonly" : "sendrecv")]);

/** What we make of a proposal: one codec, and every line that is not sound refused. */
export function writeAnswer(own: OwnSide, { codec, keyPayload, direction, lines }: HeardDescription): string {
  const ours = soundLine(own.port, [codec], keyPayload, answerDirection(direction, own.holding));
  return compose(
    own,
    lines.map(({ kind, protocol, used }) =>
      used ? ours : { type: kind, port: 0, protocol, payloads: "0", rtp: [], fmtp: [] },
    ),
  );
}
