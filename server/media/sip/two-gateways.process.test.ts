import { Decoder } from "@evan/opus";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createToneMaker, loudnessOf } from "../embedded/testing-tones.ts";
import type { LineCodec } from "../phone/line-codecs.ts";
import type { PhoneLeg } from "./leg/phone-leg.ts";
import { openTestingGateway } from "./testing/testing-gateway.ts";
import { makeTlsFiles } from "./testing/tls-files.ts";
import type { SipProtocol } from "./text/via.ts";

const { key, cert } = makeTlsFiles();

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.close();
});

/** Two of us, each the other's carrier: Anna's calls Bruno's. */
async function twoGateways(
  protocol: SipProtocol,
  take: (leg: PhoneLeg) => void = (leg) => leg.answer(),
  codec: LineCodec = "PCMU",
) {
  const common = protocol === "TLS" ? { tls: { key, cert, ca: cert } } : {};
  const bruno = await openTestingGateway({ ...common, trunk: { protocol, codecs: [codec] }, take });
  open.push(bruno.gateway);
  const codecs: LineCodec[] = ["OPUS", "PCMA", "PCMU"];
  const trunk = { protocol, codecs, domain: `127.0.0.1:${bruno.port}` };
  const anna = await openTestingGateway({ ...common, trunk, rtpPorts: [24_400, 24_598] });
  open.push(anna.gateway);
  return { anna, bruno };
}

/** How loud a pitch is in what was heard since, as the web side has it. */
function loudness(frames: readonly Uint8Array[], hertz: number): number {
  const decoder = new Decoder({ channels: 1, sample_rate: 48_000 });
  const samples = frames.flatMap((frame) => {
    const bytes = decoder.decode(frame);
    return [...new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)];
  });
  return loudnessOf(hertz, Int16Array.from(samples.slice(-24_000)), 48_000);
}

/** Speaks a pitch into a leg until told to stop. */
function speak(leg: PhoneLeg, hertz: number): () => void {
  const tone = createToneMaker(hertz);
  const timer = setInterval(() => leg.hear("somebody", tone()), 20);
  return () => clearInterval(timer);
}

const soon = { timeout: 15_000 };

describe.each([
  // 5 kHz is beyond what a telephone's band carries.
  ["UDP", "PCMU", 440],
  ["TCP", "OPUS", 5_000],
  ["TLS", "PCMU", 440],
] as const)("two gateways over %s with %s", (protocol, codec, pitch) => {
  it("hear each other, press keys, hold, resume, hand over and hang up", async () => {
    const { anna, bruno } = await twoGateways(protocol, (leg) => leg.answer(), codec);
    const call = await anna.call();
    await vi.waitUntil(() => call.told.includes("answered"), soon);
    const there = bruno.listeners[0]!;
    const stop = [speak(call.leg!, pitch), speak(bruno.legs[0]!, 1_000)];

    await vi.waitUntil(() => call.frames.length > 60 && there.frames.length > 60, soon);
    expect([loudness(call.frames, 1_000) > -25, loudness(call.frames, pitch) < -35]).toEqual([true, true]);
    expect([loudness(there.frames, pitch) > -25, loudness(there.frames, 1_000) < -35]).toEqual([true, true]);

    expect(call.leg!.sendDigits("42#")).toBe(true);
    await vi.waitUntil(() => there.told.includes("key #"), soon);
    expect(await call.leg!.hold()).toBe(true);
    const heardOnHold = call.frames.length;
    await vi.waitUntil(() => there.told.includes("held"), soon);
    expect(await call.leg!.resume()).toBe(true);
    await vi.waitUntil(() => call.frames.length > heardOnHold + 20, soon);
    for (const one of stop) one();

    const reached = call.leg!.transfer("+390255");
    await vi.waitUntil(() => there.refers.length > 0, soon);
    there.refers[0]!.accept();
    there.refers[0]!.finished(true);
    expect(await reached).toBe(true);
    await vi.waitUntil(() => there.ends.length > 0, soon);

    expect(call.told).toEqual(["answered", "ended transferred"]);
    expect(there.told).toEqual([
      ...["answered", "key 4", "key 2", "key #", "held", "resumed"],
      ...["refer +390255", "ended hung_up"],
    ]);
    expect(call.ends).toEqual([{ cause: "transferred", status: null }]);
    expect([...anna.notes, ...bruno.notes]).toEqual([]);
  });
});

describe("between two gateways", () => {
  it("early sound goes both ways before the answer, and whoever hangs up first is believed", async () => {
    const { anna, bruno } = await twoGateways("UDP", (leg) => leg.earlyMedia());
    const call = await anna.call();
    await vi.waitUntil(() => call.told.includes("earlyMedia"), soon);
    const stop = speak(bruno.legs[0]!, 1_000);
    await vi.waitUntil(() => call.frames.length > 50, soon);
    stop();
    expect(loudness(call.frames, 1_000)).toBeGreaterThan(-25);

    bruno.legs[0]!.answer();
    await vi.waitUntil(() => call.told.includes("answered"), soon);
    bruno.legs[0]!.hangUp();
    await vi.waitUntil(() => call.ends.length > 0, soon);

    expect(call.told).toEqual(["earlyMedia", "answered", "ended hung_up"]);
    expect([anna.gateway.legs(), bruno.gateway.legs()]).toEqual([[], []]);
  });

  it("who is hung up on in the moment of the answer is told so", async () => {
    const { anna } = await twoGateways("UDP", (leg) => {
      leg.answer();
      leg.hangUp();
    });
    const call = await anna.call();

    await vi.waitUntil(() => call.ends.length > 0, soon);

    expect(call.told).toEqual(["answered", "ended hung_up"]);
  });

  it("both hold at once: each waits a little, and both get their way", async () => {
    const { anna, bruno } = await twoGateways("UDP");
    const call = await anna.call();
    await vi.waitUntil(() => call.told.includes("answered"), soon);

    const held = await Promise.all([call.leg!.hold(), bruno.legs[0]!.hold()]);

    expect(held).toEqual([true, true]);
  });

  it("a gateway that goes away says goodbye", async () => {
    const { anna, bruno } = await twoGateways("TCP");
    const call = await anna.call();
    await vi.waitUntil(() => call.told.includes("answered"), soon);

    await bruno.gateway.close();

    await vi.waitUntil(() => call.ends.length > 0, soon);
    expect(bruno.listeners[0]!.ends).toEqual([{ cause: "lost", status: null }]);
  });
});
