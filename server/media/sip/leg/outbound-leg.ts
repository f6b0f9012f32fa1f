import type {
  AckableIncomingResponseWithSession,
  IncomingResponse,
  OutgoingInviteRequest,
} from "sip.js/lib/core/index.js";
import type { EndCause } from "#shared/domain/calls/index.ts";
import { causeOfRefusal } from "../trunk/end-causes.ts";
import { proxyRoute, trunkUri } from "../trunk/trunk-addresses.ts";
import { createLegBody, descriptionIn, type LegParts } from "./leg-body.ts";
import type { PhoneLeg, PhoneLegEvents, PhoneParty } from "./phone-leg.ts";
import { leastSeconds, pactOfResponse } from "./session-timer.ts";
import { createStandingLeg } from "./standing-leg.ts";

/** RFC 3261 16.6 (timer C): nobody lets a phone ring longer. */
const longestRingMs = 180_000;

/** Quoted by the core; what would close the quotes, or another alphabet than the wire's, goes in as bytes or not at all. */
const writeName = (name: string): string =>
  Buffer.from(name.replace(/["\\\p{Cc}]/gu, "").slice(0, 80), "utf8").toString("latin1");

interface OutboundParts extends LegParts {
  readonly callId: string;
  /** In the form in which it was judged. */
  readonly number: string;
  readonly from: PhoneParty;
}

/** A phone that we call. */
export function createOutboundLeg(parts: OutboundParts, events: PhoneLegEvents): PhoneLeg {
  const { trunk, id, callId, number, from, endpoint } = parts;
  const body = createLegBody(parts);
  const standing = createStandingLeg(parts, body, true);
  body.listen(events);
  let request: OutgoingInviteRequest;
  let sequence = 0;
  let seconds = trunk.sessionSeconds;
  let early = false;

  function accepted(response: AckableIncomingResponseWithSession): void {
    const { message, session } = response;
    response.ack();
    // Answered as we gave up, or at a second desk: the first one has the call.
    if (body.over || body.session) {
      session.bye();
      return;
    }
    clearTimeout(patience);
    standing.begin(session, false);
    const heard = descriptionIn(message, trunk);
    if (heard) body.take(heard, true);
    else if (!early) {
      body.drop("failed");
      return;
    }
    body.keep(pactOfResponse(message, trunk.sessionSeconds));
    body.events.answered();
  }

  function progress({ message }: IncomingResponse): void {
    if (body.over) return;
    if (message.statusCode === 180) body.events.ringing();
    const heard = descriptionIn(message, trunk);
    if (!heard) return;
    body.take(heard, true);
    if (!early) body.events.earlyMedia();
    early = true;
  }

  function refused({ message }: IncomingResponse): void {
    const status = message.statusCode ?? 500;
    const least = Number(message.getHeader("min-se"));
    if (status === 422 && least > seconds && least <= 86_400 && !body.over) {
      seconds = least;
      call();
      return;
    }
    clearTimeout(patience);
    body.end(causeOfRefusal(status, message.getHeader("reason")), status);
  }

  function call(): void {
    const user = from.number || trunk.account?.user || "anonymous";
    sequence = (sequence === 0 ? 0 : request.message.cseq) + 1;
    const uri = trunkUri(trunk, number);
    const options = {
      callId,
      cseq: sequence,
      fromDisplayName: writeName(from.name),
      routeSet: proxyRoute(trunk),
    };
    const lines = [
      body.contactLine,
      "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, REFER, NOTIFY",
      `Session-Expires: ${seconds}`,
      `Min-SE: ${leastSeconds}`,
    ];
    const { core } = endpoint;
    const message = core.makeOutgoingRequestMessage(
      "INVITE",
      uri,
      trunkUri(trunk, user),
      uri,
      options,
      lines,
      body.offer(),
    );
    request = core.invite(message, {
      onAccept: accepted,
      onProgress: progress,
      onReject: refused,
      // Where it points could be anywhere, and dear: only the agent calls numbers.
      onRedirect: refused,
    });
  }

  function giveUp(cause: EndCause): void {
    clearTimeout(patience);
    request.cancel();
    body.end(cause);
  }
  const patience = setTimeout(() => giveUp("no_answer"), longestRingMs);
  patience.unref();
  call();

  return {
    id,
    trunkId: trunk.id,
    direction: "out",
    from,
    to: number,
    ring: () => {},
    earlyMedia: () => {},
    answer: () => {},
    hangUp(cause: EndCause = "hung_up") {
      if (body.over) return;
      if (body.session) body.drop(cause);
      else giveUp(cause === "hung_up" ? "cancelled" : cause);
    },
    ...standing.commands,
  };
}
