import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
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
import { createTestingPeer, type TestingPeer } from "../../embedded/testing-peer.ts";
import { createToneEar, createToneMaker, loudnessOf } from "../../embedded/testing-tones.ts";
import { openRemoteEngine } from "../../process/remote-engine.ts";
import { aTrunk } from "../testing/a-trunk.ts";
import { openTestingGateway } from "../testing/testing-gateway.ts";
import type { PhoneLegRecord } from "./protocol.ts";
import { openRemoteGateway } from "./remote-gateway.ts";

const folder = mkdtempSync(path.join(tmpdir(), "line-"));
const address = { address: "127.0.0.1", ports: [23_600, 23_650] } as const;
const phonePort = 24_133;
const [phoneHz, annaHz, sofiaHz] = [440, 1_000, 2_300];
/** The lowest note of the hold music's first chord. */
const musicHz = 220 * 2 ** (-9 / 12);
const all = [phoneHz, annaHz, sofiaHz, musicHz];
const soon = { timeout: 15_000 };

const keys: string[] = [];
const records: PhoneLegRecord[] = [];
const open: { close(): unknown }[] = [];
let engine: Awaited<ReturnType<typeof openRemoteEngine>>;
let gateway: Awaited<ReturnType<typeof openRemoteGateway>>;
let anna: TestingPeer;
let sofia: TestingPeer;

async function aBrowser(name: string, hertz: number): Promise<TestingPeer> {
  const peer = await createTestingPeer(name, { address: "127.0.0.1", ports: [23_651, 23_700] });
  const maySend = { audio: true, video: false };
  await peer.take((await engine.addWebLeg("call", name, { offer: peer.offer(), maySend })).answer);
  peer.listen();
  peer.speakTone(hertz);
  open.push(peer);
  return peer;
}

/** The customer's telephone, which calls in and says its tone. */
async function aTelephone() {
  const carrier = await openTestingGateway({ trunk: { domain: `127.0.0.1:${phonePort}` } });
  const called = await carrier.call();
  const ear = createToneEar();
  let heard = 0;
  const tone = createToneMaker(phoneHz);
  const timer = setInterval(() => {
    called.leg?.hear("customer", tone());
    for (; heard < called.frames.length; heard++) ear.hear(Buffer.from(called.frames[heard] as Uint8Array));
  }, 20);
  open.push({
    async close() {
      clearInterval(timer);
      await carrier.gateway.close();
    },
  });
  const tonesHeard = () => all.filter((hertz) => loudnessOf(hertz, ear.last(200)) > -40);
  return { ...called, tonesHeard };
}

beforeAll(async () => {
  engine = await openRemoteEngine({
    folder,
    ...address,
    events: {
      legState: () => {},
      key: (_call, leg, key) => keys.push(`${leg} ${key}`),
      lost: () => {},
      ready: () => {},
    },
  });
  gateway = await openRemoteGateway({
    folder,
    events: {
      leg: (record) => records.push(record),
      key: (_leg, key) => keys.push(`telephone ${key}`),
      refer: () => {},
      registration: () => {},
      lost: () => {},
      ready: () => {},
    },
  });
  await gateway.configure({
    address: "127.0.0.1",
    publicAddress: "127.0.0.1",
    listen: { UDP: phonePort },
    rtpPorts: [25_100, 25_198],
    trunks: [aTrunk()],
  });
}, 60_000);
afterAll(async () => {
  for (const one of open.splice(0)) await one.close();
  const pids = [engine.pid(), gateway.pid()];
  await gateway.stop();
  await engine.stop();
  for (const pid of pids)
    try {
      if (pid > 0) process.kill(pid, "SIGKILL");
    } catch {
      // Gone by itself.
    }
  rmSync(folder, { recursive: true, force: true });
});

function must(result: CallChange): Call {
  if (!result.ok) throw new Error(result.because);
  return result.call;
}

it("a telephone is in a call as a browser is: it hears the agent, music on hold, and never who whispers", async () => {
  const telephone = await aTelephone();
  await vi.waitUntil(() => records.length > 0, soon);
  const { id } = records[0] as PhoneLegRecord;
  const { port } = await engine.addPhoneLeg("call", "telephone");
  const sound = await gateway.openSound(id, port);
  await engine.connectPhoneLeg("call", "telephone", sound?.port ?? 0);
  await gateway.answer(id);
  anna = await aBrowser("anna", annaHz);
  sofia = await aBrowser("sofia", sofiaHz);

  let call = newCall("call", { id: "telephone", party: "customer", userId: null });
  const now = async (step: (call: Call) => CallChange) => {
    call = must(step(call));
    await engine.setRouting("call", call.version, whoHears(call));
  };
  const hears = async (wanted: Record<"telephone" | "anna" | "sofia", readonly number[]>) => {
    const heard = () => ({
      telephone: telephone.tonesHeard(),
      anna: anna.tonesHeard(all),
      sofia: sofia.tonesHeard(all),
    });
    await expect.poll(heard, { timeout: 10_000 }).toEqual(wanted);
  };

  await now((at) => join(at, "telephone"));
  await expect.poll(telephone.tonesHeard, { timeout: 10_000 }).toEqual([musicHz]);
  await now((at) => ring(at, { id: "anna", party: "agent", userId: "anna" }));
  await now((at) => join(at, "anna"));
  const wish = { id: "sofia", userId: "sofia", besideLegId: "anna", mode: "listen" } as const;
  await now((at) => supervise(at, wish));
  await now((at) => join(at, "sofia"));
  await hears({ telephone: [annaHz], anna: [phoneHz], sofia: [phoneHz, annaHz] });
  await now((at) => changeMode(at, "sofia", "whisper"));
  await hears({ telephone: [annaHz], anna: [phoneHz, sofiaHz], sofia: [phoneHz, annaHz] });
  await now((at) => changeMode(at, "sofia", "barge"));
  await hears({ telephone: [annaHz, sofiaHz], anna: [phoneHz, sofiaHz], sofia: [phoneHz, annaHz] });
  await now((at) => changeMode(at, "sofia", "whisper"));
  await hears({ telephone: [annaHz], anna: [phoneHz, sofiaHz], sofia: [phoneHz, annaHz] });
  await now((at) => place(at, "telephone", "hold"));
  await expect.poll(telephone.tonesHeard, { timeout: 10_000 }).toContain(musicHz);
  expect(telephone.tonesHeard()).not.toContain(sofiaHz);
  await now((at) => place(at, "telephone", "talk"));
  await hears({ telephone: [annaHz], anna: [phoneHz, sofiaHz], sofia: [phoneHz, annaHz] });
  const { telephone: figures } = await engine.stats("call");
  expect(figures?.says?.level).toBeGreaterThan(-30);
  expect(figures).toMatchObject({ packetsLost: 0, mos: expect.closeTo(4.4, 0) });
  expect(figures?.hears.sofia?.agoMs).toBeGreaterThan(500);

  // Keys go both ways as keys, not as sound.
  telephone.leg?.sendDigits("4");
  anna.pressKey("7");
  await vi.waitUntil(() => keys.length === 2, soon);
  expect([...keys].sort()).toEqual(["anna 7", "telephone 4"]);
  expect(await gateway.sendDigits(id, "7")).toBe(true);
  await vi.waitUntil(() => telephone.told.includes("key 7"), soon);

  // The phone puts us on hold and says nothing: it is held, and not lost.
  expect(await telephone.leg?.hold()).toBe(true);
  await vi.waitUntil(() => records.at(-1)?.held, soon);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect((await engine.states()).call?.telephone).toBe("connected");
  telephone.leg?.hangUp();
  await vi.waitUntil(() => records.at(-1)?.state === "ended", soon);
  await expect.poll(async () => (await engine.states()).call?.telephone, soon).toBe("lost");
});
