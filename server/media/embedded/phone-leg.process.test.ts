import { createSocket } from "node:dgram";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { RtpHeader, RtpPacket } from "werift";
import type { Heard } from "#shared/domain/calls/index.ts";
import { createEmbeddedEngine } from "./embedded-engine.ts";
import { openTestingGatewayEnd } from "./testing-gateway-end.ts";
import { createTestingPeer, type TestingPeer } from "./testing-peer.ts";

const address = { address: "127.0.0.1", ports: [22_700, 22_800] } as const;
const told: string[] = [];
const engine = createEmbeddedEngine({
  address,
  guardMs: 50,
  events: {
    legState: (_call, leg, state) => leg === "phone" && told.push(`phone ${state}`),
    key: (_call, leg, key) => told.push(`${leg} pressed ${key}`),
  },
});
const open: { close(): unknown }[] = [];
const stops: (() => void)[] = [];
let anna: TestingPeer;
let version = 0;

const annaHz = 1_000;
const phoneHz = 2_300;
/** The lowest note of the hold music's first chord. */
const musicHz = 220 * 2 ** (-9 / 12);
const all = [annaHz, phoneHz, musicHz, 425, 1_400];
const hears = (...audio: string[]): Heard => ({ audio, video: [], music: false });
const onHold: Heard = { audio: [], video: [], music: true };
const route = (matrix: Record<string, Heard>) => engine.setRouting("call", ++version, matrix);

beforeAll(async () => {
  anna = await createTestingPeer("anna", address);
  const maySend = { audio: true, video: false };
  await anna.take((await engine.addWebLeg("call", "anna", { offer: anna.offer(), maySend })).answer);
  anna.listen();
}, 60_000);
afterEach(async () => {
  await engine.removeLeg("call", "phone");
  for (const stop of stops.splice(0)) stop();
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await engine.stop();
  await anna.close();
});

async function aPhone() {
  const phone = await openTestingGatewayEnd(engine, "call", "phone");
  open.push(phone);
  const soundsAt = (...wanted: number[]) => expect.poll(() => phone.tonesHeard(all, 150)).toEqual(wanted);
  return { ...phone, soundsAt };
}

it("a phone talks with a browser, and hears music, ringing and the beep like everybody", async () => {
  const { soundsAt, ...phone } = await aPhone();
  stops.push(anna.speakTone(annaHz), phone.speakTone(phoneHz));
  await route({ phone: hears("anna"), anna: hears("phone") });
  await soundsAt(annaHz);
  await expect.poll(() => anna.tonesHeard(all)).toEqual([phoneHz]);
  const { phone: figures } = await engine.stats("call");
  expect(figures).toMatchObject({ packetsLost: 0, leftOut: { audio: [], video: [] } });
  expect(figures?.packetsReceived).toBeGreaterThan(0);
  expect(figures?.hears.anna?.agoMs).toBeLessThan(200);

  await engine.play("call", "phone", "beep");
  await soundsAt(annaHz, 1_400);
  await route({ phone: onHold, anna: hears() });
  await soundsAt(musicHz);
  await expect.poll(() => anna.tonesHeard(all)).toEqual([]);
  await route({ phone: hears(), anna: hears() });
  await engine.play("call", "phone", "ringback");
  await soundsAt(425);
  await engine.stopPlaying("call", "phone");
  await soundsAt();
  // One after the other, all that it heard went through few streams.
  expect(phone.streams()).toBeLessThanOrEqual(2);
});

it("is there from the first packet, lost when its gateway falls silent, and there again when that speaks", async () => {
  told.length = 0;
  const phone = await aPhone();
  expect(await engine.addPhoneLeg("call", "phone")).toEqual({ port: phone.port });
  expect((await engine.states()).call?.phone).toBe("connecting");
  phone.report();
  await expect.poll(() => told).toEqual(["phone connected"]);
  await expect.poll(() => told, { timeout: 6_000 }).toEqual(["phone connected", "phone lost"]);
  phone.report();
  await expect.poll(() => told).toEqual(["phone connected", "phone lost", "phone connected"]);
  // A report is nothing that anybody said.
  expect((await engine.stats("call")).phone).toMatchObject({ packetsReceived: 0, says: null, mos: null });
  expect(await engine.addPhoneLeg("call", "phone")).toEqual({ port: phone.port });
});

it("is as good as its line through the telephone network is", async () => {
  const phone = await aPhone();
  const figures = async () => (await engine.stats("call")).phone;
  phone.report(1_000, 40, 2);
  phone.report(1_450, 40, 3);
  await expect.poll(figures).toMatchObject({ packetsLost: 40, lossPercent: 0, jitterMs: 3 });
  expect((await figures())?.mos).toBeGreaterThan(4.3);
  phone.report(1_900, 90, 25);
  await expect.poll(figures).toMatchObject({ packetsLost: 90, jitterMs: 25 });
  expect((await figures())?.lossPercent).toBeCloseTo(5.26, 1);
  expect((await figures())?.mos).toBeLessThan(4);
});

it("takes nothing from any other program of this machine, and is not called while it is no phone", async () => {
  const phone = await aPhone();
  await route({ phone: hears("anna"), anna: hears("phone") });
  const stranger = createSocket("udp4");
  open.push({ close: () => stranger.close() });
  const header = new RtpHeader({ payloadType: 111, sequenceNumber: 1, timestamp: 1, ssrc: 5 });
  const forged = new RtpPacket(header, Buffer.from("forged")).serialize();
  for (let time = 0; time < 10; time++) stranger.send(forged, phone.port, "127.0.0.1");
  stranger.send(Buffer.from("no RTP at all"), phone.port, "127.0.0.1");
  await expect
    .poll(() => {
      phone.speak("genuine");
      return anna.heard;
    })
    .toContain("genuine");
  expect(anna.heard).not.toContain("forged");
  await expect(engine.connectPhoneLeg("call", "anna", 9)).rejects.toThrow("no phone anna is here");
  await expect(engine.renegotiate("call", "phone", "v=0")).rejects.toThrow("leg phone is not here");
});

it("a key that is pressed in a browser is told once, and heard by nobody", async () => {
  told.length = 0;
  const phone = await aPhone();
  await route({ phone: hears("anna"), anna: hears("phone") });
  await expect
    .poll(() => {
      anna.speak("before");
      return phone.heard;
    })
    .toContain("before");
  anna.pressKey("7");
  anna.pressKey("#");
  await expect.poll(() => told).toContain("anna pressed #");
  await expect
    .poll(() => {
      anna.speak("after");
      return phone.heard;
    })
    .toContain("after");
  expect(told.filter((one) => one.includes("pressed"))).toEqual(["anna pressed 7", "anna pressed #"]);
  expect([...new Set(phone.heard)]).toEqual(["before", "after"]);
  expect((await engine.stats("call")).anna?.packetsLost).toBe(0);
});
