import { afterEach, expect, it } from "vitest";
import { createEmbeddedEngine } from "./embedded-engine.ts";
import { createTestingPeer, type TestingPeer } from "./testing-peer.ts";
import { openTestingWay } from "./testing-way.ts";

const address = { address: "127.0.0.1", ports: [22_900, 22_999] } as const;
const maySend = { audio: true, video: false };
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** Ana, over a way that can be cut, and Rui, who talk with each other. */
async function aTalk() {
  const told: string[] = [];
  const engine = createEmbeddedEngine({
    address,
    guardMs: 50,
    events: { legState: (_call, leg, state) => told.push(`${leg} ${state}`) },
  });
  open.push({ close: () => engine.stop() });
  const [ana, rui] = [await createTestingPeer("ana", address), await createTestingPeer("rui", address)];
  open.push(ana, rui);
  const first = await engine.addWebLeg("call", "ana", { offer: ana.earlyOffer(), maySend });
  const way = await openTestingWay(first.answer);
  await ana.take(way.answer);
  await rui.take((await engine.addWebLeg("call", "rui", { offer: rui.offer(), maySend })).answer);
  const row = (source: string) => ({ audio: [source], video: [], music: false });
  await engine.setRouting("call", 1, { ana: row("rui"), rui: row("ana") });
  open.push({ close: ana.speakTone(440) }, { close: rui.speakTone(1_000) });
  await expect.poll(() => Math.min(ana.packets.length, rui.packets.length)).toBeGreaterThan(10);

  /** Asks the engine to go on over another way. @returns the time from there to the first packet in each direction, ms. */
  async function restart(): Promise<{ readonly ana: number; readonly rui: number }> {
    const offer = await ana.restartOffer();
    const from = performance.now();
    const { answer } = await engine.renegotiate("call", "ana", offer);
    const next = await openTestingWay(answer);
    open.push({ close: next.cut });
    await ana.takeRestart(next.answer);
    const firstAfter = ({ packets }: TestingPeer) => packets.find(({ at }) => at > from)?.at ?? 0;
    await expect
      .poll(() => Math.min(firstAfter(ana), firstAfter(rui)), { timeout: 8_000, interval: 20 })
      .toBeGreaterThan(0);
    return { ana: firstAfter(ana) - from, rui: firstAfter(rui) - from };
  }
  return { ana, rui, way, told, restart };
}

/** The longest time without a packet, ms. */
const longestGap = ({ packets }: TestingPeer): number =>
  Math.max(...packets.slice(1).map(({ at }, index) => at - (packets[index]?.at ?? at)));

it("a client whose network is gone is heard and hears again within a second over another", async () => {
  const { way, told, restart } = await aTalk();
  way.cut();
  // Whatever was on its way is over.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const back = await restart();
  expect(back.ana).toBeLessThan(1_000);
  expect(back.rui).toBeLessThan(1_000);
  expect(told).toEqual(["ana connected", "rui connected"]);
});

it("a client who changes networks while the old one still works misses nothing, as often as he does it", async () => {
  const { ana, rui, way, told, restart } = await aTalk();
  for (let time = 0; time < 3; time++) {
    ana.packets.length = 0;
    rui.packets.length = 0;
    await restart();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(longestGap(ana)).toBeLessThan(250);
    expect(longestGap(rui)).toBeLessThan(250);
  }
  // It is the new way that is used: without the old one all goes on.
  way.cut();
  const before = [ana.packets.length, rui.packets.length] as const;
  await expect.poll(() => ana.packets.length, { timeout: 3_000 }).toBeGreaterThan(before[0] + 20);
  await expect.poll(() => rui.packets.length, { timeout: 3_000 }).toBeGreaterThan(before[1] + 20);
  expect(told).toEqual(["ana connected", "rui connected"]);
});

it("behind a router the engine is reached by the router's address", async () => {
  const events = { legState: () => {} };
  const engine = createEmbeddedEngine({ address: { ...address, address: "203.0.113.7" }, events });
  const ana = await createTestingPeer("ana", address);
  open.push({ close: () => engine.stop() }, ana);
  const { answer } = await engine.addWebLeg("call", "ana", { offer: ana.earlyOffer(), maySend });
  const addresses = [...answer.matchAll(/^a=candidate:\S+ \d+ \S+ \d+ (\S+)/gm)].map((found) => found[1]);
  expect([...new Set(addresses)]).toEqual(["203.0.113.7"]);
  // As the router passes it on.
  const way = await openTestingWay(answer);
  open.push({ close: way.cut });
  await ana.take(way.answer);
  await expect.poll(async () => (await engine.states()).call?.ana).toBe("connected");
});
