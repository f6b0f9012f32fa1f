import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { aColleague, type Colleague, heardBy } from "./support/call-floor.ts";
import { aPhoneLine, aTelephoneNetwork, type Telephone } from "./support/phone-floor.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, ready } from "./support/talk.ts";

let first: TestServer;
let now: TestServer;
let network: Awaited<ReturnType<typeof aTelephoneNetwork>>;
let dataDir: string;
let start: (databaseUrl?: string) => Promise<TestServer>;
const number = "+390288888888";
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "phone-"));
  const sipPort = await freePort();
  const env = {
    ...{ LIMIT_SCALE: "100", SIP_LISTEN: `udp:${sipPort}`, SIP_RTP_PORTS: "23400-23498" },
    DATA_DIR: dataDir,
  };
  start = (databaseUrl) => startTestServer({ env, ...(databaseUrl && { databaseUrl }) });
  first = await start();
  now = first;
  network = await aTelephoneNetwork(sipPort);
});
afterAll(async () => {
  await network.close();
  if (now !== first) await now.stop();
  await first.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const pool = () => now.server.database.pool;
const heardByPhone = (phone: Telephone, voices: Parameters<typeof heardBy>[1]) =>
  heardBy(phone as never, voices);
const newest = async () =>
  (
    await pool().query<{ id: string; conversationId: string; cause: string | null }>(
      `select id, conversation_id as "conversationId", cause from calls order by created_at desc limit 1`,
    )
  ).rows[0];

/** kill -9 of the process beside the server. */
function kill(what: "phone" | "media"): void {
  const all = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  process.kill(Number.parseInt(all.find((line) => line.includes(join(dataDir, what))) ?? "", 10), "SIGKILL");
}

/** A phone calls, and Ana answers. */
async function talking(ana: Colleague, before?: string) {
  const phone = await network.calls(number);
  const call = await eventually(async () => {
    const found = await newest();
    return found && found.id !== before && !found.cause ? found : undefined;
  }, "the call");
  await accept(ana.desk, call.conversationId);
  await eventually(() => ana.told(call.id), "the call at her desk");
  await ana.connect(call.id);
  await heardByPhone(phone, [ana.voice]);
  await heardBy(ana, ["customer"]);
  return { phone, id: call.id };
}

it("a telephone call goes on while the server is started anew, and ends as lost when the phone process is killed; the next one rings, and outlives the media process", async () => {
  const shop = await now.workspace({ queues: ["Orders"] });
  await aPhoneLine(now, shop, { networkPort: network.port, number });
  const ana = await aColleague(now, shop, "ana", "agent");
  await ready(ana.desk);
  // The line is known to the gateway within its regular look.
  await eventually(async () => (await ana.http("GET", "/phone/caller-ids")).body.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  const { phone, id } = await talking(ana);

  await now.server.stop();
  await heardByPhone(phone, ["ana"]);
  now = await start(first.databaseUrl);
  await heardByPhone(phone, ["ana"]);
  await heardBy(ana, ["customer"]);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(await newest()).toMatchObject({ id, cause: null });

  kill("phone");
  await eventually(async () => (await newest())?.cause === "lost", "the end");
  phone.close();
  const after = await pool().query("select state from conversations");
  expect(after.rows).toEqual([{ state: "closed" }]);

  const bruno = await aColleague(now, shop, "bruno", "agent");
  await ready(bruno.desk);
  const next = await talking(bruno, id);

  kill("media");
  // A process that is started anew on a busy machine takes its time.
  const isLost = async () => (await pool().query("select 1 from calls where media_epoch > 0")).rowCount;
  await expect.poll(isLost, { timeout: 20_000 }).toBe(1);
  await bruno.connect(next.id);
  await heardByPhone(next.phone, ["bruno"]);
  await heardBy(bruno, ["customer"]);
  next.phone.leg.hangUp();
  await eventually(async () => (await newest())?.cause === "hung_up", "the end of the next call");
  next.phone.close();
  await Promise.all([ana.close(), bruno.close()]);
}, 90_000);
