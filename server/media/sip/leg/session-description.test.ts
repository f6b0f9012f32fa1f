import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDescription, wantsSound, writeAnswer, writeOffer } from "./session-description.ts";

const sdp = (...lines: string[]) =>
  ["v=0", "o=phone 1 1 IN IP4 192.0.2.5", "s=-", "c=IN IP4 192.0.2.5", "t=0 0", ...lines, ""].join("\r\n");
const own = { address: "192.0.2.1", port: 20_000, sessionId: "77", version: 3, holding: false };
const both = ["PCMA", "PCMU"] as const;
const sound = sdp("m=audio 4000 RTP/AVP 18 0 8 96", "a=rtpmap:96 telephone-event/8000", "a=sendrecv");

describe("what a phone offers", () => {
  it("is answered with the first of its codecs that the line allows, and its own number for keys", () => {
    expect(readDescription(sound, both)).toMatchObject({
      address: "192.0.2.5",
      port: 4_000,
      codec: "PCMU",
      keyPayload: 96,
    });
    expect(readDescription(sound, ["PCMA"])).toMatchObject({ codec: "PCMA" });

    const answer = writeAnswer(own, readDescription(sound, ["PCMA"])!);
    expect(answer).toContain("m=audio 20000 RTP/AVP 8 96\r\n");
    expect(answer).toContain("o=- 77 3 IN IP4 192.0.2.1\r\n");
  });

  it("is answered in Opus where both have it, by the phone's own numbers and with keys that count as Opus does", () => {
    const wide = sdp(
      "m=audio 4000 RTP/AVP 111 8 96 97",
      "a=rtpmap:111 opus/48000/2",
      "a=rtpmap:96 telephone-event/8000",
      "a=rtpmap:97 telephone-event/48000",
    );
    const heard = readDescription(wide, ["PCMA", "OPUS"])!;
    expect(heard).toMatchObject({ codec: "OPUS", payload: 111, keyPayload: 97 });
    const answer = writeAnswer(own, heard);
    expect(answer).toContain("m=audio 20000 RTP/AVP 111 97\r\n");
    expect(answer).toContain("a=rtpmap:111 opus/48000/2\r\n");
    expect(readDescription(wide, both)).toMatchObject({ codec: "PCMA", payload: 8, keyPayload: 96 });
  });

  it.each([
    ["only what we do not speak", sdp("m=audio 4000 RTP/AVP 18")],
    ["a sound that is closed", sdp("m=audio 0 RTP/AVP 0")],
    ["sound under lock, without which we would send in the open", sdp("m=audio 4000 RTP/SAVP 0")],
    ["another codec under a known number", sdp("m=audio 4000 RTP/AVP 0", "a=rtpmap:0 PCMU/16000")],
    ["only pictures", sdp("m=video 4000 RTP/AVP 31")],
    ["nothing at all", ""],
  ])("is refused when it is %s", (_name, text) => {
    expect(readDescription(text, both)).toBeUndefined();
  });

  it("has pictures too, which are refused in their own place", () => {
    const offer = sdp("m=video 4002 RTP/AVP 31", "m=audio 4000 RTP/AVP 8");

    expect(writeAnswer(own, readDescription(offer, both)!)).toMatch(
      /m=video 0 RTP\/AVP 0\r\nm=audio 20000 RTP\/AVP 8\r\n/,
    );
  });

  it.each([
    ["sendrecv", true, "sendrecv", "sendonly"],
    ["sendonly", false, "recvonly", "inactive"],
    ["recvonly", true, "sendonly", "sendonly"],
    ["inactive", false, "inactive", "inactive"],
  ])("%s: sound is sent: %s; the answer is %s, and %s while we hold", (theirs, sent, answer, holding) => {
    const heard = readDescription(sdp("m=audio 4000 RTP/AVP 0", `a=${theirs}`), both)!;

    expect(wantsSound(heard)).toBe(sent);
    expect(writeAnswer(own, heard)).toContain(`a=${answer}\r\n`);
    expect(writeAnswer({ ...own, holding: true }, heard)).toContain(`a=${holding}\r\n`);
  });

  it("puts us on hold in the old way too, with no address to send to", () => {
    const heard = readDescription(sdp("m=audio 4000 RTP/AVP 0", "c=IN IP4 0.0.0.0"), both)!;

    expect(wantsSound(heard)).toBe(false);
  });

  it("may be anything: it is read or refused, and never more", () => {
    const line = fc.constantFrom(
      "m=",
      "a=rtpmap:",
      "c=IN IP4 ",
      "m=audio ",
      "a=fmtp:",
      "o=",
      "\r\n",
      "0",
      " ",
      "RTP/AVP",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string({ maxLength: 6 })), { maxLength: 40 }), (parts) => {
        const heard = readDescription(parts.join(""), both);
        if (heard) expect(writeAnswer(own, heard)).toContain("m=audio 20000");
      }),
    );
  });
});

it("what we offer is understood by another of us", () => {
  expect(readDescription(writeOffer(own, both), both)).toMatchObject({
    codec: "PCMA",
    keyPayload: 101,
    direction: "sendrecv",
  });
  expect(readDescription(writeOffer({ ...own, holding: true }, ["PCMU"]), both)).toMatchObject({
    codec: "PCMU",
    direction: "sendonly",
  });
});
