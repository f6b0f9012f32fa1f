/**
 * Messages after RFC 4475 (SIP torture tests), by the names that it gives them; where it has bytes that are written as
 * <hex> or repeats, they are made so here. Headers that no rule of the test touches are shortened.
 */
export interface TortureMessage {
  readonly name: string;
  readonly section: string;
  readonly raw: string;
  /** `passes`: it reaches the core; a number: it is answered so; `dropped`: not a word. */
  readonly expect: "passes" | "dropped" | number;
}

const lines = (...all: string[]) => `${all.join("\r\n")}\r\n`;
export const of = (
  name: string,
  section: string,
  expect: TortureMessage["expect"],
  ...all: string[]
): TortureMessage => ({
  name,
  section,
  expect,
  raw: lines(...all),
});

export const sdp = [
  "v=0",
  "o=mhandley 29739 7272939 IN IP4 192.0.2.1",
  "s=-",
  "c=IN IP4 192.0.2.1",
  "t=0 0",
  "m=audio 49217 RTP/AVP 0 12",
  "m=video 3227 RTP/AVP 31",
  "a=rtpmap:31 LPC",
];
export const sdpLength = lines(...sdp).length;
export const withSdp = ["Content-Type: application/sdp", `Content-Length: ${sdpLength}`, "", ...sdp];

/** A request with nothing wrong but what is put in its place. */
export function options(changes: Readonly<Record<string, string | readonly string[]>> = {}): string[] {
  const usual: Record<string, string | readonly string[]> = {
    start: "OPTIONS sip:user@example.org SIP/2.0",
    Via: "Via: SIP/2.0/UDP host.example.com:5060;branch=z9hG4bKkdjuw3493",
    "Max-Forwards": "Max-Forwards: 70",
    From: "From: sip:j.user@example.com;tag=a13iuef9",
    To: "To: sip:user@example.org",
    "Call-ID": "Call-ID: torture.asdfsdfaewqrkldfaa",
    CSeq: "CSeq: 4231 OPTIONS",
    more: [],
    "Content-Length": "Content-Length: 0",
  };
  return [...Object.values({ ...usual, ...changes }).flat(), ""];
}
