import { firstOf, type SipText, splitList, splitMessage, valuesOf, writeMessage } from "./sip-text.ts";
import { oneViaPerLine, readVia, type SipSource, stampReceived, type Via } from "./via.ts";

/** What a message turned out to be before anything deeper looks at it. `because` is for the log. */
export type Screened =
  | { readonly kind: "request"; readonly method: string; readonly text: SipText; readonly via: Via }
  | { readonly kind: "response"; readonly status: number; readonly text: SipText; readonly via: Via }
  | { readonly kind: "refused"; readonly answer: string; readonly because: string }
  | { readonly kind: "dropped"; readonly because: string };

interface ScreenRules {
  /** RFC 3261 8.2.2.3: what a request may require of us. */
  readonly extensions: readonly string[];
  readonly methods: readonly string[];
}

const token = "[A-Za-z0-9.!%*_+`'~-]+";
const requestLine = new RegExp(`^(${token}) ([^\\s<>]+) SIP/2\\.0$`, "i");
const anyRequestLine = new RegExp(`^\\s*(${token})\\s+.*SIP/(\\S+)\\s*$`, "i");
const statusLine = /^SIP\/2\.0 ([1-6]\d\d)(?: .*)?$/i;
const onceOnly = ["from", "to", "call-id", "cseq", "content-length", "content-type", "max-forwards"];

/** The answer to a request that no parser took: only what RFC 3261 8.2.6.2 wants to be copied, as it was written. */
export function refusal(text: SipText, status: number, words: string, more: readonly string[] = []): string {
  const copied = ["from", "to", "call-id", "cseq"].flatMap((name) => {
    const value = firstOf(text, name);
    if (value === undefined) return [];
    return [{ name, value: name === "to" && !/;\s*tag\s*=/i.test(value) ? `${value};tag=refused` : value }];
  });
  const vias = valuesOf(text, "via").map((value) => ({ name: "via", value }));
  const extra = more.map((line) => {
    const colon = line.indexOf(":");
    return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
  });
  const headers = [...vias, ...copied, ...extra, { name: "content-length", value: "0" }];
  return writeMessage({ startLine: `SIP/2.0 ${status} ${words}`, headers, body: "" });
}

interface Fault {
  readonly status: number;
  readonly words: string;
  readonly more?: readonly string[];
}
const bad = (words: string): Fault => ({ status: 400, words: `Bad Request - ${words}` });

/** Beyond these nothing of a call needs to be, and no parser has to try. */
const longestHeader = 4_096;
const mostHeaders = 200;

function sizeFault({ headers }: SipText): Fault | undefined {
  const fits = headers.length <= mostHeaders && headers.every(({ value }) => value.length <= longestHeader);
  return fits ? undefined : { status: 513, words: "Message Too Large" };
}

function headerFault(text: SipText): Fault | undefined {
  for (const name of ["from", "to", "call-id", "cseq"])
    if (!firstOf(text, name)) return bad(`Missing ${name}`);
  for (const name of onceOnly)
    if (
      new Set(valuesOf(text, name)).size > 1 ||
      (valuesOf(text, name).length > 1 && name !== "content-length")
    )
      return bad(`More than one ${name}`);
  const forwards = firstOf(text, "max-forwards");
  if (forwards !== undefined && (!/^\d{1,8}$/.test(forwards) || Number(forwards) > 255))
    return bad("Max-Forwards");
  for (const name of ["from", "to"])
    if (!isBalanced(firstOf(text, name) ?? "")) return bad(`Malformed ${name}`);
  return undefined;
}

/** Quotes and angle brackets are closed, and nothing but a name stands before them. */
function isBalanced(value: string): boolean {
  const bare = value.replace(/"(?:[^"\\]|\\.)*"/gs, "");
  if (bare.includes('"')) return false;
  const angle = /^([^<>]*)<([^<>\s][^<>]*[^<>\s])>([^<>]*)$/.exec(bare);
  if (!angle) return !/[<>]/.test(bare);
  return /^[A-Za-z0-9.!%*_+`'~\s\u0080-\uFFFF-]*$/.test(angle[1] ?? "") && !/\s/.test(angle[2] ?? "");
}

function cseqFault(text: SipText, method: string): Fault | undefined {
  const match = new RegExp(`^(\\d{1,10})\\s+(${token})$`).exec(firstOf(text, "cseq") ?? "");
  if (!match || Number(match[1]) >= 2 ** 31) return bad("CSeq");
  return match[2] === method ? undefined : bad("CSeq is of another method");
}

function schemeFault(uri: string): Fault | undefined {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(uri)?.[1]?.toLowerCase();
  if (!scheme) return bad("Request-URI");
  return ["sip", "sips", "tel"].includes(scheme)
    ? undefined
    : { status: 416, words: "Unsupported URI Scheme" };
}

function ruleFault(text: SipText, method: string, rules: ScreenRules): Fault | undefined {
  if (!rules.methods.includes(method)) {
    const known =
      /^[A-Z]+$/.test(method) && ["REGISTER", "SUBSCRIBE", "PUBLISH", "MESSAGE", "UPDATE"].includes(method);
    const more = [`Allow: ${rules.methods.join(", ")}`];
    return known
      ? { status: 405, words: "Method Not Allowed", more }
      : { status: 501, words: "Not Implemented", more };
  }
  if (method === "ACK" || method === "CANCEL") return undefined;
  const wanted = valuesOf(text, "require").flatMap(splitList);
  const lacking = wanted.filter((one) => !rules.extensions.includes(one.toLowerCase()));
  if (lacking.length === 0) return undefined;
  return { status: 420, words: "Bad Extension", more: [`Unsupported: ${lacking.join(", ")}`] };
}

/** The body has the length that was promised; what follows it in a datagram is discarded (RFC 3261 18.3). */
function cutBody(text: SipText): SipText | undefined {
  const promised = firstOf(text, "content-length");
  if (promised === undefined) return text;
  if (!/^\d{1,6}$/.test(promised) || Number(promised) > text.body.length) return undefined;
  return { ...text, body: text.body.slice(0, Number(promised)) };
}

function screenResponse(text: SipText, via: Via): Screened {
  const status = Number(statusLine.exec(text.startLine)?.[1]);
  if (!status) return { kind: "dropped", because: "a response with no status" };
  if (sizeFault(text) ?? headerFault(text)) return { kind: "dropped", because: "a malformed response" };
  const whole = cutBody(text);
  if (!whole) return { kind: "dropped", because: "a response cut short" };
  const method = (firstOf(text, "cseq") ?? "").split(/\s+/)[1] ?? "";
  if (cseqFault(text, method)) return { kind: "dropped", because: "a response with no CSeq" };
  return { kind: "response", status, text: whole, via };
}

/**
 * Looks at the outside of a message: what is no SIP is dropped, a malformed request is refused as RFC 3261 says, a malformed
 * response is dropped (18.1.2). What passes has each mandatory header once and in its full name.
 */
export function screenMessage(raw: string, source: SipSource, rules: ScreenRules): Screened {
  const split = splitMessage(raw);
  if (!split) return { kind: "dropped", because: "no SIP message" };
  const plain = oneViaPerLine(split);
  const isResponse = /^SIP\//i.test(plain.startLine);
  const via = readVia(firstOf(plain, "via") ?? "");
  if (!via) return { kind: "dropped", because: "no Via by which to answer" };
  if (isResponse) return screenResponse(plain, via);

  const text = stampReceived(plain, source);
  const line = requestLine.exec(text.startLine);
  const method = line?.[1] ?? anyRequestLine.exec(text.startLine)?.[1] ?? "";
  const whole = cutBody(text);
  const fault =
    startFault(text.startLine, line) ??
    sizeFault(text) ??
    headerFault(text) ??
    cseqFault(text, method) ??
    (whole ? undefined : bad("Content-Length")) ??
    schemeFault(line?.[2] ?? "") ??
    ruleFault(text, method, rules);
  if (!fault && whole)
    return { kind: "request", method, text: whole, via: readVia(firstOf(text, "via") ?? "") ?? via };
  if (method === "ACK" || method === "" || !fault)
    return { kind: "dropped", because: fault?.words ?? "no request" };
  return {
    kind: "refused",
    answer: refusal(text, fault.status, fault.words, fault.more),
    because: fault.words,
  };
}

function startFault(startLine: string, line: RegExpExecArray | null): Fault | undefined {
  if (line) return undefined;
  const version = anyRequestLine.exec(startLine)?.[2];
  return version !== undefined && version !== "2.0"
    ? { status: 505, words: "Version Not Supported" }
    : bad("Request-Line");
}
