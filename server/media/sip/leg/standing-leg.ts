import type { IncomingAckRequest, IncomingInfoRequest, Session } from "sip.js/lib/core/index.js";
import { causeOfEnd } from "../trunk/end-causes.ts";
import { createSessionChanges } from "./change-session.ts";
import { descriptionIn, type LegBody, type LegParts } from "./leg-body.ts";
import type { PhoneLeg } from "./phone-leg.ts";
import { createTransfers } from "./transfers.ts";

/** What a leg can do once it is answered, and what the phone may ask of it. */
export function createStandingLeg(parts: LegParts, body: LegBody, weCalled: boolean) {
  const { trunk, media } = parts;
  const changes = createSessionChanges(parts, body, weCalled);
  const transfers = createTransfers(parts, body);

  function onAck({ message }: IncomingAckRequest): void {
    if (body.byeOwed()) {
      body.bye();
      return;
    }
    if (!changes.takesAnswer()) return;
    const heard = descriptionIn(message, trunk);
    if (heard) body.take(heard, true);
    else body.drop("failed");
  }

  function onInfo(info: IncomingInfoRequest): void {
    const type = info.message.getHeader("content-type")?.toLowerCase() ?? "";
    const key = /^\s*Signal\s*=\s*([0-9*#A-D])\s*$/im.exec(info.message.body)?.[1];
    if (!type.startsWith("application/dtmf-relay") || !key) {
      info.reject({ statusCode: 415, extraHeaders: ["Accept: application/dtmf-relay"] });
      return;
    }
    info.accept();
    const durationMs = Number(/^\s*Duration\s*=\s*(\d{1,5})\s*$/im.exec(info.message.body)?.[1] ?? 0);
    body.events.key({ key, durationMs });
  }

  function sendDigits(digits: string): boolean {
    if (media.pressKeys(digits)) return true;
    if (!body.session || body.over || !/^[0-9*#A-D]{1,64}$/i.test(digits)) return false;
    for (const key of digits.toUpperCase()) {
      const content = `Signal=${key}\r\nDuration=160\r\n`;
      body.session.info(undefined, {
        body: { contentDisposition: "render", contentType: "application/dtmf-relay", content },
      });
    }
    return true;
  }

  return {
    /** The call is answered, and this is its session from now on. */
    begin(session: Session, answerComesLater: boolean): void {
      body.stand(session);
      if (answerComesLater) changes.expectAnswer();
      session.delegate = {
        onAck,
        onAckTimeout: () => {
          body.bye();
          body.end("lost");
        },
        onBye(bye) {
          bye.accept();
          body.end(
            transfers.byeMeansReached() ? "transferred" : causeOfEnd(bye.message.getHeader("reason"), true),
          );
        },
        onInfo,
        onInvite: changes.onInvite,
        onNotify: transfers.onNotify,
        onRefer: transfers.onRefer,
      };
    },
    commands: {
      hold: () => changes.hold(true),
      resume: () => changes.hold(false),
      transfer: transfers.transfer,
      sendDigits,
      hear: media.hear,
      forget: media.forget,
      stats: media.stats,
    } satisfies Partial<PhoneLeg>,
  };
}
