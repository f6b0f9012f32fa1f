import type { IncomingInviteRequest } from "sip.js/lib/core/index.js";
import type { EndCause } from "#shared/domain/calls/index.ts";
import { causeOfEnd, statusOfCause } from "../trunk/end-causes.ts";
import { createLegBody, descriptionIn, type LegParts } from "./leg-body.ts";
import type { PhoneLeg, PhoneLegEvents } from "./phone-leg.ts";
import { leastSeconds, pactOfRequest, type SessionPact } from "./session-timer.ts";
import { createStandingLeg } from "./standing-leg.ts";

/** Names that are written in the bytes of UTF-8, as SIP has them. */
const readName = (name: string | undefined): string =>
  Buffer.from(name ?? "", "latin1")
    .toString("utf8")
    .replace(/\p{Cc}/gu, "")
    .slice(0, 200);

/** Who calls: as the carrier vouches for it (RFC 3325), else as the caller says. */
function callerOf({ message }: IncomingInviteRequest) {
  const hidden = /\b(?:id|user)\b/i.test(message.getHeader("privacy") ?? "");
  if (hidden) return { number: "", name: "" };
  const asserted = message.getHeader("p-asserted-identity");
  const number = /(?:sips?:|tel:)([^@;>\s]+)/i.exec(asserted ?? "")?.[1] ?? message.from.uri.user ?? "";
  const anonymous = /^anonymous$/i.test(number) || message.from.uri.host.endsWith(".invalid");
  if (anonymous && !asserted) return { number: "", name: "" };
  return { number: number.slice(0, 64), name: readName(message.from.displayName) };
}

/** Whoever says what he takes for an answer (RFC 3261 20.1) takes SDP only if he says so. */
function takesSdp({ message }: IncomingInviteRequest): boolean {
  if (!message.hasHeader("accept")) return true;
  const types = message.getHeaders("accept").flatMap((value) => value.toLowerCase().split(","));
  return types.some((type) => /^\s*(?:\*\/\*|application\/(?:\*|sdp))\s*(?:;|$)/.test(type));
}

/** Why a call cannot be taken at all, before anybody is asked. */
export function faultOfInvite(
  invite: IncomingInviteRequest,
  trunk: LegParts["trunk"],
): { readonly statusCode: number; readonly extraHeaders: string[] } | undefined {
  const { message } = invite;
  if ("tooShort" in pactOfRequest(message, trunk.sessionSeconds))
    return { statusCode: 422, extraHeaders: [`Min-SE: ${leastSeconds}`] };
  if (!takesSdp(invite)) return { statusCode: 406, extraHeaders: ["Accept: application/sdp"] };
  if (message.body === "") return undefined;
  const type = message.getHeader("content-type")?.toLowerCase() ?? "";
  if (!type.startsWith("application/sdp"))
    return { statusCode: 415, extraHeaders: ["Accept: application/sdp"] };
  return descriptionIn(message, trunk) ? undefined : { statusCode: 488, extraHeaders: [] };
}

/** A phone that calls us. */
export function createInboundLeg(parts: LegParts, invite: IncomingInviteRequest) {
  const { trunk, id } = parts;
  const body = createLegBody(parts);
  const standing = createStandingLeg(parts, body, false);
  const agreed = pactOfRequest(invite.message, trunk.sessionSeconds);
  const offered = descriptionIn(invite.message, trunk);
  let answered = false;

  invite.delegate = {
    onCancel(message) {
      if (answered) return;
      invite.reject({ statusCode: 487 });
      body.end(causeOfEnd(message.getHeader("reason"), false));
    },
    onTransportError: () => body.drop("failed"),
  };

  const fresh = () => !answered && !body.over;

  const leg: PhoneLeg = {
    id,
    trunkId: trunk.id,
    direction: "in",
    from: callerOf(invite),
    to: (invite.message.ruri?.user ?? "").slice(0, 64),
    ring() {
      if (fresh()) invite.progress({ statusCode: 180 });
    },
    earlyMedia() {
      if (!fresh() || !offered) return;
      body.take(offered, false);
      const answer = body.answer();
      if (answer) invite.progress({ statusCode: 183, body: answer });
    },
    answer() {
      if (!fresh()) return;
      answered = true;
      if (offered) body.take(offered, false);
      const { pact, lines }: { pact: SessionPact; lines: readonly string[] } =
        "pact" in agreed ? agreed : { pact: { seconds: trunk.sessionSeconds, refresher: "us" }, lines: [] };
      const { session } = invite.accept({
        statusCode: 200,
        body: body.answer() ?? body.offer(),
        extraHeaders: [...lines],
      });
      standing.begin(session, !offered);
      body.keep(pact);
      body.events.answered();
    },
    hangUp(cause: EndCause = "hung_up") {
      if (body.over) return;
      if (answered) {
        body.drop(cause);
        return;
      }
      invite.reject({ statusCode: statusOfCause[cause] });
      body.end(cause);
    },
    ...standing.commands,
  };
  return {
    leg,
    listen: (events: PhoneLegEvents): void => body.listen(events),
    /** For the sound, which begins before anybody listens. */
    events: () => body.events,
    over: () => body.over,
  };
}
