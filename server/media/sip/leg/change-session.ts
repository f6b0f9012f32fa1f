import type { IncomingInviteRequest } from "sip.js/lib/core/index.js";
import { descriptionIn, type LegBody, type LegParts } from "./leg-body.ts";
import { leastSeconds, pactOfRequest, pactOfResponse } from "./session-timer.ts";

const tries = 3;

/** RFC 3261 14.1: when both asked at once, each waits a while by chance, who began the call longer. */
const waitAfterGlare = (weCalled: boolean): number => (weCalled ? 2_100 : 0) + Math.random() * 1_900;

/** Re-INVITE, theirs and ours: hold and resume, another address, and the sign that the call still stands. */
export function createSessionChanges(parts: LegParts, body: LegBody, weCalled: boolean) {
  const { trunk } = parts;
  let changing = false;
  /** We proposed, since they asked us to; their answer comes with the acknowledgement. */
  let answerDue = false;

  /** @returns the status that it was answered with. */
  function propose(): Promise<number> {
    return new Promise((resolve) => {
      const gone = () => resolve(481);
      body.atEnd.add(gone);
      const settle = (status: number) => {
        body.atEnd.delete(gone);
        resolve(status);
      };
      const seconds = body.pact()?.seconds ?? trunk.sessionSeconds;
      const timerLines = [`Session-Expires: ${seconds};refresher=uac`, `Min-SE: ${leastSeconds}`];
      try {
        body.session?.invite(
          {
            onAccept({ message, ack }) {
              ack();
              const heard = descriptionIn(message, trunk);
              if (heard) body.take(heard, true);
              body.keep(pactOfResponse(message, trunk.sessionSeconds));
              settle(200);
            },
            onReject: ({ message }) => settle(message.statusCode ?? 500),
            onRedirect: () => settle(300),
          },
          { body: body.offer(), extraHeaders: [body.contactLine, ...timerLines] },
        );
      } catch {
        // Another change of theirs or ours is under way.
        settle(491);
      }
    });
  }

  async function proposePatiently(): Promise<number> {
    for (let tried = 1; ; tried++) {
      const status = await propose();
      if (status !== 491 || tried === tries || body.over) return status;
      await new Promise((resolve) => setTimeout(resolve, waitAfterGlare(weCalled)));
    }
  }

  /** Refreshes in a row that failed for another reason: a way that is blocked, a phone that is confused. */
  let unkept = 0;

  async function refresh(): Promise<void> {
    if (changing || body.over) return;
    const status = await proposePatiently();
    // RFC 4028 7.4 and RFC 3261 12.2.1.2: nobody is there, or nobody who knows of this call.
    unkept = status === 200 ? 0 : unkept + 1;
    if (status === 408 || status === 481 || unkept === tries) body.drop("lost");
    else if (unkept > 0) body.keep({ seconds: leastSeconds, refresher: "us" });
  }
  body.onRefresh = () => void refresh();

  return {
    async hold(wanted: boolean): Promise<boolean> {
      if (!body.session || body.over || changing) return false;
      if (body.holding === wanted) return true;
      changing = true;
      body.setHolding(wanted);
      const status = await proposePatiently();
      changing = false;
      if (status === 200) return true;
      body.setHolding(!wanted);
      if (status === 408 || status === 481) body.drop("lost");
      return false;
    },
    /** They propose a change. */
    onInvite(invite: IncomingInviteRequest): void {
      const agreed = pactOfRequest(invite.message, trunk.sessionSeconds);
      if ("tooShort" in agreed) {
        invite.reject({ statusCode: 422, extraHeaders: [`Min-SE: ${leastSeconds}`] });
        return;
      }
      const extraHeaders = [body.contactLine, ...agreed.lines];
      if (invite.message.body === "") {
        answerDue = true;
        invite.accept({ statusCode: 200, body: body.offer(), extraHeaders });
      } else {
        const heard = descriptionIn(invite.message, trunk);
        if (!heard) {
          invite.reject({ statusCode: 488 });
          return;
        }
        body.take(heard, false);
        const answer = body.answer();
        if (answer) invite.accept({ statusCode: 200, body: answer, extraHeaders });
      }
      body.keep(agreed.pact);
    },
    expectAnswer(): void {
      answerDue = true;
    },
    /** Whether an answer was awaited with this acknowledgement. */
    takesAnswer(): boolean {
      const due = answerDue;
      answerDue = false;
      return due;
    },
  };
}
