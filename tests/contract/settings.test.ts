import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultSettings } from "#shared/domain/settings.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, openDesk } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const change = (who: SignedIn, version: string, changes: object) =>
  ask(who, "PATCH", "/settings", { version, changes });
const bossOf = async (role: string, shop?: TestWorkspace) =>
  server.signedIn(shop ?? (await server.workspace({ scheme: "voximplant-kit" })), { role });

const calls = { ...defaultSettings.callPermissions, outboundCalls: false };

describe("general settings", () => {
  it("an Administrator sees and changes every part; what he changed is in the log, and nothing else", async () => {
    const boss = await bossOf("administrator");
    const { body: before } = await ask(boss, "GET", "/settings");
    expect(before.editable).toEqual([
      "name",
      "contactDetails",
      "callPermissions",
      "dialing",
      "video",
      "assistants",
      "monitor",
      "away",
      "routing",
    ]);
    expect(Object.keys(before.settings).sort()).toEqual([...before.editable].sort());
    const after = await change(boss, before.version, { name: "The shop", callPermissions: calls });
    expect(after.body.settings).toMatchObject({ name: "The shop", callPermissions: calls });
    expect(after.body.version).not.toBe(before.version);
    expect((await ask(boss, "GET", "/settings")).body).toEqual(after.body);
    expect((await ask(boss, "GET", "/me")).body.workspace.name).toBe("The shop");
    const { rows } = await server.server.database.pool.query(
      "select action, before, after from activity_log where workspace_id = $1 and action like 'settings.%'",
      [boss.workspaceId],
    );
    expect(rows).toEqual([
      {
        action: "settings.changed",
        before: { name: "A shop", callPermissions: { ...calls, outboundCalls: true } },
        after: { name: "The shop", callPermissions: calls },
      },
    ]);
  });

  it("a Manager of voximplant-kit sees and changes three parts alone; the others are named and nothing is saved", async () => {
    const manager = await bossOf("manager");
    const { body } = await ask(manager, "GET", "/settings");
    expect(Object.keys(body.settings).sort()).toEqual(["callPermissions", "contactDetails", "dialing"]);
    const refused = await change(manager, body.version, {
      callPermissions: calls,
      video: { enabled: true, storeRecordings: true },
      name: "Mine",
    });
    expect(refused).toMatchObject({ status: 403, body: { code: "permission.field" } });
    expect(refused.body.data.fields.map(({ field }: { field: string }) => field).sort()).toEqual([
      "name",
      "video",
    ]);
    expect((await ask(manager, "GET", "/settings")).body).toEqual(body);
    expect((await change(manager, body.version, { callPermissions: calls })).status).toBe(200);
  });

  it("who changes an old version is told; a part that he does not see makes no version old", async () => {
    const shop = await server.workspace({ scheme: "voximplant-kit" });
    const [boss, manager] = [await bossOf("owner", shop), await bossOf("manager", shop)];
    const mine = (await ask(boss, "GET", "/settings")).body.version;
    const his = (await ask(manager, "GET", "/settings")).body.version;
    expect((await change(boss, mine, { video: { enabled: true, storeRecordings: false } })).status).toBe(200);
    expect(await change(boss, mine, { name: "Late" })).toMatchObject({
      status: 409,
      body: { code: "record.stale" },
    });
    expect((await change(manager, his, { callPermissions: calls })).status).toBe(200);
    expect(await change(manager, his, { callPermissions: calls })).toMatchObject({
      body: { code: "record.stale" },
    });
  });

  it("of two at once one wins", async () => {
    const boss = await bossOf("owner");
    const { version } = (await ask(boss, "GET", "/settings")).body;
    const answers = await Promise.all(["One", "Two"].map((name) => change(boss, version, { name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("what is not a setting is not stored, the scheme of roles least of all", async () => {
    const boss = await bossOf("owner");
    const { version } = (await ask(boss, "GET", "/settings")).body;
    await change(boss, version, {
      scheme: "standard",
      statuses: ["Lunch"],
      security: {},
      name: "Still ours",
    });
    const { rows } = await server.server.database.pool.query(
      "select scheme, settings, name from workspaces where id = $1",
      [boss.workspaceId],
    );
    expect(rows).toEqual([{ scheme: "voximplant-kit", settings: {}, name: "Still ours" }]);
  });

  it("outbound calls switched off are closed to an Agent within five seconds, on his open desk too", async () => {
    const shop = await server.workspace({ scheme: "voximplant-kit" });
    const [boss, ada] = [await bossOf("owner", shop), await server.signedIn(shop)];
    const desk = await openDesk(server, ada);
    const asked = Date.now();
    await change(boss, (await ask(boss, "GET", "/settings")).body.version, { callPermissions: calls });
    await eventually(() => desk.heard("rights.changed").length > 0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    await eventually(async () => !(await ask(ada, "GET", "/me")).body.grants["call.outbound"]);
  });
});
