import { Decoder } from "@evan/opus";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Call,
  type CallChange,
  changeMode,
  join,
  newCall,
  place,
  ring,
  supervise,
  whoHears,
} from "#shared/domain/calls/index.ts";
import { createEmbeddedEngine } from "./embedded-engine.ts";
import { createTestingPeer, type TestingPeer } from "./testing-peer.ts";
import { createToneMaker, loudnessOf } from "./testing-tones.ts";

const address = { address: "127.0.0.1", ports: [22_500, 23_000] } as const;
const engine = createEmbeddedEngine({ address, guardMs: 100, events: { legState: () => {} } });
const names = ["customer", "anna", "bruno", "sofia"] as const;
type Name = (typeof names)[number];

/** What Sofia says while only the agent may hear her, and while everybody may. Far from the music and from each other, Hz. */
const tones = { customer: 440, anna: 1_000, bruno: 1_700, inPrivate: 9_000, openly: 6_000 } as const;
type Tone = keyof typeof tones;
const makers = Object.fromEntries(
  Object.entries(tones).map(([name, hertz]) => [name, createToneMaker(hertz)]),
) as Record<Tone, () => Buffer>;
/** Beside her whisper, where nobody says anything: what is there is the noise of all that changes. */
const nobodys = [7_500, 10_500] as const;

/** 20 ms, looked at every 5 ms, so that no sample is at the edge of each look. */
const [frame, hop] = [960, 240];

/** Everything that came to somebody, sample by sample, over all his connections. */
const heard = new Map<Name, Int16Array[][]>(names.map((name) => [name, []]));
const peers = new Map<Name, TestingPeer>();

/** He comes, or comes again over another connection; what is in his slots is recorded from the first packet. */
async function connect(name: Name): Promise<void> {
  await peers.get(name)?.close();
  const peer = await createTestingPeer(name, address);
  const recordings: Int16Array[][] = [[], [], []];
  heard.get(name)?.push(...recordings);
  const decoders = recordings.map(() => new Decoder({ channels: 1, sample_rate: 48_000 }));
  const hear = (slot: number, payload: Buffer) => {
    const bytes = decoders[slot]?.decode(payload);
    if (bytes) recordings[slot]?.push(new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2));
  };
  for (const [slot, { onTrack }] of peer.connection.getTransceivers().slice(1).entries())
    onTrack.subscribe((track) => track.onReceiveRtp.subscribe(({ payload }) => hear(slot, payload)));
  peers.set(name, peer);
  const maySend = { audio: true, video: false };
  await peer.take((await engine.addWebLeg("call", name, { offer: peer.offer(), maySend })).answer);
}

/** How loud a tone ever was in what came to somebody since he was last asked, dB of full scale. */
function loudest(name: Name, hertz: number): number {
  const levels = (heard.get(name) ?? []).flatMap((frames) => {
    const samples = Int16Array.from(frames.flatMap((one) => [...one]));
    const looks = Math.max(0, Math.floor((samples.length - frame) / hop));
    return Array.from({ length: looks }, (_, at) =>
      loudnessOf(hertz, samples.subarray(at * hop, at * hop + frame)),
    );
  });
  return levels.reduce((most, one) => Math.max(most, one), -200);
}

const steps = ["listen", "whisper", "barge", "hold", "talk"] as const;
const comings = ["customer", "anna", "sofia"] as const;
const story = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...steps) },
    { weight: 1, arbitrary: fc.constantFrom(...comings) },
  ),
  { minLength: 1, maxLength: 3 },
);

let call: Call;
const must = (result: CallChange): Call => {
  if (!result.ok) throw new Error(result.because);
  return result.call;
};

/** Sofia's words are open only from the acknowledgement that everybody may hear her until she asks for privacy. */
async function live(stories: readonly (readonly string[])[]): Promise<void> {
  let open = call.legs.some(({ mode }) => mode === "barge");
  const speaking = setInterval(() => {
    for (const name of ["customer", "anna", "bruno"] as const) peers.get(name)?.say(makers[name]());
    const [inPrivate, openly] = [makers.inPrivate(), makers.openly()];
    peers.get("sofia")?.say(open ? openly : inPrivate);
  }, 20);
  try {
    for (const what of stories.flat()) {
      if ((comings as readonly string[]).includes(what)) {
        await connect(what as Name);
        continue;
      }
      const next =
        what === "hold" || what === "talk"
          ? place(call, "customer", what)
          : changeMode(call, "sofia", what as "listen");
      call = must(next);
      if (what !== "barge") open = false;
      await engine.setRouting("call", call.version, whoHears(call));
      open = call.legs.some(({ mode }) => mode === "barge");
      await new Promise((resolve) => setTimeout(resolve, [2, 10, 150][Math.floor(Math.random() * 3)]));
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  } finally {
    clearInterval(speaking);
  }
}

beforeAll(async () => {
  for (const name of names) await connect(name);
  call = [
    (now: Call) => join(now, "customer"),
    (now: Call) => ring(now, { id: "anna", party: "agent", userId: "anna" }),
    (now: Call) => join(now, "anna"),
    (now: Call) => ring(now, { id: "bruno", party: "consulted", userId: "bruno" }),
    (now: Call) => join(now, "bruno"),
    (now: Call) => supervise(now, { id: "sofia", userId: "sofia", besideLegId: "anna", mode: "listen" }),
    (now: Call) => join(now, "sofia"),
  ].reduce(
    (now, step) => must(step(now)),
    newCall("call", { id: "customer", party: "customer", userId: null }),
  );
  await engine.setRouting("call", call.version, whoHears(call));
}, 60_000);
afterAll(async () => {
  await engine.stop();
  await Promise.all([...peers.values()].map((peer) => peer.close()));
});

it("in 200 stories of modes, holds and reconnects no sample at the customer has a whisper in it above the noise", async () => {
  const seed = Number(process.env.WHISPER_SEED ?? Date.now());
  console.info(`stories of seed ${seed}`);
  const stories = fc.sample(story, { numRuns: 200, seed });

  await live(stories);

  const whispered = loudest("customer", tones.inPrivate);
  const noise = Math.max(...nobodys.map((hertz) => loudest("customer", hertz)));
  console.info(
    `the noise at the customer ${noise.toFixed(1)} dB, a whisper there ${whispered.toFixed(1)} dB`,
  );
  expect(whispered).toBeLessThan(noise + 3);
  expect(whispered).toBeLessThan(-50);
  // The test would hear it: whom she whispered to did, and the customer when she joined in.
  expect(loudest("anna", tones.inPrivate)).toBeGreaterThan(-30);
  expect(loudest("customer", tones.openly)).toBeGreaterThan(-30);
  expect(loudest("customer", tones.anna)).toBeGreaterThan(-30);
}, 180_000);
