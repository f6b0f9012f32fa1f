import {
  type IncomingInviteRequest,
  type IncomingRequestMessage,
  LoggerFactory,
  Timers,
  TransactionState,
  type Transport,
  URI,
  UserAgentCore,
} from "sip.js/lib/core/index.js";
import { refusal, type Screened, screenMessage } from "../text/screen-message.ts";
import { firstOf, type SipText, splitMessage } from "../text/sip-text.ts";
import { readVia, type SipSource, type SipTarget, targetOfResponse, type Via } from "../text/via.ts";
import type { Wire, WireOptions } from "../transport/wire.ts";
import { keepBestChallenge, type SipAccount, TrunkDigest } from "./digest.ts";
import { type Names, resolveHop, uriOfNextHop } from "./next-hop.ts";
import { parseMessage } from "./parse-message.ts";
import { createRetransmission, type SipTimers, sipTimers } from "./retransmission.ts";

interface EndpointOptions {
  /** What others reach us by: in Via and Contact. */
  readonly publicAddress: string;
  readonly openWire: (options: Pick<WireOptions, "receive" | "admit" | "note">) => Promise<Wire>;
  /** `spokenTo`: we have asked this address something, and its answer may be on the way. */
  readonly admit: (from: SipSource, spokenTo: boolean) => boolean;
  readonly onInvite: (invite: IncomingInviteRequest, from: SipSource) => void;
  readonly accountOf: (callId: string) => SipAccount | undefined;
  readonly note: (what: string, about: Readonly<Record<string, unknown>>) => void;
  readonly names?: Names;
  readonly timers?: SipTimers;
  readonly product?: string;
}

/** What a request may ask of us. PRACK and UPDATE are not offered, so nobody needs them. */
const rules = {
  methods: ["INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "REFER", "NOTIFY"],
  extensions: ["timer"],
};

// Made for reliable transports, the core forgets a transaction at once; over UDP its echoes come for a while.
Object.assign(Timers, { TIMER_D: 32_000, TIMER_I: 5_000, TIMER_J: 32_000, TIMER_K: 5_000 });

/** Requests that begin something and that nobody here wants: answered without keeping anything. */
const outsideDialog: Readonly<Record<string, readonly [number, string]>> = {
  NOTIFY: [481, "Subscription Does Not Exist"],
  REFER: [603, "Decline"],
  INFO: [481, "Call Does Not Exist"],
  BYE: [481, "Call Does Not Exist"],
};

/**
 * One wire and the core of SIP.js above it. Here is what the core leaves to its transport, and what it lacks since its
 * transport was always a WebSocket: answers by Via, next hops, repetition over UDP, whom a request is matched with.
 */
export async function openEndpoint(options: EndpointOptions) {
  const { publicAddress, note, accountOf, onInvite, names, timers = sipTimers } = options;
  const host = publicAddress.includes(":") ? `[${publicAddress}]` : publicAddress;
  const repeats = createRetransmission(timers);
  const spokenTo = createRecent();
  let current: SipSource | undefined;

  async function put(message: string, to: SipTarget): Promise<void> {
    await wire.send(Buffer.from(message, "latin1"), to);
  }
  const again = (message: string, to: SipTarget) => () => {
    put(message, to).catch((error: unknown) => note("sip.unsent", { ...to, message: String(error) }));
  };

  async function sendRequest(message: string, text: SipText, branch: string): Promise<void> {
    const hop = uriOfNextHop(text);
    if (!hop) throw new Error("no next hop");
    const to = await resolveHop(hop, wire.protocol, names);
    spokenTo.add(to.address);
    if (wire.protocol === "UDP")
      repeats.requestSent(branch, text.startLine.split(" ")[0] ?? "", again(message, to));
    await put(message, to);
  }

  async function sendResponse(message: string, text: SipText, branch: string): Promise<void> {
    const via = readVia(firstOf(text, "via") ?? "");
    if (!via) throw new Error("an answer without Via");
    const to = targetOfResponse(via, wire.protocol);
    const [, method = ""] = (firstOf(text, "cseq") ?? "").split(/\s+/);
    const status = Number(text.startLine.split(" ")[1]);
    if (wire.protocol === "UDP") repeats.responseSent(branch, method, status, again(message, to));
    await put(message, to);
  }

  const transport: Transport = {
    get protocol() {
      return wire.protocol;
    },
    async send(message) {
      const text = splitMessage(message);
      if (!text) throw new Error("no message");
      const branch = readVia(firstOf(text, "via") ?? "")?.parameters.get("branch") ?? "";
      await (text.startLine.startsWith("SIP/")
        ? sendResponse(message, text, branch)
        : sendRequest(message, text, branch));
    },
  };

  function receive(bytes: Buffer, from: SipSource): void {
    try {
      take(screenMessage(bytes.toString("latin1"), from, rules), from);
    } catch (error) {
      // The core throws where a peer breaks its expectations; the message is lost, and nothing else.
      note("sip.unexpected", { ...from, message: String(error) });
    }
  }

  function answer(message: string): void {
    transport.send(message).catch((error: unknown) => note("sip.unsent", { message: String(error) }));
  }

  function take(screened: Screened, from: SipSource): void {
    if (screened.kind === "dropped" || screened.kind === "refused") {
      note(`sip.${screened.kind}`, { ...from, because: screened.because });
      if (screened.kind === "refused") answer(screened.answer);
      return;
    }
    const { text, via } = screened;
    const branch = via.parameters.get("branch") ?? "";
    if (screened.kind === "response") {
      const [, method = ""] = (firstOf(text, "cseq") ?? "").split(/\s+/);
      repeats.responseReceived(branch, method, screened.status);
      const message = parseMessage(keepBestChallenge(text));
      if (message && "statusCode" in message) {
        message.viaBranch = branch;
        core.receiveIncomingResponseFromTransport(message);
      }
      return;
    }
    takeRequest(screened, branch, from);
  }

  function takeRequest(
    { method, text, via }: Screened & { kind: "request" },
    branch: string,
    from: SipSource,
  ) {
    if (method === "ACK") repeats.ackReceived(branch);
    const outside = outsideDialog[method];
    if (outside && !/;\s*tag\s*=/i.test(firstOf(text, "to") ?? "")) return answer(refusal(text, ...outside));
    const message = parseMessage(withoutTelephoneUri(text, host));
    const request = message && !("statusCode" in message) && message.ruri ? message : undefined;
    if (request) passOn(request, transactionKey(request, branch, via), from);
    else if (method !== "ACK") answer(refusal(text, 400, "Bad Request"));
  }

  function passOn(message: IncomingRequestMessage, key: string, from: SipSource): void {
    message.viaBranch = key;
    // Whatever number was called is for us: whether it is anybody's is decided by who takes the call.
    if (message.ruri) core.configuration.aor = message.ruri;
    current = from;
    try {
      core.receiveIncomingRequestFromTransport(message);
    } catch (error) {
      note("sip.unexpected", { ...from, message: String(error) });
      if (message.method !== "ACK") refuseBroken(core, message);
    }
  }

  const loggers = new LoggerFactory();
  loggers.builtinEnabled = false;
  const admit = (from: SipSource) => options.admit(from, spokenTo.has(from.address));
  const wire = await options.openWire({ receive, admit, note });
  const contact = new URI("sip", "sidetone", host, wire.port, {
    transport: wire.protocol.toLowerCase(),
  });
  const core = new UserAgentCore(
    {
      ...coreSettings(contact, options.product ?? "Sidetone"),
      loggerFactory: loggers,
      authenticationFactory: () => new TrunkDigest(loggers, accountOf),
      transportAccessor: () => transport,
    },
    { onInvite: (invite) => current && onInvite(invite, current) },
  );

  return {
    core,
    protocol: wire.protocol,
    port: wire.port,
    contact,
    /** What is kept of transactions and dialogs, for tests and figures. */
    size: () => core.userAgentClients.size + core.userAgentServers.size + core.dialogs.size + repeats.size(),
    async close(): Promise<void> {
      repeats.dispose();
      core.dispose();
      await wire.close();
    },
  };
}

/** Addresses of the last while: longer than any transaction lives, and than a call rings. */
function createRecent(keepMs = 300_000, most = 1_000) {
  const seen = new Map<string, number>();
  return {
    add(address: string): void {
      seen.delete(address);
      seen.set(address, Date.now());
      const [oldest] = seen.keys();
      if (seen.size > most && oldest !== undefined) seen.delete(oldest);
    },
    has: (address: string): boolean => Date.now() - (seen.get(address) ?? Number.NEGATIVE_INFINITY) < keepMs,
  };
}

/** RFC 3261 17.2.3 matches by branch and sent-by; requests of before it have no branch worth the name. */
function transactionKey(message: IncomingRequestMessage, branch: string, { host, port }: Via): string {
  const old = `${message.callId} ${message.fromTag} ${message.cseq} ${message.ruri}`;
  return `${branch.startsWith("z9hG4bK") ? branch : old} ${host}:${port ?? ""}`;
}

/** The core gave up half-way: whoever asked gets an answer, and no transaction is left waiting for one. */
function refuseBroken(core: UserAgentCore, message: IncomingRequestMessage): void {
  const begun = core.userAgentServers.get(message.viaBranch);
  const refuse = { statusCode: 400, reasonPhrase: "Bad Request" };
  if (!begun) core.replyStateless(message, refuse);
  else if ([TransactionState.Trying, TransactionState.Proceeding].includes(begun.transaction.state))
    begun.reject(refuse);
}

/** What the core writes into what it sends. */
const coreSettings = (contact: URI, product: string) => ({
  aor: contact,
  contact: { uri: contact, pubGruu: undefined, tempGruu: undefined, toString: () => `<${contact}>` },
  displayName: "",
  hackViaTcp: false,
  routeSet: [],
  sipjsId: `${crypto.randomUUID().slice(0, 8)}-`,
  supportedOptionTags: ["timer"],
  supportedOptionTagsResponse: ["timer"],
  userAgentHeaderFieldValue: product,
  viaForceRport: true,
  viaHost: `${contact.host}:${contact.port}`,
});

export type SipEndpoint = Awaited<ReturnType<typeof openEndpoint>>;

/** The grammar of the core knows no `tel:`; as RFC 3261 19.1.6 says, it means the same as a number at our own address. */
function withoutTelephoneUri(text: SipText, host: string): SipText {
  const startLine = text.startLine.replace(
    /^(\S+) tel:([^\s;]+)\S* /i,
    (_all, method: string, number: string) => `${method} sip:${number}@${host};user=phone `,
  );
  return { ...text, startLine };
}
