import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn, TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, openDesk } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const transfer = (who: SignedIn, to: Pick<TestUser, "id">, password = who.password) =>
  ask(who, "POST", "/ownership/transfer", { userId: to.id, password });
const query = (text: string, values: unknown[]) => server.server.database.pool.query(text, values);
const roleOf = async ({ id }: Pick<TestUser, "id">): Promise<string> =>
  (await query("select role from users where id = $1", [id])).rows[0].role;

async function aShop(scheme: "voximplant-kit" | "standard" = "voximplant-kit") {
  const shop = await server.workspace({ scheme });
  const owner = await server.signedIn(shop, { role: "owner", name: "Olga" });
  const heir = await server.signedIn(shop, { role: "administrator", name: "Anton" });
  return { shop, owner, heir };
}

describe("handing the ownership on", () => {
  it.each(["voximplant-kit", "standard"] as const)(
    "in %s, Owner and Administrator change places at once, and the log says so",
    async (scheme) => {
      const { shop, owner, heir } = await aShop(scheme);
      expect(await transfer(owner, heir)).toMatchObject({ status: 200, body: { ok: true } });
      expect([await roleOf(owner), await roleOf(heir)]).toEqual(["administrator", "owner"]);
      expect((await ask(heir, "GET", "/billing")).status).toBe(200);
      expect(await ask(owner, "GET", "/billing")).toMatchObject({
        status: 403,
        body: { code: "permission.denied" },
      });
      const { rows } = await query(
        "select action, target_name, before, after from activity_log where workspace_id = $1 and action like 'ownership.%'",
        [shop.id],
      );
      expect(rows).toEqual([
        {
          action: "ownership.transferred",
          target_name: "Anton",
          before: { owner: "Olga", role: "administrator" },
          after: { owner: "Anton", role: "owner" },
        },
      ]);
    },
  );

  it("both desks that are open have the new rights within five seconds", async () => {
    const { owner, heir } = await aShop();
    const desks = [await openDesk(server, owner), await openDesk(server, heir)];
    const asked = Date.now();
    await transfer(owner, heir);
    for (const desk of desks) await eventually(() => desk.heard("rights.changed").length > 0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    expect(desks[0]?.heard("rights.changed")).toEqual([{ what: "role" }]);
  });

  it("needs the password; who guesses is stopped, also with the right one", async () => {
    const { owner, heir } = await aShop();
    const codes = [];
    for (let guess = 0; guess < 6; guess++)
      codes.push((await transfer(owner, heir, `guess ${guess}`)).body.code);
    expect(codes).toEqual([...Array(5).fill("auth.wrong_password"), "request.rate_limited"]);
    expect((await transfer(owner, heir)).status).toBe(429);
    expect(await roleOf(owner)).toBe("owner");
  });

  it("goes to an active Administrator alone, or to a copy of one", async () => {
    const { shop, owner } = await aShop();
    await query(
      "insert into custom_roles (id, workspace_id, key, name, based_on, grants) values ($1, $2, 'custom-deputy', 'Deputy', 'administrator', '{}')",
      [randomUUID(), shop.id],
    );
    const person = (role: string) => server.user(shop, { role });
    const [blocked, archived] = [await person("administrator"), await person("administrator")];
    await query("update users set blocked_at = now() where id = $1", [blocked.id]);
    await query("update users set blocked_at = now(), archived_at = now() where id = $1", [archived.id]);
    for (const one of [await person("manager"), await person("agent"), blocked, archived, owner])
      expect(await transfer(owner, one)).toMatchObject({
        status: 409,
        body: { code: "owner.needs_administrator" },
      });
    expect((await transfer(owner, await person("custom-deputy"))).status).toBe(200);
  });

  it("to somebody of another workspace it answers as to nobody", async () => {
    const { owner } = await aShop();
    const { heir: stranger } = await aShop();
    for (const one of [stranger, { id: randomUUID() }])
      expect(await transfer(owner, one)).toMatchObject({ status: 404, body: { code: "user.not_found" } });
    expect(await roleOf(owner)).toBe("owner");
  });

  it("is the Owner's alone: every other role answers 403, and so does a custom one with the permission", async () => {
    const { shop, heir } = await aShop();
    await query(
      "insert into custom_roles (id, workspace_id, key, name, based_on, grants) values ($1, $2, 'custom-usurper', 'Usurper', 'administrator', $3)",
      [randomUUID(), shop.id, JSON.stringify({ "ownership.transfer": { scope: "all" } })],
    );
    const target = await server.user(shop, { role: "administrator" });
    for (const role of ["agent", "supervisor", "manager", "administrator", "custom-usurper"])
      expect(await transfer(await server.signedIn(shop, { role }), target)).toMatchObject({
        status: 403,
        body: { code: "permission.denied" },
      });
    expect(await roleOf(heir)).toBe("administrator");
  });

  it("two transfers at once make one new Owner", async () => {
    const { shop, owner, heir } = await aShop();
    const other = await server.user(shop, { role: "administrator" });
    await Promise.all([transfer(owner, heir), transfer(owner, other)]);
    expect((await ownersOf(shop)).length).toBe(1);
  });
});

const ownersOf = async (shop: TestWorkspace): Promise<unknown[]> =>
  (await query("select id from users where workspace_id = $1 and role = 'owner'", [shop.id])).rows;
