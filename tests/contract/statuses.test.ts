import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "#server/platform/db/embedded/address.ts";
import type { AgentStatus, StatusLogEntry } from "#shared/contract/index.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  accept,
  type End,
  eventually,
  offerOf,
  openDesk,
  openVisitor,
  ready,
  sites,
  snapshot,
} from "./support/talk.ts";

let redis: ChildProcess;
let server: TestServer;
let two: TestServer;
beforeAll(async () => {
  const port = await freePort();
  redis = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], {
    stdio: "ignore",
  });
  const env = { LIMIT_SCALE: "1000", REDIS_URL: `redis://127.0.0.1:${port}` };
  server = await startTestServer({ env });
  two = await startTestServer({ env, databaseUrl: server.databaseUrl });
});
afterAll(async () => {
  await two.stop();
  await server.stop();
  redis.kill();
});

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const aShop = () => server.workspace({ allowedSites: sites });

async function atDesk(shop: TestWorkspace, options: object = {}): Promise<{ user: SignedIn; desk: End }> {
  const user = await server.signedIn(shop, { queues: ["Orders"], ...options });
  return { user, desk: await openDesk(server, user) };
}
const myStatus = async (desk: End): Promise<AgentStatus> => (await snapshot(desk)).status;
const choose = (desk: End, status: string, more: object = {}) =>
  desk.http("PUT", "/me/status", { status, ...more });
const until = (desk: End, wanted: Partial<AgentStatus>): Promise<AgentStatus> =>
  eventually(async () => {
    const now = await myStatus(desk);
    return Object.entries(wanted).every(([key, value]) => now[key as "status"] === value) && now;
  }, JSON.stringify(wanted));
const ownLog = async (desk: End, query = ""): Promise<{ entries: StatusLogEntry[]; more: boolean }> =>
  (await desk.http("GET", `/me/status/log${query}`)).body;

describe("the next status", () => {
  it("waits for the end of the work and stops what comes from the queues; it can be taken back", async () => {
    const shop = await aShop();
    const { desk } = await atDesk(shop);
    await ready(desk);
    const first = await openVisitor(server, shop);
    const talk = await accept(desk, first.conversation.id);
    await until(desk, { activity: "in_service" });

    await choose(desk, "dnd", { when: "whenFree", reason: "Paperwork" });
    expect(await myStatus(desk)).toMatchObject({
      status: "ready",
      next: { status: "dnd", reason: "Paperwork" },
    });
    const second = await openVisitor(server, shop, "Anybody there?");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await snapshot(desk)).offers).toEqual([]);

    await desk.http("DELETE", "/me/status/next");
    expect(await myStatus(desk)).toMatchObject({ status: "ready", next: null });
    await offerOf(desk, second.conversation.id);

    await choose(desk, "dnd", { when: "whenFree" });
    await desk.http("POST", `/conversations/${talk.id}/close`, {
      assignmentToken: talk.assignmentToken,
      outcome: "resolved",
    });
    expect(await until(desk, { status: "dnd" })).toMatchObject({ cause: "next_came", next: null });
    expect((await ownLog(desk)).entries.map(({ kind, value, cause }) => `${kind} ${value} ${cause}`)).toEqual(
      [
        "status dnd next_came",
        "next dnd chosen",
        "next cancelled chosen",
        "next dnd chosen",
        "status ready chosen",
        "status online signed_in",
      ],
    );
    const page = await ownLog(desk, "?limit=2");
    expect(page).toMatchObject({ more: true, entries: [{ value: "dnd" }, { value: "dnd" }] });
    const older = await ownLog(desk, `?limit=50&before=${page.entries[1]?.id}`);
    expect(older).toMatchObject({ more: false });
    expect(older.entries).toHaveLength(4);
  });

  it("comes at once to who has nothing to finish", async () => {
    const { desk } = await atDesk(await aShop());
    await choose(desk, "dnd", { when: "whenFree" });
    expect(await myStatus(desk)).toMatchObject({ status: "dnd", next: null, cause: "chosen" });
  });
});

describe("a missed offer", () => {
  it("pauses him by force; a reload does not free him, he himself does", async () => {
    const shop = await aShop();
    const { user, desk } = await atDesk(shop);
    await ready(desk);
    const { conversation } = await openVisitor(server, shop);
    const offer = await offerOf(desk, conversation.id);
    await sql("update offers set expires_at = now() where id = $1", [offer.id]);
    expect(await until(desk, { status: "paused" })).toMatchObject({ cause: "offer_missed" });
    const again = await openDesk(two, user);
    expect(await myStatus(again)).toMatchObject({ status: "paused" });
    expect((await choose(desk, "paused")).status).toBe(400);
    await ready(again);
    expect(await myStatus(desk)).toMatchObject({ status: "ready", cause: "chosen" });
  });
});

describe("devices", () => {
  it("each keep their own media, and two servers tell the person of them at once", async () => {
    const shop = await aShop();
    const user = await server.signedIn(shop, { queues: ["Orders"] });
    const office = await openDesk(server, user, "device-office");
    const home = await openDesk(two, user, "device-home");
    const set = (deviceId: string, medium: string, on: boolean) =>
      server.request("PUT", "/api/v1/me/media", { headers: user.headers, body: { deviceId, medium, on } });

    await set("device-home", "voice", false);
    const off = await eventually(
      () =>
        home.heard<AgentStatus>("status.changed").find(({ devices }) => devices.some((one) => !one.voice)),
      "the switch",
    );
    expect(off.devices).toEqual([
      { deviceId: "device-home", chat: true, voice: false, video: true },
      { deviceId: "device-office", chat: true, voice: true, video: true },
    ]);
    home.close();
    await sql("delete from presence_leases where user_id = $1 and device_id = 'device-home'", [user.id]);
    expect((await snapshot(office)).status.devices.map(({ deviceId }) => deviceId)).toEqual([
      "device-office",
    ]);
    const back = await openDesk(server, user, "device-home");
    expect((await snapshot(back)).status.devices[0]).toMatchObject({ deviceId: "device-home", voice: false });
    expect((await set("no device!", "voice", true)).status).toBe(400);
  });

  it("choosing at both at once leaves one status, and the log tells of both in one order", async () => {
    const shop = await aShop();
    const { user, desk } = await atDesk(shop);
    const other = await openDesk(two, user);
    const wanted = ["ready", "dnd", "online", "ready", "dnd", "online"];
    await Promise.all(wanted.map((status, index) => choose(index % 2 ? desk : other, status)));
    const here = await myStatus(desk);
    expect(await myStatus(other)).toEqual(here);
    const { entries } = await ownLog(desk);
    expect(entries[0]?.value).toBe(here.status);
    expect(entries.length).toBeGreaterThan(3);
    await eventually(
      () =>
        Math.max(...other.heard<AgentStatus>("status.changed").map(({ version }) => version)) ===
        here.version,
      "the newest at the other server",
    );
  });
});

describe("who has a status at all", () => {
  it.each(["supervisor", "administrator"])("is said by the role: %s of aivo-live has none", async (role) => {
    const shop = await server.workspace({ scheme: "aivo-live", allowedSites: sites });
    const { user, desk } = await atDesk(shop, { role });
    expect((await choose(desk, "ready")).status).toBe(403);
    await desk.ask("presence.beat");
    const { rows } = await sql("select 1 from agent_status where user_id = $1", [user.id]);
    expect(rows).toEqual([]);
  });

  it("changes with the role, at once and also while he is at work", async () => {
    const shop = await server.workspace({ scheme: "aivo-live", allowedSites: sites });
    const { user, desk } = await atDesk(shop);
    await ready(desk);
    await sql("update users set role = 'supervisor' where id = $1", [user.id]);
    const status = () =>
      sql("select status, cause from agent_status where user_id = $1", [user.id]).then(({ rows }) => rows[0]);
    await eventually(async () => (await status())?.cause === "rights_changed", "the loss of the status");
    expect(await status()).toEqual({ status: "offline", cause: "rights_changed" });

    await sql("update users set role = 'agent' where id = $1", [user.id]);
    await eventually(async () => {
      const again = await openDesk(server, user);
      return (await myStatus(again)).status === "online";
    }, "the status of the new role");
  });
});

describe("a lost connection", () => {
  it("is out of the queues within 30 s, and what was pending outlives a short one", async () => {
    const shop = await aShop();
    const { user, desk } = await atDesk(shop);
    await ready(desk);
    const { conversation } = await openVisitor(server, shop);
    await accept(desk, conversation.id);
    await choose(desk, "dnd", { when: "whenFree" });
    const { rows } = await sql(
      "select max(until) - now() < interval '30 seconds' as soon from presence_leases where user_id = $1",
      [user.id],
    );
    expect(rows).toEqual([{ soon: true }]);

    desk.close();
    await eventually(async () => {
      // As if the lease were over, whenever the closing is noticed.
      await sql("update presence_leases set until = now() where user_id = $1", [user.id]);
      const found = await sql("select cause from agent_status where user_id = $1", [user.id]);
      return found.rows[0]?.cause === "connection_lost";
    }, "the loss");
    const back = await openDesk(two, user);
    expect(await myStatus(back)).toMatchObject({
      status: "ready",
      cause: "connection_back",
      next: { status: "dnd" },
      activity: "in_service",
    });
  });
});
