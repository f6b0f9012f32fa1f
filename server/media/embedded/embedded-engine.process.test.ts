import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Call,
  type CallChange,
  changeMode,
  join,
  newCall,
  place,
  type RoutingMatrix,
  ring,
  supervise,
  whoHears,
} from "#shared/domain/calls/index.ts";
import { createEmbeddedEngine } from "./embedded-engine.ts";
import { openTestingGatewayEnd } from "./testing-gateway-end.ts";
import { createTestingPeer, type TestingPeer } from "./testing-peer.ts";

const address = { address: "127.0.0.1", ports: [22_000, 22_400] } as const;
const names = ["customer", "anna", "bruno", "sofia"];
const engine = createEmbeddedEngine({ address, guardMs: 100, events: { legState: () => {} } });
const peers: TestingPeer[] = [];

beforeAll(async () => {
  for (const name of names) {
    const peer = await createTestingPeer(name, address);
    const { answer } = await engine.addWebLeg("call", name, {
      offer: peer.offer(),
      maySend: { audio: true, video: false },
    });
    await peer.take(answer);
    peers.push(peer);
  }
}, 60_000);
afterAll(async () => {
  await engine.stop();
  await Promise.all(peers.map((peer) => peer.close()));
});

function must(result: CallChange): Call {
  if (!result.ok) throw new Error(result.because);
  return result.call;
}

/** Everybody says his name some times; who has heard whom, by name. */
async function whoHeardWhom(): Promise<Record<string, string[]>> {
  for (const { heard } of peers) heard.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 110));
  for (let packet = 0; packet < 20; packet++) {
    for (const peer of peers) peer.speak();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  const named = (words: string) => (names.includes(words) ? words : "music");
  return Object.fromEntries(peers.map(({ name, heard }) => [name, [...new Set(heard.map(named))].sort()]));
}

it("gives nobody anything before it was told who hears whom", async () => {
  expect(await whoHeardWhom()).toEqual({ customer: [], anna: [], bruno: [], sofia: [] });
});

it("lets each hear exactly whom the call says, through every change of it", async () => {
  const steps: [string, (call: Call) => CallChange][] = [
    ["the customer is there", (call) => join(call, "customer")],
    ["anna rings", (call) => ring(call, { id: "anna", party: "agent", userId: "anna" })],
    ["anna answers", (call) => join(call, "anna")],
    [
      "sofia listens",
      (call) => supervise(call, { id: "sofia", userId: "sofia", besideLegId: "anna", mode: "listen" }),
    ],
    ["sofia is there", (call) => join(call, "sofia")],
    ["sofia whispers", (call) => changeMode(call, "sofia", "whisper")],
    ["sofia joins in", (call) => changeMode(call, "sofia", "barge")],
    ["sofia whispers again", (call) => changeMode(call, "sofia", "whisper")],
    ["the customer is on hold", (call) => place(call, "customer", "hold")],
    ["bruno is asked", (call) => ring(call, { id: "bruno", party: "consulted", userId: "bruno" })],
    ["bruno answers", (call) => join(call, "bruno")],
    ["all together", (call) => place(call, "customer", "talk")],
  ];
  let call = newCall("call", { id: "customer", party: "customer", userId: null });
  for (const [what, step] of steps) {
    const result = step(call);
    expect([what, result.ok]).toEqual([what, true]);
    if (result.ok) call = result.call;
    const matrix = whoHears(call);
    expect(await engine.setRouting("call", call.version, matrix)).toBe(true);
    const wanted = names.map((name) => [
      name,
      [...(matrix[name]?.audio ?? []), ...(matrix[name]?.music ? ["music"] : [])].sort(),
    ]);
    expect([what, await whoHeardWhom()]).toEqual([what, Object.fromEntries(wanted)]);
  }
  expect(await engine.setRouting("call", 1, {})).toBe(false);
  expect((await whoHeardWhom()).customer).toEqual(["anna", "bruno"]);
}, 60_000);

/** A telephone in the customer's place: it is given what his row names, and heard where he is. */
const withTelephone = (matrix: RoutingMatrix): RoutingMatrix => ({
  ...Object.fromEntries(
    Object.entries(matrix).map(([id, row]) => [
      id,
      row.audio.includes("customer") ? { ...row, audio: [...row.audio, "telephone"] } : row,
    ]),
  ),
  ...(matrix.customer ? { telephone: matrix.customer } : {}),
});

/** Who hears which words at last, in which mode. */
const seen = [
  ["whisper", "anna", "sofia, in private"],
  ["barge", "customer", "sofia, openly"],
  ["barge", "telephone", "sofia, openly"],
  ["barge", "anna", "telephone"],
] as const;
/** So that a second try is not taken for old news. */
let tries = 0;

it("lets not one whispered packet through to the customer, in his browser or on a telephone, in 60 stories of changes while all are speaking", async () => {
  const seed = Date.now();
  console.info(`stories of seed ${seed}`);
  const random = fc.sample(
    fc.array(fc.constantFrom("listen", "whisper", "barge", "hold", "talk"), { minLength: 1, maxLength: 3 }),
    { numRuns: 60, seed },
  );
  let call = [
    (now: Call) => join(now, "customer"),
    (now: Call) => ring(now, { id: "anna", party: "agent", userId: "anna" }),
    (now: Call) => join(now, "anna"),
    (now: Call) => supervise(now, { id: "sofia", userId: "sofia", besideLegId: "anna", mode: "listen" }),
    (now: Call) => join(now, "sofia"),
  ].reduce((now, step) => must(step(now)), {
    ...newCall("call", { id: "customer", party: "customer", userId: null }),
    version: 10_000 * ++tries,
  });
  const telephone = await openTestingGatewayEnd(engine, "call", "telephone");
  await engine.setRouting("call", call.version, withTelephone(whoHears(call)));
  for (const { heard } of peers) heard.length = 0;
  // What she says is marked open from the acknowledgement that everybody may hear it.
  let open = false;
  const speaking = setInterval(() => {
    peers[0]?.speak("customer");
    telephone.speak("telephone");
    peers[3]?.speak(open ? "sofia, openly" : "sofia, in private");
  }, 2);
  const count = (name: string, words: string) =>
    [...peers, telephone].find((one) => one.name === name)?.heard.filter((one) => one === words).length ?? 0;
  try {
    for (const what of random.flat()) {
      call = must(
        what === "hold" || what === "talk" ? place(call, "customer", what) : changeMode(call, "sofia", what),
      );
      if (what !== "barge") open = false;
      await engine.setRouting("call", call.version, withTelephone(whoHears(call)));
      open = call.legs.some(({ mode }) => mode === "barge");
      await new Promise((resolve) => setTimeout(resolve, [2, 10, 150][Math.floor(Math.random() * 3)]));
    }
    // The test would see it: she was heard by the one she whispered to, and by the customer when she joined in.
    for (const [mode, name, words] of seen) {
      call = must(changeMode(must(place(call, "customer", "talk")), "sofia", mode));
      if (mode !== "barge") open = false;
      await engine.setRouting("call", call.version, withTelephone(whoHears(call)));
      open = mode === "barge";
      await expect.poll(() => count(name, words), { timeout: 15_000 }).toBeGreaterThan(100);
    }
  } finally {
    clearInterval(speaking);
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(count("customer", "sofia, in private")).toBe(0);
  expect(count("telephone", "sofia, in private")).toBe(0);
  await telephone.close();
}, 120_000);

it("takes no voice from a leg that may not send", async () => {
  const mute = await createTestingPeer("listener", address);
  const { answer } = await engine.addWebLeg("call", "listener", {
    offer: mute.offer(),
    maySend: { audio: false, video: false },
  });
  await mute.take(answer);
  await engine.setRouting("call", 100_000, { anna: { audio: ["listener"], video: [], music: false } });
  for (let packet = 0; packet < 10; packet++) mute.speak();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await engine.stats("call")).listener?.packetsReceived).toBe(0);
  expect(peers[1]?.heard).not.toContain("listener");
  await mute.close();
});

it("lets a leg that comes again be heard at once, and a call that is over stay over", async () => {
  const again = await createTestingPeer("anna", address);
  const { answer } = await engine.addWebLeg("call", "anna", {
    offer: again.offer(),
    maySend: { audio: true, video: false },
  });
  await again.take(answer);
  await engine.setRouting("call", 200_000, { customer: { audio: ["anna"], video: [], music: false } });
  const customer = peers[0] as TestingPeer;
  customer.heard.length = 0;
  await expect
    .poll(() => {
      again.speak("anna, again");
      return customer.heard;
    })
    .toContain("anna, again");
  await again.close();

  await engine.endCall("call");
  expect(await engine.setRouting("call", 300_000, {})).toBe(false);
  const late = { offer: again.offer(), maySend: { audio: true, video: false } };
  await expect(engine.addWebLeg("call", "anna", late)).rejects.toThrow("call call is over");
  expect(engine.calls()).toEqual([]);
});

it("refuses what is no offer, in words, and keeps no trace of it", async () => {
  await expect(
    engine.addWebLeg("another", "broken", { offer: "v=0\r\nnothing", maySend: { audio: true, video: true } }),
  ).rejects.toThrow("the offer has no place to hear anybody");
  expect(Object.keys(await engine.stats("another"))).not.toContain("broken");
});
