import { Decoder } from "@evan/opus";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createToneMaker, loudnessOf } from "../embedded/testing-tones.ts";
import type { PhoneCodec } from "./g711.ts";
import { lineCodecs } from "./line-codecs.ts";
import { openPhoneMedia, type PhoneMedia } from "./phone-media.ts";
import { createRtpPorts } from "./rtp-ports.ts";
import type { KeyPress } from "./telephone-event.ts";
import { openTestingPhone } from "./testing-phone.ts";

/** A busy machine is slow, not wrong. */
const soon = { timeout: 15_000 };
const ports = createRtpPorts("127.0.0.1", [24_600, 24_698]);
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A phone on a line; time goes on when it is told to. */
async function aCall({ codec = "PCMA" as PhoneCodec, send = true } = {}) {
  const phone = await openTestingPhone(codec);
  const frames: { frame: Uint8Array; timestamp: number }[] = [];
  const keys: KeyPress[] = [];
  const ticks = new Set<() => void>();
  const clock = {
    add(tick: () => void) {
      ticks.add(tick);
      return () => ticks.delete(tick);
    },
    stop: () => {},
  };
  const media: PhoneMedia = await openPhoneMedia(ports, clock, {
    opus: (frame, timestamp) => frames.push({ frame: Uint8Array.from(frame), timestamp }),
    key: (press) => keys.push(press),
  });
  open.push(phone, media);
  media.connect({
    address: "127.0.0.1",
    port: phone.port,
    codec,
    payload: lineCodecs[codec].payload,
    keyPayload: 101,
    send,
  });
  return {
    phone,
    media,
    frames,
    keys,
    /** So many times 20 ms, `before` each of them; what went out has arrived. */
    async pass(times: number, before: () => void = () => {}): Promise<void> {
      const expected = phone.heard.length + times;
      for (let frame = 0; frame < times; frame++) {
        before();
        for (const tick of ticks) tick();
      }
      if (send) await vi.waitUntil(() => phone.heard.length >= expected, soon);
    },
  };
}

const heardByWeb = (frames: readonly { frame: Uint8Array }[]): Int16Array => {
  const decoder = new Decoder({ channels: 1, sample_rate: 48_000 });
  return Int16Array.from(
    frames.flatMap(({ frame }) => {
      const bytes = decoder.decode(frame);
      return [...new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)];
    }),
  );
};

describe.each(["PCMU", "PCMA"] as const)("a phone with %s", (codec) => {
  it("is heard on the web, every 20 ms, though its packets have other lengths and come out of order", async () => {
    const { phone, media, frames } = await aCall({ codec });
    const packets = Array.from({ length: 50 }, () => phone.speak(1_000, 240));
    for (let at = 1; at + 1 < packets.length; at += 4) packets.splice(at, 2, packets[at + 1]!, packets[at]!);

    for (const packet of packets) phone.send(packet, media.port);
    await vi.waitUntil(() => frames.length >= 74, soon);

    const samples = heardByWeb(frames.slice(10));
    expect(loudnessOf(1_000, samples, 48_000)).toBeGreaterThan(-18);
    expect(loudnessOf(440, samples, 48_000)).toBeLessThan(-50);
    const steps = frames.slice(1).map(({ timestamp }, at) => timestamp - frames[at]!.timestamp);
    expect(new Set(steps)).toEqual(new Set([960]));
  });

  it("hears all who speak and nobody else, and silence while nobody does", async () => {
    const { phone, media, pass } = await aCall({ codec });
    const [anna, bruno] = [createToneMaker(440), createToneMaker(1_000)];
    await pass(10);
    expect(Math.max(...phone.samples().map(Math.abs))).toBeLessThanOrEqual(8);

    await pass(100, () => {
      media.hear("anna", anna());
      media.hear("bruno", bruno());
    });
    const both = phone.samples(20);
    expect([440, 1_000, 2_300].map((hertz) => loudnessOf(hertz, both, 8_000) > -30)).toEqual([
      true,
      true,
      false,
    ]);

    media.forget("bruno");
    const from = phone.heard.length;
    await pass(100, () => media.hear("anna", anna()));
    const one = phone.samples(from);
    expect(loudnessOf(440, one, 8_000)).toBeGreaterThan(-20);
    expect(loudnessOf(1_000, one, 8_000)).toBeLessThan(-60);
  });
});

describe("on a line", () => {
  it("packets follow each other without a gap, sound or not, and keys take the place of sound", async () => {
    const { phone, media, pass } = await aCall();
    await pass(5);
    expect(media.pressKeys("7#")).toBe(true);
    await pass(30);

    const sequences = phone.heard.map(({ sequence }) => sequence);
    expect(sequences.map((sequence) => (sequence - sequences[0]!) & 0xffff)).toEqual([...sequences.keys()]);
    const events = phone.heard.filter(({ type }) => type === 101);
    expect([...new Set(events.map(({ timestamp }) => timestamp))]).toHaveLength(2);
    expect(events.filter(({ marker }) => marker).map(({ payload }) => payload[0])).toEqual([7, 11]);
    expect(events.filter(({ payload }) => (payload[1]! & 0x80) > 0)).toHaveLength(6);
  });

  it("a key that is pressed on the phone is heard once", async () => {
    const { phone, media, keys } = await aCall();
    const key = (last: number, duration: number) =>
      phone.packet(101, Buffer.from([5, last | 10, duration >> 8, duration & 0xff]), 4_000);

    for (const packet of [key(0, 160), key(0, 800), key(0x80, 1_440), key(0x80, 1_440), key(0x80, 1_440)])
      phone.send(packet, media.port);
    await vi.waitUntil(() => media.stats().packetsReceived === 5, soon);

    expect(keys).toEqual([{ key: "5", durationMs: 180 }]);
  });

  it("the phone is answered where it really is, and a stranger is neither heard nor sent anything", async () => {
    const { phone, media, frames, pass } = await aCall();
    const [behindNat, stranger] = [await openTestingPhone(), await openTestingPhone()];
    open.push(behindNat, stranger);
    media.connect({ address: "192.0.2.55", port: 9, codec: "PCMA", payload: 8, keyPayload: 101, send: true });

    behindNat.send(behindNat.speak(440), media.port);
    await vi.waitUntil(() => frames.length === 1, soon);
    for (let packet = 0; packet < 20; packet++) stranger.send(stranger.speak(440), media.port);
    await pass(0);
    behindNat.send(behindNat.speak(440), media.port);
    await vi.waitUntil(() => frames.length === 2, soon);
    const before = phone.heard.length;
    media.hear("anna", createToneMaker(440)());

    expect(media.stats().packetsReceived).toBe(2);
    expect([stranger.heard.length, phone.heard.length - before]).toEqual([0, 0]);
  });

  it("a phone that has put us on hold is sent nothing, and neither are broken packets taken", async () => {
    const { phone, media, frames, pass } = await aCall({ send: false });
    await pass(10);
    for (const broken of ["", "SIP", "80", "8008000000000000000000", "bf7f".repeat(20), "9f88ffff".repeat(6)])
      phone.send(Buffer.from(broken, "hex"), media.port);
    media.hear("anna", Buffer.from("ff".repeat(40), "hex"));
    media.hear("anna", Buffer.alloc(0));
    phone.send(phone.speak(440), media.port);
    await vi.waitUntil(() => frames.length === 1, soon);
    await pass(3);

    expect(phone.heard).toEqual([]);
  });
});

it("a range of ports that is full says so", async () => {
  const two = createRtpPorts("127.0.0.1", [24_700, 24_703]);
  open.push(await two.open(), await two.open());

  await expect(two.open()).rejects.toThrow("24700 to 24703");
});
