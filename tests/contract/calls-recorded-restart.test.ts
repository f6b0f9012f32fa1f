import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pitchesIn, tenthsOf } from "#server/media/recording/testing-player.ts";
import { aCall, tones } from "./support/call-floor.ts";
import { recordingFloor } from "./support/recordings.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

const dataDir = mkdtempSync(path.join(tmpdir(), "restart-"));
const env = { LIMIT_SCALE: "100", DATA_DIR: dataDir };
let first: TestServer;
let second: TestServer | undefined;
beforeAll(async () => {
  first = await startTestServer({ env });
});
afterAll(async () => {
  await second?.stop();
  await first.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it("is recorded on while its server is away, and put together by the next one", async () => {
  const shop = await recordingFloor(first).shopThat({ recordCalls: "all" });
  const { ana, customer, id } = await aCall(first, shop);
  const boss = await first.signedIn(shop, { role: "administrator" });
  await pass(500);
  await first.server.stop();
  await pass(1_000);
  second = await startTestServer({ databaseUrl: first.databaseUrl, env });
  const floor = recordingFloor(second);
  const asked = (method: string, what: string, body?: object) =>
    second?.request(method, `/api/v1${what}`, { headers: ana.user.headers, body });
  // What it says is in force: the engine that went on has been told, and answers.
  expect((await asked("POST", `/calls/${id}/record`, { on: false }))?.body.recording.state).toBe("paused");
  await pass(600);
  expect((await asked("POST", `/calls/${id}/record`, { on: true }))?.body.recording.state).toBe("recording");
  await pass(800);
  expect((await asked("POST", `/calls/${id}/end`))?.status).toBe(200);
  await floor.isOver(id);
  const row = await floor.rowOf(id);
  expect(row.manifest).toMatchObject({ isComplete: true, pauses: [{}] });
  const [recording] = (await floor.recordingsFor(boss, row.conversation_id)).body;
  const { channels } = await floor.listen(boss, recording, "mix.webm");
  for (const [side, pitch] of [tones.customer, tones.ana].entries()) {
    const samples = channels[side] ?? new Int16Array();
    expect(pitchesIn(samples, Object.values(tones))).toEqual([pitch]);
    // Longer than the two servers were there together: what was said in between is in it.
    expect(tenthsOf(pitch, samples)).toBeGreaterThan(20);
  }
  await Promise.all([ana.close(), customer.close()]);
});
