import type { IncomingNotifyRequest, IncomingReferRequest } from "sip.js/lib/core/index.js";
import { mayBeCalled, plainNumber } from "../trunk/fraud-guards.ts";
import { trunkUri } from "../trunk/trunk-addresses.ts";
import type { LegBody, LegParts } from "./leg-body.ts";

/** A transfer that nobody reports on has not worked. */
const transferMs = 60_000;

const sipfrag = (content: string) => ({
  contentDisposition: "render",
  contentType: "message/sipfrag;version=2.0",
  content,
});

/** Escapes that are none stand for themselves. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** REFER (RFC 3515), ours and theirs. */
export function createTransfers(parts: LegParts, body: LegBody) {
  const { trunk } = parts;
  let waiting: ((reached: boolean) => void) | undefined;

  function onNotify(notify: IncomingNotifyRequest): void {
    notify.accept();
    const status = Number(/^SIP\/2\.0 (\d{3})/i.exec(notify.message.body)?.[1]);
    const ended = /^terminated/i.test(notify.message.getHeader("subscription-state") ?? "");
    if (!waiting || !(status >= 200 || ended)) return;
    const reached = status >= 200 && status < 300;
    waiting(reached);
    if (!reached) return;
    body.bye();
    body.end("transferred");
  }

  function tell(line: string, state: string): void {
    if (body.over) return;
    const extraHeaders = ["Event: refer", `Subscription-State: ${state}`, body.contactLine];
    try {
      body.session?.notify(undefined, { extraHeaders, body: sipfrag(line) });
    } catch {
      // The call ended under it; nobody waits for the news any more.
    }
  }

  function onRefer(refer: IncomingReferRequest): void {
    const uri: { user?: string } | undefined = refer.message.parseHeader("refer-to")?.uri;
    if (!uri?.user) {
      refer.reject({ statusCode: 400 });
      return;
    }
    let open = true;
    body.events.refer({
      target: unescaped(uri.user),
      accept() {
        if (!open) return;
        open = false;
        refer.accept({ statusCode: 202, extraHeaders: [body.contactLine] });
        tell("SIP/2.0 100 Trying", "active;expires=60");
      },
      refuse() {
        if (open) refer.reject({ statusCode: 603 });
        open = false;
      },
      finished(reached) {
        tell(reached ? "SIP/2.0 200 OK" : "SIP/2.0 503 Service Unavailable", "terminated;reason=noresource");
      },
    });
  }

  function transfer(number: string): Promise<boolean> {
    const plain = plainNumber(number);
    const { session } = body;
    // The carrier would call it on our account.
    if (!session || body.over || waiting || !plain || !mayBeCalled(trunk, plain))
      return Promise.resolve(false);
    return new Promise((resolve) => {
      const settle = (reached: boolean) => {
        clearTimeout(late);
        body.atEnd.delete(gone);
        waiting = undefined;
        resolve(reached);
      };
      const gone = () => settle(false);
      const late = setTimeout(gone, transferMs);
      waiting = settle;
      body.atEnd.add(gone);
      const extraHeaders = [`Refer-To: <${trunkUri(trunk, plain)}>`, body.contactLine];
      try {
        session.refer({ onReject: gone, onRedirect: gone }, { extraHeaders });
      } catch {
        gone();
      }
    });
  }

  return {
    onNotify,
    onRefer,
    transfer,
    /** A goodbye while we wait for a transfer is how many say that it worked. */
    byeMeansReached(): boolean {
      const waited = waiting !== undefined;
      waiting?.(true);
      return waited;
    },
  };
}
