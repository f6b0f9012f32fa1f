import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  type Call,
  type CallChange,
  changeMode,
  join,
  newCall,
  place,
  recordedAs,
  ring,
  supervise,
  whoHears,
} from "#shared/domain/calls/index.ts";
import { createEmbeddedEngine } from "../embedded/embedded-engine.ts";
import { createTestingPeer, type TestingPeer } from "../embedded/testing-peer.ts";
import type { MediaEngine } from "../media-engine.ts";
import { openRemoteEngine } from "../process/remote-engine.ts";
import { mixInChild } from "./mix-in-child.ts";
import { mixRecording } from "./mix-recording.ts";
import { readRecording } from "./read-recording.ts";
import { pitchesIn, playFile, tenthsOf } from "./testing-player.ts";

const address = { address: "127.0.0.1", ports: [23_500, 23_600] } as const;
const customerHz = 2_300;
const annaHz = 1_000;
const sofiaHz = 600;
const cardHz = 3_100;
const musicHz = 220 * 2 ** (-9 / 12);
const all = [customerHz, annaHz, sofiaHz, cardHz, musicHz, 425, 1_400];

let folder: string;
const closing: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "recording-"));
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  rmSync(folder, { recursive: true, force: true });
});

async function joined(engine: MediaEngine, name: string): Promise<TestingPeer> {
  const peer = await createTestingPeer(name, address);
  closing.unshift(() => peer.close());
  const maySend = { audio: true, video: false };
  await peer.take((await engine.addWebLeg("call", name, { offer: peer.offer(), maySend })).answer);
  return peer;
}

/** A call whose changes are in force in the engine at once. */
async function aCall(engine: MediaEngine, ...steps: ((call: Call) => CallChange)[]) {
  let call = newCall("call", { id: "customer", party: "customer", userId: null });
  const change = async (step: (call: Call) => CallChange) => {
    const result = step(call);
    if (!result.ok) throw new Error(result.because);
    call = result.call;
    await engine.setRouting("call", call.version, whoHears(call), recordedAs(call));
  };
  for (const step of steps) await change(step);
  return change;
}
const talking = [
  (call: Call) => join(call, "customer"),
  (call: Call) => ring(call, { id: "anna", party: "agent", userId: "anna" }),
  (call: Call) => join(call, "anna"),
];

it("records each party on a side of his own, a whisper apart, and nothing of a pause, a hold or the engine's sounds", async () => {
  const engine = createEmbeddedEngine({ address, guardMs: 100, events: { legState: () => {} } });
  closing.push(() => engine.stop());
  const [customer, anna, sofia] = [
    await joined(engine, "customer"),
    await joined(engine, "anna"),
    await joined(engine, "sofia"),
  ];
  const change = await aCall(engine, ...talking, (call) =>
    supervise(call, { id: "sofia", userId: "sofia", besideLegId: "anna", mode: "whisper" }),
  );
  await change((call) => join(call, "sofia"));
  let customerStops = customer.speakTone(customerHz);
  anna.speakTone(annaHz);
  const into = path.join(folder, "call");
  await engine.startRecording("call", { folder: into });
  await engine.startRecording("call", { folder: into });
  await engine.play("call", "customer", "beep");
  await pass(800);
  const sofiaStops = sofia.speakTone(sofiaHz);
  await pass(600);
  // She goes on speaking while it changes: what she whispered is on its way, and is no part of the talk.
  await change((call) => changeMode(call, "sofia", "barge"));
  sofiaStops();

  await engine.pauseRecording("call");
  customerStops();
  customerStops = customer.speakTone(cardHz);
  await pass(700);
  customerStops();
  customerStops = customer.speakTone(customerHz);
  await engine.resumeRecording("call");
  await pass(600);
  await change((call) => place(call, "customer", "hold"));
  customerStops();
  customer.speakTone(cardHz);
  await pass(500);
  const manifest = await engine.stopRecording("call");

  expect(manifest).toMatchObject({ isComplete: true, pauses: [{}] });
  expect(manifest.tracks.map(({ legId, as }) => `${legId} ${as}`).sort()).toEqual([
    "anna aside",
    "anna staff",
    "customer customer",
    "sofia aside",
  ]);
  for (const { file, sha256 } of manifest.tracks) {
    const bytes = readFileSync(path.join(into, file));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
  }
  expect(await readRecording(into)).toEqual(manifest);

  const mixedInto = path.join(folder, "mixed");
  const { files, levels } = await mixInChild({ folder: into, into: mixedInto });
  for (const side of [levels?.customer, levels?.staff]) expect(Math.max(...(side ?? []))).toBeGreaterThan(60);
  expect(files.map(({ what, legIds }) => [what, legIds])).toEqual([
    ["parties", expect.arrayContaining(["customer", "anna"])],
    ["mix", expect.arrayContaining(["customer", "anna"])],
    ["aside", [expect.anything()]],
    ["aside", [expect.anything()]],
  ]);
  const ofFile = (wanted: string, legId?: string) =>
    playFile(
      path.join(
        mixedInto,
        files.find(({ what, legIds }) => what === wanted && (!legId || legIds[0] === legId))?.file ?? "",
      ),
    );
  const [left, right] = await ofFile("mix");
  if (!left || !right) throw new Error("the mix is not in stereo");
  expect(pitchesIn(left, all)).toEqual([customerHz]);
  expect(pitchesIn(right, all)).toEqual([annaHz]);
  const parties = await ofFile("parties");
  expect(parties.map((samples) => pitchesIn(samples, all)).sort()).toEqual([[annaHz], [customerHz]]);
  expect((await ofFile("aside", "sofia")).map((samples) => pitchesIn(samples, all))).toEqual([[sofiaHz]]);
  expect((await ofFile("aside", "anna")).map((samples) => pitchesIn(samples, all))).toEqual([[annaHz]]);

  // Two stretches of talk, and silence as long as the pause between them.
  const [pause] = manifest.pauses;
  if (!pause) throw new Error("no pause");
  const during = (samples: Int16Array) => samples.subarray((pause.fromMs + 60) * 48, pause.toMs * 48);
  expect(pitchesIn(during(left), all)).toEqual([]);
  expect(pitchesIn(during(right), all)).toEqual([]);
  expect(tenthsOf(customerHz, left.subarray(pause.toMs * 48))).toBeGreaterThan(2);
  expect(tenthsOf(customerHz, left.subarray(0, pause.fromMs * 48))).toBeGreaterThan(8);
});

it("keeps what was recorded until the engine is killed, and goes on in the same folder when another has taken over", async () => {
  const told: string[] = [];
  const open = () =>
    openRemoteEngine({
      folder,
      address: address.address,
      ports: [23_700, 23_800],
      forsakenMs: 3_000,
      events: {
        legState: () => {},
        lost: () => told.push("lost"),
        ready: () => told.push("ready"),
        levels: (_call, levels) => told.push(`customer says ${levels.customer?.says?.level}`),
      },
    });
  const engine = await open();
  closing.push(async () => {
    const pid = engine.pid();
    await engine.stop();
    if (pid > 0) process.kill(pid, "SIGKILL");
  });
  const into = path.join(folder, "call");
  const record = async () => {
    const [customer, anna] = [await joined(engine, "customer"), await joined(engine, "anna")];
    await aCall(engine, ...talking);
    await engine.startRecording("call", { folder: into });
    customer.speakTone(customerHz, 21);
    anna.speakTone(annaHz);
  };
  await record();
  await engine.watchLevels("call", true);
  await expect.poll(() => told).toContain("customer says -21");
  await pass(1_500);
  process.kill(engine.pid(), "SIGKILL");
  await expect.poll(() => told.filter((one) => one === "ready").length, { timeout: 15_000 }).toBe(2);

  const left = await readRecording(into);
  expect(left).toMatchObject({ isComplete: false });
  expect(left?.tracks.map(({ as }) => as).sort()).toEqual(["customer", "staff"]);
  const mixed = path.join(folder, "mixed");
  const heard = async () => {
    const { files } = await mixRecording({ folder: into, into: mixed });
    const mix = await playFile(path.join(mixed, files.find(({ what }) => what === "mix")?.file ?? ""));
    return mix.map((samples) => ({
      pitches: pitchesIn(samples, all),
      seconds: tenthsOf(pitchesIn(samples, all)[0] ?? 0, samples) / 10,
    }));
  };
  const first = await heard();
  expect(first.map(({ pitches }) => pitches)).toEqual([[customerHz], [annaHz]]);
  for (const { seconds } of first) expect(seconds).toBeGreaterThan(1);

  await record();
  await pass(800);
  await engine.stopRecording("call");
  const second = await heard();
  expect(second.map(({ pitches }) => pitches)).toEqual([[customerHz], [annaHz]]);
  for (const [side, { seconds }] of second.entries())
    expect(seconds).toBeGreaterThan((first[side]?.seconds ?? 0) + 0.4);
  expect(readdirSync(mixed).sort()).toEqual(["mix.webm", "parties.webm"]);
});

it("refuses in words what cannot be recorded or mixed", async () => {
  const failed: string[] = [];
  const engine = createEmbeddedEngine({
    address,
    events: { legState: () => {}, recordingFailed: (_call, reason) => failed.push(reason) },
  });
  closing.push(() => engine.stop());
  await expect(engine.pauseRecording("call")).rejects.toThrow("call call is not here");
  await expect(engine.startRecording("call", { folder: "/dev/null/call" })).rejects.toThrow("cannot be used");
  await expect(mixInChild({ folder: path.join(folder, "nothing"), into: "/dev/null/mixed" })).rejects.toThrow(
    "could not be mixed",
  );
  expect(await readRecording(path.join(folder, "nothing"))).toBeUndefined();

  // The folder goes away while it is recorded: the call is not the worse for it.
  const customer = await joined(engine, "customer");
  await joined(engine, "anna");
  await expect(engine.stopRecording("call")).rejects.toThrow("the call is not being recorded");
  const into = path.join(folder, "gone");
  await engine.startRecording("call", { folder: into });
  rmSync(into, { recursive: true });
  await aCall(engine, ...talking);
  customer.speakTone(customerHz);
  await expect.poll(() => failed.length, { timeout: 5_000 }).toBeGreaterThan(0);
  const before = (await engine.stats("call")).anna?.packetsSent ?? 0;
  await expect.poll(async () => (await engine.stats("call")).anna?.packetsSent).toBeGreaterThan(before + 10);
  expect(failed.length).toBe(1);
  await engine.endCall("call");
});
