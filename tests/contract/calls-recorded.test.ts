import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eraseForsaken, eraseOverdue } from "#server/features/recordings/erase-recordings.ts";
import { pitchesIn, tenthsOf } from "#server/media/recording/testing-player.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import type { Recording } from "#shared/contract/recordings.ts";
import { callsInEngine } from "../../chaos/calls/judge-calls.ts";
import { aCall, aColleague, heardBy, tones } from "./support/call-floor.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { recordingFloor } from "./support/recordings.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually } from "./support/talk.ts";

let server: TestServer;
let pool: TestServer["server"]["database"]["pool"];
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  pool = server.server.database.pool;
  floor = recordingFloor(server);
});
afterAll(() => server.stop());

const all = Object.values(tones);
let floor: ReturnType<typeof recordingFloor>;
describe("a call that is recorded", () => {
  it("has each on his side, a whisper apart, and nothing of a pause; the customer is told, and who listens is in the log", async () => {
    const shop = await floor.shopThat({ recordCalls: "all", recordingConsent: "announce" });
    const { ana, customer, id, conversationId } = await aCall(server, shop);
    const sofia = await aColleague(server, shop, "sofia", "supervisor", [], [ana]);
    const boss = await server.signedIn(shop, { role: "administrator" });
    expect(ana.told(id)?.recording).toEqual({ state: "recording", mayBegin: false });
    expect((await customer.now())?.recording).toBe("on");
    await pass(800);

    const told = ana.told(id)?.version ?? 0;
    for (let times = 0; times < 2; times++) {
      const paused = await ana.http("POST", `/calls/${id}/record`, { on: false });
      expect(paused.body).toMatchObject({ version: told + 1, recording: { state: "paused" } });
    }
    expect((await customer.now())?.recording).toBe("paused");
    await pass(1_200);
    await ana.http("POST", `/calls/${id}/record`, { on: true });
    await pass(700);
    await sofia.http("POST", `/calls/${id}/supervise`, { mode: "whisper" });
    await sofia.connect(id);
    await heardBy(ana, ["customer", "sofia"]);
    await pass(600);
    await ana.http("POST", `/calls/${id}/leave`);
    await floor.isOver(id);

    const row = await floor.rowOf(id);
    expect(row).toMatchObject({
      consent: "announced",
      mixed_file: "mix.webm",
      manifest: { isComplete: true },
    });
    const [recording] = (await floor.recordingsFor(boss, conversationId)).body as Recording[];
    if (!recording) throw new Error("the recording is not in the list");
    expect(recording).toMatchObject({ state: "complete", consent: "announced", pauses: [{}] });
    expect(recording.files.map(({ what }) => what).sort()).toEqual(["aside", "mix", "parties"]);
    expect(Math.max(...(recording.levels?.customer ?? []))).toBeGreaterThan(40);

    const mix = await floor.listen(boss, recording, "mix.webm");
    expect(createHash("sha256").update(mix.bytes).digest("hex")).toBe(row.mixed_sha256);
    const [left, right] = mix.channels;
    if (!left || !right) throw new Error("the mix is not in stereo");
    expect(pitchesIn(left, all)).toEqual([tones.customer]);
    expect(pitchesIn(right, all)).toEqual([tones.ana]);
    expect(tenthsOf(tones.customer, left)).toBeGreaterThan(14);
    const [pause] = recording.pauses;
    if (!pause) throw new Error("no pause");
    expect(pause.toMs - pause.fromMs).toBeGreaterThan(1_100);
    for (const side of [left, right])
      expect(pitchesIn(side.subarray((pause.fromMs + 60) * 48, pause.toMs * 48), all)).toEqual([]);
    const aside = recording.files.find(({ what }) => what === "aside");
    const whisper = await floor.listen(boss, recording, aside?.name ?? "");
    expect(whisper.channels.map((samples) => pitchesIn(samples, all))).toEqual([[tones.sofia]]);
    expect(aside?.people).toMatchObject([{ name: "sofia", party: "supervisor" }]);

    const part = await fetch(`${server.config.publicUrl}/api/v1/recordings/${recording.id}/files/mix.webm`, {
      headers: { ...boss.headers, range: "bytes=4-9" },
    });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 4-9/${mix.bytes.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(mix.bytes.subarray(4, 10));
    // Another part of what one listens to is no other access.
    expect((await floor.logged(shop)).map(({ action, who, after }) => [action, who, after?.file])).toEqual([
      ["recording.switched_off", "ana", undefined],
      ["recording.switched_on", "ana", undefined],
      ["recording.played", boss.name, "mix.webm"],
      ["recording.played", boss.name, aside?.name],
    ]);
    await Promise.all([ana.close(), sofia.close(), customer.close()]);
  });

  it("goes on when the engine is killed, and has what was said before and afterwards", async () => {
    const shop = await floor.shopThat({ recordCalls: "all", recordingConsent: "none" });
    const { ana, customer, id, conversationId } = await aCall(server, shop);
    const boss = await server.signedIn(shop, { role: "administrator" });
    expect((await customer.now())?.recording).toBe("off");
    await pass(1_200);
    const { pid } = await callsInEngine(join(server.config.dataDir, "media", "media.sock"));
    process.kill(pid, "SIGKILL");
    await expect.poll(() => ana.told(id)?.mediaEpoch ?? 0, { timeout: 20_000 }).toBeGreaterThan(0);
    await Promise.all([ana.connect(id), customer.connect(id)]);
    await heardBy(ana, ["customer"]);
    await pass(1_000);
    await ana.http("POST", `/calls/${id}/end`);
    await floor.isOver(id);
    const [recording] = (await floor.recordingsFor(boss, conversationId)).body as Recording[];
    if (!recording) throw new Error("the recording is not in the list");
    const { channels } = await floor.listen(boss, recording, "mix.webm");
    for (const [side, pitch] of [tones.customer, tones.ana].entries()) {
      const samples = channels[side] ?? new Int16Array();
      expect(pitchesIn(samples, all)).toEqual([pitch]);
      // On both sides of the gap.
      const first = samples.subarray(0, 1_200 * 48);
      expect(tenthsOf(pitch, first)).toBeGreaterThan(5);
      expect(tenthsOf(pitch, samples.subarray(first.length))).toBeGreaterThan(5);
    }
    const tracks = (await floor.rowOf(id)).manifest.tracks;
    expect(new Set(tracks.map(({ file }: { file: string }) => file.split("-")[1])).size).toBe(2);
    await Promise.all([ana.close(), customer.close()]);
  });
});

describe("a disk that takes no recording", () => {
  it("is told to the agent, who talks on; what is there again afterwards is no recording of this call", async () => {
    const root = join(server.config.dataDir, "recordings");
    if (existsSync(root)) renameSync(root, `${root}.away`);
    writeFileSync(root, "");
    const shop = await floor.shopThat({ recordCalls: "all" });
    const { ana, customer, id } = await aCall(server, shop);
    await eventually(() => ana.told(id)?.recording.state === "failed", "the failure at her desk");
    expect((await customer.now())?.recording).toBe("off");
    await heardBy(customer, ["ana"]);
    expect((await floor.logged(shop)).map(({ action }) => action)).toEqual(["recording.failed"]);
    rmSync(root);
    if (existsSync(`${root}.away`)) renameSync(`${root}.away`, root);
    await ana.http("POST", `/calls/${id}/end`);
    await expect.poll(async () => (await floor.rowOf(id)).manifest?.tracks, { timeout: 20_000 }).toEqual([]);
    expect((await floor.rowOf(id)).state).toBe("failed");
    await Promise.all([ana.close(), customer.close()]);
  });
});

describe("a customer who is asked", () => {
  it("is not recorded before he agrees, and not at all when he does not; both answers are in the log", async () => {
    const asks = { recordCalls: "byHand", recordingConsent: "ask" } as const;
    const [shop, other] = [await floor.shopThat(asks), await floor.shopThat(asks)];
    const { ana, customer, id } = await aCall(server, shop);
    expect(ana.told(id)?.recording).toEqual({ state: "off", mayBegin: true });
    expect((await customer.now())?.recording).toBe("off");
    const early = await customer.http("POST", `/visitor/calls/${id}/recording`, { agreed: true });
    expect(early.body.code).toBe("call.wrong_state");
    expect((await ana.http("POST", `/calls/${id}/record`, { on: true })).body.recording.state).toBe("asked");
    expect((await customer.now())?.recording).toBe("asked");
    expect(existsSync(floor.folderOf(await floor.rowOf(id)))).toBe(false);

    const agreed = await customer.http("POST", `/visitor/calls/${id}/recording`, { agreed: true });
    expect(agreed.body.recording).toBe("on");
    await eventually(
      async () => (await floor.rowOf(id)).started_at !== null,
      "the beginning of the recording",
    );
    await pass(500);
    await ana.http("POST", `/calls/${id}/end`);
    await floor.isOver(id);
    expect(await floor.rowOf(id)).toMatchObject({ consent: "given" });
    await Promise.all([ana.close(), customer.close()]);

    const second = await aCall(server, other);
    await second.ana.http("POST", `/calls/${second.id}/record`, { on: true });
    const no = await second.customer.http("POST", `/visitor/calls/${second.id}/recording`, { agreed: false });
    expect(no.body.recording).toBe("off");
    await eventually(
      () => second.ana.told(second.id)?.recording.state === "refused",
      "his answer at the desk",
    );
    expect((await second.ana.http("POST", `/calls/${second.id}/record`, { on: true })).body.code).toBe(
      "call.wrong_state",
    );
    await pass(400);
    await second.ana.http("POST", `/calls/${second.id}/end`);
    expect(await floor.rowOf(second.id)).toMatchObject({ state: "refused", consent: "refused" });
    expect(existsSync(floor.folderOf(await floor.rowOf(second.id)))).toBe(false);
    const actions = async (of: TestWorkspace) =>
      (await floor.logged(of)).map(({ action, who }) => `${action} ${who}`);
    expect(await actions(shop)).toEqual(["recording.switched_on ana", "recording.agreed João"]);
    expect(await actions(other)).toEqual(["recording.switched_on ana", "recording.refused João"]);
    await Promise.all([second.ana.close(), second.customer.close()]);
  });
});

describe("a recording that is there", () => {
  it("is for those alone whose role reaches its agent, and is erased on time with all its files", async () => {
    const shop = await floor.shopThat({ recordCalls: "all", recordingDays: 30 }, "voximplant-kit");
    const { ana, customer, id, conversationId } = await aCall(server, shop);
    const leader = await server.user(shop, { role: "supervisor" });
    await server.group(shop, { leaders: [leader], members: [ana.user] });
    const people = {
      leader: await server.signIn(leader),
      other: await server.signedIn(shop, { role: "supervisor" }),
      agent: ana.user,
      manager: await server.signedIn(shop, { role: "manager" }),
      foreign: await server.signedIn(await floor.shopThat({}), { role: "administrator" }),
    };
    await pass(500);
    await ana.http("POST", `/calls/${id}/end`);
    await floor.isOver(id);
    const row = await floor.rowOf(id);
    expect(Math.round((row.erase_at - row.ended_at) / 86_400_000)).toBe(30);
    const asked = async (user: SignedIn) => {
      const list = await floor.recordingsFor(user, conversationId);
      const file = await fetch(`${server.config.publicUrl}/api/v1/recordings/${row.id}/files/mix.webm`, {
        headers: user.headers,
      });
      return [list.status === 200 ? list.body.length : list.body.code, file.status];
    };
    expect(await asked(people.leader)).toEqual([1, 200]);
    expect(await asked(people.manager)).toEqual([1, 200]);
    expect(await asked(people.other)).toEqual([0, 404]);
    expect(await asked(people.agent)).toEqual(["permission.denied", 403]);
    expect(await asked(people.foreign)).toEqual([0, 404]);
    for (const name of ["journal.jsonl", "..%2Fjournal.jsonl", "voice-1-1.rtp"]) {
      const { status } = await fetch(`${server.config.publicUrl}/api/v1/recordings/${row.id}/files/${name}`, {
        headers: people.manager.headers,
      });
      expect([name, status]).toEqual([name, 404]);
    }
    expect(
      (await fetch(`${server.config.publicUrl}/api/v1/recordings/${row.id}/files/mix.webm`)).status,
    ).toBe(401);

    expect(readdirSync(floor.folderOf(row)).length).toBeGreaterThan(2);
    await pool.query("update recordings set erase_at = now() - interval '1 minute' where id = $1", [row.id]);
    const erasing = {
      pool,
      log: createLogger("silent"),
      node: row.media_node,
      root: join(server.config.dataDir, "recordings"),
    };
    await eraseForsaken(erasing);
    expect(existsSync(floor.folderOf(row))).toBe(true);
    await eraseOverdue(erasing);
    expect(existsSync(floor.folderOf(row))).toBe(false);
    // A folder whose recording went with its customer.
    const forsaken = floor.folderOf({ folder: randomUUID() });
    mkdirSync(forsaken);
    await eraseForsaken(erasing);
    expect(existsSync(forsaken)).toBe(true);
    utimesSync(join(forsaken, "forsaken"), 0, Date.now() / 1_000 - 25 * 3_600);
    await eraseForsaken(erasing);
    expect(existsSync(forsaken)).toBe(false);
    expect(await asked(people.leader)).toEqual([1, 404]);
    expect((await floor.logged(shop)).map(({ action }) => action)).toContain("recording.erased");
    await Promise.all([ana.close(), customer.close()]);
  });
});
