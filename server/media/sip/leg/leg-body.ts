import { randomInt } from "node:crypto";
import type {
  Body,
  IncomingRequestMessage,
  IncomingResponseMessage,
  Session,
} from "sip.js/lib/core/index.js";
import type { EndCause } from "#shared/domain/calls/index.ts";
import type { PhoneMedia } from "../../phone/phone-media.ts";
import type { SipEndpoint } from "../core/sip-endpoint.ts";
import type { TrunkSettings } from "../trunk/trunk-settings.ts";
import type { PhoneLegEvents } from "./phone-leg.ts";
import {
  type HeardDescription,
  readDescription,
  wantsSound,
  writeAnswer,
  writeOffer,
} from "./session-description.ts";
import { createSessionTimer, type SessionPact } from "./session-timer.ts";

/** What every leg is made of. */
export interface LegParts {
  readonly id: string;
  readonly trunk: TrunkSettings;
  readonly endpoint: Pick<SipEndpoint, "core" | "contact">;
  readonly media: PhoneMedia;
  /** What phones reach our sound by. */
  readonly mediaAddress: string;
  /** The leg is over: its place on the line is free. */
  readonly onEnd: () => void;
}

export const sdpBody = (content: string): Body => ({
  contentDisposition: "session",
  contentType: "application/sdp",
  content,
});

/** The description in a message, when it holds one. */
export function descriptionIn(
  message: IncomingRequestMessage | IncomingResponseMessage,
  trunk: TrunkSettings,
): HeardDescription | undefined {
  const type = message.getHeader("content-type")?.toLowerCase() ?? "";
  return type.startsWith("application/sdp") ? readDescription(message.body, trunk.codecs) : undefined;
}

/** Before somebody listens, and after the end. */
export const nobody: PhoneLegEvents = {
  ringing: () => {},
  earlyMedia: () => {},
  answered: () => {},
  held: () => {},
  resumed: () => {},
  key: () => {},
  refer: (wish) => wish.refuse(),
  ended: () => {},
  opus: () => {},
};

/** What is the same whoever called: the sound's path, the session, the end. */
export function createLegBody(parts: LegParts) {
  const { trunk, media, mediaAddress, endpoint } = parts;
  const sessionId = String(randomInt(1, 2 ** 47));
  let events = nobody;
  let session: Session | undefined;
  let theirs: HeardDescription | undefined;
  let version = 1;
  let holding = false;
  let heldByThem = false;
  let over = false;
  let byeOwed = false;
  let pact: SessionPact | undefined;
  const atEnd = new Set<() => void>();
  const timer = createSessionTimer({ refresh: () => body.onRefresh(), expired: () => drop("lost") });
  const own = () => ({ address: mediaAddress, port: media.port, sessionId, version, holding });

  function end(cause: EndCause, status: number | null = null): void {
    if (over) return;
    over = true;
    timer.stop();
    media.close();
    parts.onEnd();
    const last = events;
    events = nobody;
    for (const settle of atEnd) settle();
    last.ended({ cause, status });
  }

  /** RFC 3261 15: whoever accepted may not say goodbye before his acceptance is acknowledged. */
  function bye(): void {
    if (!session) return;
    try {
      session.bye();
      byeOwed = false;
    } catch {
      byeOwed = true;
    }
  }

  function drop(cause: EndCause): void {
    if (over) return;
    bye();
    end(cause);
  }

  const body = {
    get events() {
      return events;
    },
    listen(listener: PhoneLegEvents): void {
      if (!over) events = listener;
    },
    get session() {
      return session;
    },
    get over() {
      return over;
    },
    get holding() {
      return holding;
    },
    /** Set by who knows how to refresh: a change that changes nothing. */
    onRefresh: (): void => {},
    /** Called at the end for whatever still waits for something. */
    atEnd,
    end,
    drop,
    bye,
    byeOwed: () => byeOwed,
    offer: (): Body => sdpBody(writeOffer(own(), trunk.codecs)),
    /** The answer to what they proposed last. */
    answer: (): Body | undefined => theirs && sdpBody(writeAnswer(own(), theirs)),
    contactLine: `Contact: <${endpoint.contact}>`,
    /** Their side of the sound, from now on. */
    take(heard: HeardDescription, isAnswer: boolean): void {
      theirs = heard;
      if (over) return;
      const send = wantsSound(heard);
      const { address, port, codec, payload, keyPayload } = heard;
      media.connect({ address, port, codec, payload, keyPayload, send });
      // Many answer "inactive" to our own hold; that is no hold of theirs.
      if (!session || send === !heldByThem || (isAnswer && holding)) return;
      heldByThem = !send;
      if (heldByThem) events.held();
      else events.resumed();
    },
    setHolding(wanted: boolean): void {
      holding = wanted;
      version += 1;
    },
    stand(standing: Session): void {
      session = standing;
    },
    keep(agreed: SessionPact): void {
      pact = agreed;
      if (!over) timer.keep(agreed);
    },
    pact: () => pact,
  };
  return body;
}
export type LegBody = ReturnType<typeof createLegBody>;
