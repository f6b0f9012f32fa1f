import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Skill } from "#shared/contract/groups.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let shop: TestWorkspace;
let manager: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  shop = await server.workspace({ scheme: "voximplant-kit" });
  manager = await server.signedIn(shop, { role: "manager" });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const make = async (name: string): Promise<Skill> => (await ask(manager, "POST", "/skills", { name })).body;
const give = (skill: Skill, userId: string) =>
  server.server.database.pool.query("insert into user_skills (user_id, skill_id) values ($1, $2)", [
    userId,
    skill.id,
  ]);

describe("skills", () => {
  it("are made, renamed and deleted; each is in the log", async () => {
    const skill = await make("Lamps");
    const renamed = await ask(manager, "PUT", `/skills/${skill.id}`, {
      version: skill.version,
      name: "Lights",
    });
    expect(renamed.body).toMatchObject({ name: "Lights", holders: 0, version: 2 });
    expect((await ask(manager, "DELETE", `/skills/${skill.id}`)).body).toEqual({ ok: true });
    const { rows } = await server.server.database.pool.query(
      "select action, before, after from activity_log where target_id = $1 order by seq",
      [skill.id],
    );
    expect(rows).toEqual([
      { action: "skill.created", before: null, after: { name: "Lamps" } },
      { action: "skill.renamed", before: { name: "Lamps" }, after: { name: "Lights" } },
      { action: "skill.deleted", before: { name: "Lights" }, after: null },
    ]);
  });

  it("one name is given once, an old version is told, and a foreign skill looks the same as none", async () => {
    const skill = await make("Glass");
    expect(await ask(manager, "POST", "/skills", { name: "GLASS" })).toMatchObject({
      status: 409,
      body: { code: "name.taken" },
    });
    await ask(manager, "PUT", `/skills/${skill.id}`, { version: 1, name: "Glasses" });
    expect(await ask(manager, "PUT", `/skills/${skill.id}`, { version: 1, name: "Wine" })).toMatchObject({
      status: 409,
      body: { code: "record.stale" },
    });
    const stranger = await server.signedIn(await server.workspace(), { role: "owner" });
    for (const [who, id] of [
      [stranger, skill.id],
      [manager, randomUUID()],
    ] as const) {
      expect(await ask(who, "PUT", `/skills/${id}`, { version: 2, name: "Mine" })).toMatchObject({
        status: 404,
        body: { code: "skill.not_found" },
      });
      expect((await ask(who, "DELETE", `/skills/${id}`)).body.code).toBe("skill.not_found");
    }
    expect((await ask(stranger, "GET", "/skills")).body).toEqual([]);
  });

  it.each(["manager", "administrator", "owner"])(
    "one that somebody holds stays, whoever deletes it: %s is told who holds it",
    async (role) => {
      const boss = await server.signedIn(shop, { role });
      const skill = await make(`Held, says ${role}`);
      for (const name of ["Tom", "Ida"]) await give(skill, (await server.user(shop, { name })).id);
      expect(await ask(boss, "DELETE", `/skills/${skill.id}`)).toMatchObject({
        status: 409,
        body: {
          code: "skill.in_use",
          data: {
            fields: [
              { field: "holders", problem: "Ida" },
              { field: "holders", problem: "Tom" },
            ],
          },
        },
      });
      const listed = (await ask(boss, "GET", "/skills")).body as Skill[];
      expect(listed.find(({ id }) => id === skill.id)?.holders).toBe(2);
    },
  );

  it("many holders are counted, not all named", async () => {
    const skill = await make("Common");
    for (let one = 0; one < 22; one++) await give(skill, (await server.user(shop)).id);
    const { fields } = (await ask(manager, "DELETE", `/skills/${skill.id}`)).body.data;
    expect(fields).toHaveLength(21);
    expect(fields.at(-1).problem).toBe("and 2 more");
  });

  it("go with their workspace, whoever holds them and whichever goes first", async () => {
    const { pool } = server.server.database;
    const gone = await server.workspace();
    const holder = await server.user(gone);
    const held = async (name: string) => {
      const { rows } = await pool.query(
        "insert into skills (id, workspace_id, name) values (gen_random_uuid(), $1, $2) returning *",
        [gone.id, name],
      );
      await give(rows[0], holder.id);
    };
    const holds = async () =>
      (await pool.query("select 1 from user_skills where user_id = $1", [holder.id])).rowCount;
    await held("Lamps");
    await pool.query("delete from skills where workspace_id = $1", [gone.id]);
    expect(await holds()).toBe(0);
    await held("Lights");
    await pool.query("delete from workspaces where id = $1", [gone.id]);
    expect(await holds()).toBe(0);
  });
});
