import { type IncomingResponse, type OutgoingRequest, URI } from "sip.js/lib/core/index.js";
import type { SipEndpoint } from "../core/sip-endpoint.ts";
import { proxyRoute, trunkUri } from "./trunk-addresses.ts";
import type { TrunkSettings } from "./trunk-settings.ts";

/** Whether the carrier knows where we are. `refused`: he does not want us so (wrong password), which a person must mend. */
export type RegistrationState =
  | { readonly state: "registering" }
  | { readonly state: "registered"; readonly seconds: number }
  | { readonly state: "refused" | "unreachable"; readonly status: number; readonly retrySeconds: number };

interface RegistrationOptions {
  readonly endpoint: Pick<SipEndpoint, "core" | "contact" | "protocol">;
  readonly trunk: TrunkSettings;
  readonly callId: string;
  onState(state: RegistrationState): void;
  /** 0 to 1, so that a thousand gateways that lost one carrier do not come back together. */
  readonly random?: () => number;
}

const [firstRetry, longestRetry] = [30, 1_800];
/** RFC 5626 4.5: doubled with each failure, and half of it by chance. */
export const retryAfter = (failures: number, random: () => number): number => {
  const most = Math.min(longestRetry, firstRetry * 2 ** Math.min(failures - 1, 10));
  return Math.round(most * (0.5 + random() / 2));
};

/** Anew in time: well before the end, with room for a repetition or two. */
export const refreshAfter = (seconds: number): number =>
  Math.max(1, seconds - Math.max(5, Math.min(seconds * 0.15, 60)));

/** The seconds that the registrar granted: those of our contact, else of the whole answer (RFC 3261 10.2.4). */
function grantedSeconds({ message }: IncomingResponse, user: string, asked: number): number {
  for (let at = 0; at < message.getHeaders("contact").length; at++) {
    const contact = message.parseHeader("contact", at);
    const seconds = Number(contact?.getParam?.("expires"));
    if (contact?.uri?.user === user && seconds > 0) return seconds;
  }
  const header = Number(message.getHeader("expires"));
  return header > 0 ? header : asked;
}

interface Answers {
  done(response: IncomingResponse): void;
  failed(response: IncomingResponse): void;
}

/** Keeps a line registered with its carrier, and takes it back at the end. */
export function startRegistration(options: RegistrationOptions) {
  const { endpoint, trunk, callId, onState, random = Math.random } = options;
  const { core, contact, protocol } = endpoint;
  const user = trunk.account?.user ?? "sidetone";
  const ours = new URI("sip", user, contact.host, contact.port, { transport: protocol.toLowerCase() });
  let seconds = trunk.registerSeconds ?? 3_600;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let request: OutgoingRequest | undefined;
  let stopped = false;

  function send(expires: number, { done, failed }: Answers): void {
    const aor = trunkUri(trunk, user);
    // The last one may have used a number more than its own, for the answer to a challenge.
    const cseq = (request?.message.cseq ?? 0) + 1;
    const message = core.makeOutgoingRequestMessage(
      "REGISTER",
      trunkUri(trunk, undefined),
      aor,
      aor,
      { callId, cseq, routeSet: proxyRoute(trunk) },
      [`Contact: <${ours}>;expires=${expires}`, `Expires: ${expires}`],
    );
    request = core.register(message, { onAccept: done, onReject: failed, onRedirect: failed });
  }

  function later(after: number): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(register, after * 1_000);
    timer.unref();
  }

  function refused({ message }: IncomingResponse): void {
    const status = message.statusCode ?? 500;
    const least = Number(message.getHeader("min-expires"));
    if (status === 423 && least > seconds && least <= 86_400) {
      seconds = least;
      later(0);
      return;
    }
    failures += 1;
    const wanted = Number(message.getHeader("retry-after"));
    const retrySeconds = Math.max(retryAfter(failures, random), wanted > 0 && wanted < 86_400 ? wanted : 0);
    later(retrySeconds);
    const state = [401, 403, 404, 407].includes(status) ? "refused" : "unreachable";
    onState({ state, status, retrySeconds });
  }

  function register(): void {
    onState({ state: "registering" });
    send(seconds, {
      done(response) {
        failures = 0;
        const granted = grantedSeconds(response, user, seconds);
        later(refreshAfter(granted));
        onState({ state: "registered", seconds: granted });
      },
      failed: refused,
    });
  }

  register();
  return {
    /** Says that we are gone; does not wait long for an answer. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await new Promise<void>((resolve) => {
        setTimeout(resolve, 500);
        send(0, { done: () => resolve(), failed: () => resolve() });
      });
    },
  };
}
