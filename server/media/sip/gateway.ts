import { randomUUID } from "node:crypto";
import type { IncomingInviteRequest } from "sip.js/lib/core/index.js";
import { createFrameClock } from "../phone/frame-clock.ts";
import { openPhoneMedia } from "../phone/phone-media.ts";
import { createRtpPorts, NoPortFree } from "../phone/rtp-ports.ts";
import { type Accounts, type Line, openLines } from "./gateway-lines.ts";
import type { GatewayOptions } from "./gateway-options.ts";
import { createInboundLeg, faultOfInvite } from "./leg/inbound-leg.ts";
import { nobody } from "./leg/leg-body.ts";
import { createOutboundLeg } from "./leg/outbound-leg.ts";
import type { PhoneLeg, PhoneLegEvents, PhoneParty } from "./leg/phone-leg.ts";
import type { SipSource } from "./text/via.ts";
import { fitsLine, type GuardRefusal, judgeOutgoing } from "./trunk/fraud-guards.ts";

/** Why a call could not even be tried. */
export type CallRefusal = GuardRefusal | "no_such_trunk" | "no_port_free";

/** A challenge of the goodbye may come after the end. */
const passwordMs = 40_000;

/** For the goodbyes to be on their way before the sockets close. */
const goodbyeMs = 300;

/** The telephone exchange of ours: lines to carriers, and a leg for each phone that is in a call. */
export async function openGateway(options: GatewayOptions) {
  const { address, publicAddress, events } = options;
  const now = () => performance.now();
  const clock = createFrameClock();
  const ports = createRtpPorts(address, options.rtpPorts);
  const accounts: Accounts = new Map();
  const legs = new Map<string, PhoneLeg>();

  /** A place on the line and a path for the sound; both are given back at the end of the leg. */
  async function prepare({ trunk, endpoint, use }: Line, callId: string, listener: () => PhoneLegEvents) {
    const id = randomUUID();
    use.begin(id);
    const onEnd = () => {
      use.end(id);
      legs.delete(id);
      setTimeout(() => accounts.delete(callId), passwordMs).unref();
    };
    try {
      const media = await openPhoneMedia(ports, clock, {
        opus: (...said) => listener().opus(...said),
        key: (press) => listener().key(press),
      });
      if (trunk.account) accounts.set(callId, trunk.account);
      return { id, trunk, endpoint, media, mediaAddress: publicAddress, onEnd };
    } catch (error) {
      onEnd();
      throw error;
    }
  }

  /** Whether a call has to be turned away before anybody is asked. */
  function turnedAway(invite: IncomingInviteRequest, line: Line | undefined): boolean {
    if (!line) {
      invite.reject({ statusCode: 403 });
      return true;
    }
    const fault = faultOfInvite(invite, line.trunk);
    if (fault) {
      invite.reject(fault);
      return true;
    }
    const refused = fitsLine(line.trunk, line.use.use(), now());
    if (!refused) return false;
    events.note("sip.call_refused", { trunkId: line.trunk.id, refused });
    invite.reject({ statusCode: 503, extraHeaders: ["Retry-After: 10"] });
    return true;
  }

  async function takeCall(
    invite: IncomingInviteRequest,
    { protocol, address: source }: SipSource,
  ): Promise<void> {
    let answered = false;
    const reject = (statusCode: number) => {
      if (!answered) invite.reject({ statusCode });
      answered = true;
    };
    try {
      invite.trying();
      const line = opened
        .lines()
        .find(({ trunk, isSource }) => trunk.protocol === protocol && isSource(source));
      if (turnedAway(invite, line) || !line) return;
      invite.delegate = { onCancel: () => reject(487) };
      let current = () => nobody;
      const parts = await prepare(line, invite.message.callId, () => current());
      if (answered) {
        parts.media.close();
        parts.onEnd();
        return;
      }
      answered = true;
      const { leg, listen, events: listener } = createInboundLeg(parts, invite);
      current = listener;
      legs.set(parts.id, leg);
      const taken = events.incoming(leg);
      if (typeof taken === "string") leg.hangUp(taken);
      else listen(taken);
    } catch (error) {
      events.note("sip.call_failed", { message: String(error) });
      reject(error instanceof NoPortFree ? 503 : 500);
    }
  }

  const opened = await openLines(options, accounts, (invite, from) => void takeCall(invite, from));

  return {
    /** The ports that are really listened to. */
    ports: opened.ports,
    /** What the cores keep of transactions and dialogs. */
    size: opened.size,
    /** Lines that want a protocol which is not listened to; they are left out. */
    without: opened.without,
    /** @returns the lines that are left out now. Calls that stand go on as they began. */
    setTrunks: opened.setTrunks,
    registrations: opened.registrations,
    legs: (): readonly PhoneLeg[] => [...legs.values()],
    /** Calls a number on a line, if its rules allow it. The caller's number is the call service's to choose. */
    async call(
      wish: { readonly trunkId: string; readonly number: string; readonly from: PhoneParty },
      listener: PhoneLegEvents,
    ): Promise<{ readonly leg: PhoneLeg } | { readonly refused: CallRefusal }> {
      const line = opened.lines().find(({ trunk }) => trunk.id === wish.trunkId);
      if (!line) return { refused: "no_such_trunk" };
      const judged = judgeOutgoing(line.trunk, wish.number, line.use.use(), now());
      if ("refused" in judged) return judged;
      const callId = randomUUID();
      try {
        const parts = await prepare(line, callId, () => listener);
        const leg = createOutboundLeg({ ...parts, callId, number: judged.number, from: wish.from }, listener);
        legs.set(parts.id, leg);
        return { leg };
      } catch (error) {
        if (error instanceof NoPortFree) return { refused: "no_port_free" };
        throw error;
      }
    },
    /** Ends all calls, takes registrations back, closes all sockets. */
    async close(): Promise<void> {
      const standing = [...legs.values()];
      for (const leg of standing) leg.hangUp("lost");
      if (standing.length > 0) await new Promise((resolve) => setTimeout(resolve, goodbyeMs));
      await opened.close();
      clock.stop();
    },
  };
}
export type Gateway = Awaited<ReturnType<typeof openGateway>>;
