import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { transact } from "#server/platform/news/index.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

const root = join(import.meta.dirname, "../..");

let server: TestServer;
let shop: TestWorkspace;
let owner: SignedIn;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  shop = await server.workspace();
  owner = await server.signedIn(shop, { role: "owner", name: "Olga Owner" });
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const ask = (method: string, path: string, body?: unknown, who = owner) =>
  server.request(method, `/api/v1/activity${path}`, { headers: who.headers, body });

const record = (action: string, name: string, more: object = {}, home = shop) =>
  transact(server.server.database.pool, (tx) =>
    recordActivity(tx, {
      workspaceId: home.id,
      actor: { id: "someone", name: "Ana", role: "owner", ipAddress: "10.0.0.1", userAgent: "test" },
      action,
      target: { kind: "user", id: name, name },
      before: { blocked: false },
      after: { blocked: true },
      ...more,
    }),
  );

/** Does what an administrator of the database could do. */
async function tamper(...statements: [text: string, values?: unknown[]][]) {
  const client = await server.server.database.pool.connect();
  try {
    await client.query("begin");
    for (const table of ["activity_log", "activity_heads"])
      await client.query(`alter table ${table} disable trigger user`);
    for (const [text, values] of statements) await client.query(text, values);
    for (const table of ["activity_log", "activity_heads"])
      await client.query(`alter table ${table} enable trigger user`);
    await client.query("commit");
  } finally {
    client.release();
  }
}

describe("the activity log", () => {
  it("tells who did what to what, from where, before and after, newest first and page by page", async () => {
    for (const name of ["Tom", "Eva", "Max"]) await record("user.blocked", name);
    const { body } = await ask("GET", "?limit=2&actions[]=user.blocked");
    expect(body.entries.map((entry: { targetName: string }) => entry.targetName)).toEqual(["Max", "Eva"]);
    expect(body.entries[0]).toMatchObject({
      actorName: "Ana",
      actorRole: "owner",
      action: "user.blocked",
      before: { blocked: false },
      after: { blocked: true },
      ipAddress: "10.0.0.1",
      userAgent: "test",
    });
    expect(body.more).toBe(true);
    const rest = await ask("GET", `?limit=2&actions[]=user.blocked&before=${body.entries[1].seq}`);
    expect(rest.body.entries.map((entry: { targetName: string }) => entry.targetName)).toEqual(["Tom"]);
    expect(rest.body.more).toBe(false);
  });

  it("is filtered by action, person, thing, time and words, and lists the actions there are", async () => {
    await record("user.blocked", "Tom 100%");
    await record("group.created", "Night_shift");
    const found = async (query: string) =>
      (await ask("GET", query)).body.entries.map((entry: { targetName: string }) => entry.targetName);
    expect(await found("?actions[]=group.created")).toEqual(["Night_shift"]);
    expect(await found("?actorId=someone")).toEqual(["Night_shift", "Tom 100%"]);
    expect(await found("?targetId=Night_shift")).toEqual(["Night_shift"]);
    expect(await found("?search=night_")).toEqual(["Night_shift"]);
    expect(await found(`?search=${encodeURIComponent("100%")}`)).toEqual(["Tom 100%"]);
    expect(await found(`?search=${encodeURIComponent("1_0")}`)).toEqual([]);
    expect(await found(`?to=${new Date(0).toISOString()}`)).toEqual([]);
    expect((await ask("GET", "")).body.actions).toEqual(
      expect.arrayContaining(["group.created", "user.blocked"]),
    );
  });

  it("is for those who may read it, and shows nothing of another workspace", async () => {
    const other = await server.workspace();
    await record("user.blocked", "Foreign", {}, other);
    const agent = await server.signedIn(shop, { role: "agent" });
    for (const [method, path] of [
      ["GET", ""],
      ["GET", "/export.csv"],
      ["POST", "/verify"],
    ] as const) {
      expect(await ask(method, path, undefined, agent)).toMatchObject({
        status: 403,
        body: { code: "permission.denied" },
      });
      expect(JSON.stringify((await ask(method, path)).body)).not.toContain("Foreign");
    }
  });

  it("is exported as CSV in which no cell is a formula, and the export is an entry itself", async () => {
    await record("user.blocked", '=HYPERLINK("http://evil.example")');
    const { body } = await ask("GET", "/export.csv");
    expect(body.fileName).toMatch(/^activity-\d{4}-\d\d-\d\d\.csv$/);
    expect(body.csv).toContain("'=HYPERLINK");
    expect(body.csv).not.toMatch(/(^|,|")=HYPERLINK/m);
    const { entries } = (await ask("GET", "?actions[]=activity.exported")).body;
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ actorName: "Olga Owner", ipAddress: "127.0.0.1" });
  });

  it.each([
    ["changing", "update activity_log set action = 'user.praised'"],
    ["deleting", "delete from activity_log"],
    ["emptying", "truncate activity_log"],
    ["turning back its head", "update activity_heads set seq = seq - 1"],
    ["deleting its head", "delete from activity_heads"],
    ["emptying its heads", "truncate activity_heads"],
  ])("is refused by the database itself: %s", async (_, text) => {
    await record("user.blocked", "Tom");
    await expect(sql(text)).rejects.toThrow("append-only");
  });

  it("can be mended by hand only with the maintenance flag of that one transaction", async () => {
    await record("user.blocked", "Tom");
    const client = await server.server.database.pool.connect();
    await client.query("begin");
    await client.query("set local sidetone.maintenance = 'on'");
    const { rowCount } = await client.query("delete from activity_log where workspace_id = $1", [shop.id]);
    await client.query("rollback");
    client.release();
    expect(rowCount).toBeGreaterThan(0);
    await expect(sql("delete from activity_log")).rejects.toThrow("append-only");
  });

  it("has no gaps and one order, however many write at once", async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => record("user.blocked", `Person ${i}`)));
    const { body } = await ask("POST", "/verify");
    expect(body).toMatchObject({ ok: true, problems: [] });
    expect(body.entries).toBeGreaterThanOrEqual(40);
    expect(body.head.seq).toBe(body.entries);
  });
});

describe("checking the activity log after somebody was at the database", () => {
  const where = "where workspace_id = $1 and seq = $2";
  let first: number;
  beforeEach(async () => {
    const { body } = await ask("POST", "/verify");
    first = body.head.seq + 1;
    for (let i = 0; i < 6; i += 1) await record("user.blocked", `Person ${i}`);
  });
  const problems = async () => {
    const { body } = await ask("POST", "/verify");
    expect(body.ok).toBe(body.problems.length === 0);
    return body.problems;
  };

  it("finds nothing when nobody was", async () => expect(await problems()).toEqual([]));

  it.each([
    ["action = 'user.praised'"],
    ["actor_name = 'Somebody else'"],
    ["at = at - interval '1 day'"],
    ["before = null"],
    [`after = '{"blocked": 1}'`],
    ["ip_address = null"],
  ])("finds an edited entry: %s", async (change) => {
    await tamper([`update activity_log set ${change} ${where}`, [shop.id, first + 2]]);
    expect(await problems()).toEqual([{ seq: first + 2, problem: "edited" }]);
  });

  it("finds a deleted entry", async () => {
    await tamper([`delete from activity_log ${where}`, [shop.id, first + 2]]);
    expect(await problems()).toEqual([{ seq: first + 2, problem: "missing" }]);
  });

  it("finds entries that changed places", async () => {
    const move = `update activity_log set seq = $3 ${where}`;
    await tamper(
      [move, [shop.id, first + 1, -1]],
      [move, [shop.id, first + 4, first + 1]],
      [move, [shop.id, -1, first + 4]],
    );
    expect(await problems()).toEqual([
      { seq: first + 1, problem: "reordered" },
      { seq: first + 4, problem: "reordered" },
    ]);
  });

  it("finds a cut-off end", async () => {
    await tamper(["delete from activity_log where workspace_id = $1 and seq >= $2", [shop.id, first + 4]]);
    expect(await problems()).toEqual([{ seq: first + 4, problem: "truncated" }]);
  });

  it("says so on the command line, by its exit code too, and finds a cut head by one noted earlier", {
    timeout: 120_000,
  }, async () => {
    const run = async (...args: string[]) => {
      const env = { ...process.env, DATABASE_URL: server.databaseUrl, DATA_DIR: server.config.dataDir };
      const command = ["scripts/verify-activity.ts", "--workspace", shop.key, ...args];
      const ran = await promisify(execFile)(process.execPath, command, { cwd: root, env }).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: { code: number; stdout: string }) => error,
      );
      return { code: ran.code, ...JSON.parse(ran.stdout) };
    };
    const sound = await run();
    expect(sound).toMatchObject({ code: 0, ok: true, workspace: shop.key });
    const kept = `delete from activity_log where workspace_id = $1 and seq > $2`;
    const back = `update activity_heads set (seq, hash) = (select seq, hash from activity_log ${where}) where workspace_id = $1`;
    await tamper([kept, [shop.id, first + 3]], [back, [shop.id, first + 3]]);
    expect((await run()).ok).toBe(true);
    expect(await run("--head", sound.head)).toMatchObject({
      code: 1,
      ok: false,
      problems: [{ seq: first + 4, problem: "truncated" }],
    });
  });
});
