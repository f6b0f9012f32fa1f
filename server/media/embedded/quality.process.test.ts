import { afterAll, beforeAll, expect, it } from "vitest";
import type { Heard } from "#shared/domain/calls/index.ts";
import type { CallLevels, LeftOut } from "../media-engine.ts";
import { createEmbeddedEngine } from "./embedded-engine.ts";
import { createTestingPeer, type TestingPeer } from "./testing-peer.ts";

const address = { address: "127.0.0.1", ports: [22_700, 22_800] } as const;
const levels: CallLevels[] = [];
const leftOut: [string, LeftOut][] = [];
const engine = createEmbeddedEngine({
  address,
  guardMs: 50,
  events: {
    legState: () => {},
    levels: (_call, told) => levels.push(told),
    leftOut: (_call, legId, told) => leftOut.push([legId, told]),
  },
});
const peers: Record<string, TestingPeer> = {};
let version = 0;

const hears = (...audio: string[]): Heard => ({ audio, video: [], music: false });
const route = (matrix: Record<string, Heard>) => engine.setRouting("call", ++version, matrix);
const peer = (name: string) => peers[name] as TestingPeer;

/** Some packets of each, 20 ms apart, with how loud they say they are; without a number they do not say. */
async function speak(voices: Record<string, number | undefined>, packets = 20): Promise<void> {
  for (let packet = 0; packet < packets; packet++) {
    for (const [name, level] of Object.entries(voices)) peer(name).speak(name, level);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

beforeAll(async () => {
  for (const [name, slots] of Object.entries({ customer: 1, anna: 3, sofia: 3 })) {
    const made = await createTestingPeer(name, address, slots);
    const maySend = { audio: true, video: false };
    await made.take((await engine.addWebLeg("call", name, { offer: made.offer(), maySend })).answer);
    peers[name] = made;
  }
}, 60_000);
afterAll(async () => {
  await engine.stop();
  await Promise.all(Object.values(peers).map((one) => one.close()));
});

it("shows the supervisor what the customer really hears: nobody while he whispers, him when he joins in", async () => {
  await route({
    customer: hears("anna"),
    anna: hears("customer", "sofia"),
    sofia: hears("customer", "anna"),
  });
  await engine.watchLevels("call", true);
  await speak({ customer: 20, anna: 30, sofia: 12 });
  await expect.poll(() => levels.at(-1)?.anna?.hears.sofia?.level).toBe(-12);
  expect(levels.at(-1)).toMatchObject({
    customer: { says: { level: -20 }, hears: { anna: { level: -30 } } },
    anna: { hears: { customer: { level: -20 } } },
  });
  for (const told of levels) expect(Object.keys(told.customer?.hears ?? {})).not.toContain("sofia");

  await route({ customer: hears("sofia"), anna: hears(), sofia: hears() });
  await speak({ sofia: 9 });
  await expect.poll(() => levels.at(-1)?.customer?.hears.sofia?.level).toBe(-9);
  // From then on nobody speaks to him, and it shows how long ago it was.
  await expect.poll(() => levels.at(-1)?.customer?.hears.sofia).toMatchObject({ level: -127 });
  expect(levels.at(-1)?.customer?.hears.anna?.agoMs).toBeGreaterThan(300);
});

it("tells levels five times a second at most, and only while somebody watches", async () => {
  levels.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect(levels.length).toBeGreaterThan(2);
  expect(levels.length).toBeLessThanOrEqual(6);
  await engine.watchLevels("call", false);
  levels.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(levels).toEqual([]);
});

it("does not guess how loud somebody is who does not say", async () => {
  await route({ anna: hears("customer") });
  await speak({ customer: undefined }, 5);
  await expect.poll(async () => (await engine.stats("call")).customer?.says?.level).toBeNull();
});

it("measures loss, jitter, the way there and back and how good it sounds", async () => {
  await route({ customer: hears("anna"), anna: hears("customer") });
  const clean = (await engine.stats("call")).anna;
  for (let turn = 0; turn < 100; turn++) {
    await speak({ anna: 30, customer: 30 }, 1);
    if (turn % 10 === 9) peer("customer").lose(2);
  }
  const { customer, anna } = await engine.stats("call");
  expect(customer?.packetsLost).toBeGreaterThanOrEqual(18);
  expect(customer?.lossPercent).toBeGreaterThan(5);
  expect(anna?.packetsLost).toBe(clean?.packetsLost);
  expect(anna?.jitterMs).toBeLessThan(60);
  // Her end reports what it heard: the gaps of the customer's stream too.
  const ofAnna = async () => (await engine.stats("call")).anna;
  await expect.poll(async () => (await ofAnna())?.roundTripMs, { timeout: 5_000 }).not.toBeNull();
  expect((await ofAnna())?.roundTripMs).toBeLessThan(500);
  expect((await ofAnna())?.heardLossPercent).not.toBeNull();
  expect(customer?.mos).toBeLessThan(4.2);
  expect(customer?.mos).toBeGreaterThan(1);
});

it("names who finds no place to be heard, once, and says when he has found one", async () => {
  leftOut.length = 0;
  await route({ customer: hears("anna", "sofia") });
  await route({ customer: hears("anna", "sofia") });
  expect(leftOut).toEqual([["customer", { audio: ["sofia"], video: [] }]]);
  expect((await engine.stats("call")).customer?.leftOut.audio).toEqual(["sofia"]);
  await route({ customer: hears("sofia") });
  expect(leftOut.slice(1)).toEqual([["customer", { audio: [], video: [] }]]);
  await engine.play("call", "customer", "beep");
  expect(leftOut.at(-1)).toEqual(["customer", { audio: ["*sound"], video: [] }]);
});
