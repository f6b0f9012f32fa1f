/**
 * The messages of RFC 4475 (SIP torture tests) by the names that it gives them, each octet as it is there; what it writes
 * as <hex> or <repeat> is made so. Characters are bytes (latin1).
 */
export interface TortureMessage {
  readonly name: string;
  readonly section: string;
  readonly raw: string;
  /** What it is answered; `silence`: not a word, as to every response and to what is no request. */
  readonly expect: number | "silence";
}

export const torture = (
  name: string,
  section: string,
  expect: TortureMessage["expect"],
  raw: string,
): TortureMessage => ({ name, section, expect, raw });

/** As bytes: what is not ASCII in UTF-8. */
const bytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** Written as it is read: no escapes, each line ended as on the wire. What is put in stays as it is. */
export function sip(parts: TemplateStringsArray, ...put: readonly string[]): string {
  const texts = parts.raw.map((text, index) =>
    bytes(index === 0 ? text.replace(/^\n/, "") : text).replaceAll("\n", "\r\n"),
  );
  return texts.map((text, index) => text + (put[index] ?? "")).join("");
}

/** The session that most of them have, at this address. */
export const sdp = (address: string, time = "0 0"): string => sip`
v=0
o=mhandley 29739 7272939 IN IP4 ${address}
s=-
c=IN IP4 ${address}
t=${time}
m=audio 49217 RTP/AVP 0 12
m=video 3227 RTP/AVP 31
a=rtpmap:31 LPC
`;
