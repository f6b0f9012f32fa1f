/** One header line, unfolded, its name in full ("v" is "Via") and as it is usually written. */
export interface SipHeader {
  readonly name: string;
  readonly value: string;
}

/** A message taken apart no further than its lines. Characters are bytes (latin1), so that lengths are those of the wire. */
export interface SipText {
  readonly startLine: string;
  readonly headers: readonly SipHeader[];
  readonly body: string;
}

/** RFC 3261 7.3.3, and the later ones that a phone may send. */
const compactNames: Readonly<Record<string, string>> = {
  c: "content-type",
  e: "content-encoding",
  f: "from",
  i: "call-id",
  k: "supported",
  l: "content-length",
  m: "contact",
  o: "event",
  r: "refer-to",
  s: "subject",
  t: "to",
  u: "allow-events",
  v: "via",
  x: "session-expires",
};

const fullName = (name: string): string => {
  const lower = name.trim().toLowerCase();
  return compactNames[lower] ?? lower;
};

/** @returns nothing when it is not a SIP message at all: no end of the headers, or a line without a name. */
export function splitMessage(raw: string): SipText | undefined {
  const text = raw.replace(/^(?:\r?\n)+/, "");
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [startLine, ...lines] = text.slice(0, end).split("\r\n");
  if (!startLine) return undefined;
  const headers: { name: string; value: string }[] = [];
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      const last = headers.at(-1);
      if (!last) return undefined;
      last.value = `${last.value} ${line.trim()}`.trim();
      continue;
    }
    const colon = line.indexOf(":");
    if (colon < 1) return undefined;
    headers.push({ name: fullName(line.slice(0, colon)), value: line.slice(colon + 1).trim() });
  }
  return { startLine, headers, body: text.slice(end + 4) };
}

/** The message as it is sent. */
export function writeMessage({ startLine, headers, body }: SipText): string {
  const lines = headers.map(({ name, value }) => `${name}: ${value}`);
  return `${[startLine, ...lines].join("\r\n")}\r\n\r\n${body}`;
}

export const valuesOf = ({ headers }: SipText, name: string): string[] =>
  headers.filter((header) => header.name === name).map(({ value }) => value);
export const firstOf = (text: SipText, name: string): string | undefined => valuesOf(text, name)[0];

/** A list of values with commas between them, where those in quotes or angle brackets are no commas of the list. */
const listItem = /(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|[^,"<]|["<])+/gs;

/** Cuts at commas that stand neither in quotes nor in angle brackets. */
export const splitList = (value: string): string[] =>
  (value.match(listItem) ?? []).map((part) => part.trim()).filter((part) => part !== "");
