import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Heard } from "#shared/domain/calls/index.ts";
import { createEmbeddedEngine } from "./embedded-engine.ts";
import { createTestingPeer, type TestingPeer } from "./testing-peer.ts";

const address = { address: "127.0.0.1", ports: [22_500, 22_600] } as const;
const engine = createEmbeddedEngine({ address, guardMs: 50, events: { legState: () => {} } });
let customer: TestingPeer;
let anna: TestingPeer;
let version = 0;

const annaHz = 1_000;
const customerHz = 2_300;
/** The lowest note of the hold music's first chord, heard only at its beginning. */
const musicHz = 220 * 2 ** (-9 / 12);
const ringBackHz = 425;
const beepHz = 1_400;
const all = [annaHz, customerHz, musicHz, ringBackHz, beepHz];

const hears = (...audio: string[]): Heard => ({ audio, video: [], music: false });
const onHold: Heard = { audio: [], video: [], music: true };
const route = (matrix: Record<string, Heard>) => engine.setRouting("call", ++version, matrix);
const soundsAt = (peer: TestingPeer, ...wanted: number[]) =>
  expect.poll(() => peer.tonesHeard(all, 150)).toEqual(wanted);

/** In each slot every packet is one further than the one before, and none is of an earlier time. */
function goesOn({ packets }: TestingPeer): void {
  for (const inSlot of [0, 1, 2].map((slot) => packets.filter((packet) => packet.slot === slot)))
    for (const [index, packet] of inSlot.entries()) {
      const before = inSlot[index - 1];
      if (!before) continue;
      expect((packet.sequence - before.sequence + 0x1_0000) % 0x1_0000).toBe(1);
      expect((packet.timestamp - before.timestamp + 0x1_0000_0000) % 0x1_0000_0000).toBeLessThan(0x8000_0000);
    }
}

beforeAll(async () => {
  const join = async (name: string) => {
    const peer = await createTestingPeer(name, address);
    const maySend = { audio: true, video: false };
    await peer.take((await engine.addWebLeg("call", name, { offer: peer.offer(), maySend })).answer);
    peer.listen();
    return peer;
  };
  [customer, anna] = [await join("customer"), await join("anna")];
}, 60_000);
beforeEach(() => engine.setRouting("call", ++version, {}));
afterAll(async () => {
  await engine.stop();
  await Promise.all([customer?.close(), anna?.close()]);
});

it("plays music to the one on hold alone, at once, in numbers that go on, and stops at once", async () => {
  const stops = [anna.speakTone(annaHz), customer.speakTone(customerHz)];
  await route({ customer: hears("anna"), anna: hears("customer") });
  await soundsAt(customer, annaHz);
  const annaSlot = customer.packets.at(-1)?.slot;
  await soundsAt(anna, customerHz);

  customer.packets.length = 0;
  const heldAt = performance.now();
  await route({ customer: onHold, anna: hears() });
  await soundsAt(customer, musicHz);
  const held = customer.packets.filter(({ at }) => at >= heldAt);
  expect((held[0]?.at ?? Number.POSITIVE_INFINITY) - heldAt).toBeLessThan(100);
  await soundsAt(anna);

  await route({ customer: hears("anna"), anna: hears("customer") });
  const backAt = performance.now();
  await soundsAt(customer, annaHz);
  await soundsAt(anna, customerHz);
  for (const stop of stops) stop();

  // One stream without a gap: of Anna, of the music, of Anna again.
  const inSlot = customer.packets.filter(({ slot }) => slot === annaSlot);
  expect(inSlot.some(({ at }) => at > backAt + 50)).toBe(true);
  goesOn(customer);
});

it("goes on with the music for as long as it is wanted, in time, and sends nothing when it is not", async () => {
  await route({ customer: onHold, anna: onHold });
  customer.packets.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await route({ customer: hears(), anna: onHold });
  const { length } = customer.packets;
  expect(length).toBeGreaterThan(40);
  expect(length).toBeLessThan(60);
  // In these two the last packets may be on their way.
  await new Promise((resolve) => setTimeout(resolve, 60));
  const after = customer.packets.length;
  expect(after - length).toBeLessThan(3);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(customer.packets.length).toBe(after);
});

it("lets a customer who waits hear that it rings, until somebody talks to him", async () => {
  await route({ customer: hears(), anna: hears() });
  customer.packets.length = 0;
  await engine.play("call", "customer", "ringback");
  await soundsAt(customer, ringBackHz);
  await soundsAt(anna);
  const stop = anna.speakTone(annaHz);
  await route({ customer: hears("anna"), anna: hears("customer") });
  await soundsAt(customer, annaHz);
  stop();
  await route({ customer: onHold, anna: hears() });
  await soundsAt(customer, musicHz);
  await engine.play("call", "customer", "ringback");
  await soundsAt(customer, ringBackHz);
  await engine.stopPlaying("call", "customer");
  await soundsAt(customer, musicHz);
  goesOn(customer);
});

it("announces a recording by a beep that is heard once, beside the talk", async () => {
  const stop = anna.speakTone(annaHz);
  await route({ customer: hears("anna"), anna: hears("customer") });
  await soundsAt(customer, annaHz);
  await engine.play("call", "customer", "beep");
  await soundsAt(customer, annaHz, beepHz);
  await soundsAt(customer, annaHz);
  await soundsAt(anna);
  await engine.play("call", "customer", "beep");
  await soundsAt(customer, annaHz, beepHz);
  stop();
});

it("refuses to play to somebody who is not there", async () => {
  await expect(engine.play("call", "nobody", "ringback")).rejects.toThrow("leg nobody is not here");
});
