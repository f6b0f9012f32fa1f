import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RoleWithGrants } from "#shared/contract/roles.ts";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import { type SchemeName, schemeNames } from "#shared/permissions/schemes/index.ts";
import type { SignedIn, TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const query = (text: string, values: unknown[]) => server.server.database.pool.query(text, values);
const grantsOf = (scheme: SchemeName, role: string) => createRoleBook(scheme).grantsOf(role);
const agent = grantsOf("voximplant-kit", "agent");
const make = (who: SignedIn, name: string, basedOn = "agent", grants: object = agent) =>
  ask(who, "POST", "/roles", { name, basedOn, grants });
const give = ({ id }: TestUser, role: string) =>
  query("update users set role = $2 where id = $1", [id, role]);

async function aShop(scheme: SchemeName = "voximplant-kit") {
  const shop = await server.workspace({ scheme });
  const boss = await server.signedIn(shop, { role: "administrator", name: "Anton" });
  return { shop, boss };
}
const log = async (shop: TestWorkspace) =>
  (
    await query(
      "select action, actor_role, before, after from activity_log where workspace_id = $1 and action like 'role.%' order by seq",
      [shop.id],
    )
  ).rows;

describe("the roles of a workspace", () => {
  it.each(schemeNames)(
    "in %s are listed in order of rank with what they may do and who has them",
    async (scheme) => {
      const { shop, boss } = await aShop(scheme);
      await server.user(shop);
      const { body } = await ask(boss, "GET", "/roles");
      const book = createRoleBook(scheme);
      expect(body.scheme).toBe(scheme);
      expect(body.roles.map(({ key }: RoleWithGrants) => key)).toEqual(book.roles.map(({ key }) => key));
      for (const role of body.roles as RoleWithGrants[]) {
        expect(role.grants).toEqual(book.grantsOf(role.key));
        expect(role.people).toBe(["agent", "administrator"].includes(role.key) ? 1 : 0);
      }
    },
  );

  it("are known by name to everybody, and in full only to who may see them", async () => {
    const { shop } = await aShop();
    const ada = await server.signedIn(shop);
    expect((await ask(ada, "GET", "/roles/names")).body).toMatchObject([
      { key: "agent", name: "Agent", custom: false },
      { key: "supervisor" },
      { key: "manager" },
      { key: "administrator" },
      { key: "owner" },
    ]);
    expect((await ask(ada, "GET", "/roles")).status).toBe(403);
  });
});

describe("custom roles", () => {
  it("are made as a copy with changes, changed and deleted; each is in the log", async () => {
    const { shop, boss } = await aShop();
    const { "conversation.transfer": _, ...less } = agent;
    const made = await make(boss, "Night Aïgent 2", "agent", { ...less, "skills.view": { scope: "all" } });
    expect(made).toMatchObject({
      status: 200,
      body: { basedOn: "agent", custom: true, rank: 10, people: 0 },
    });
    expect(made.body.key).toMatch(/^custom-night-aigent-2-[0-9a-f]{4}$/);
    const { key, version } = made.body as RoleWithGrants;
    const changed = await ask(boss, "PUT", `/roles/${key}`, { version, name: "Night", grants: less });
    expect(changed.body).toMatchObject({ name: "Night", grants: less });
    expect((await ask(boss, "DELETE", `/roles/${key}`)).body).toEqual({ ok: true });
    expect(await log(shop)).toMatchObject([
      {
        action: "role.created",
        after: { grants: { "conversation.transfer": null, "skills.view": { scope: "all" } } },
      },
      {
        action: "role.changed",
        before: { grants: { "skills.view": { scope: "all" } } },
        after: { name: "Night" },
      },
      { action: "role.deleted" },
    ]);
  });

  it("a copy of a copy is a copy of the first", async () => {
    const { boss } = await aShop();
    const first = (await make(boss, "First")).body;
    expect((await make(boss, "Second", first.key)).body.basedOn).toBe("agent");
  });

  it("in aivo-live an Administrator, who answers nothing himself, makes a copy of Agent", async () => {
    const { boss } = await aShop("aivo-live");
    expect((await make(boss, "Night", "agent", grantsOf("aivo-live", "agent"))).status).toBe(200);
  });

  it("are never wider than their maker: wider permissions are named and nothing is saved", async () => {
    const { boss } = await aShop();
    const wide = {
      ...agent,
      "billing.view": { scope: "all" },
      "ownership.transfer": { scope: "all" },
      "users.block": { scope: "all" },
      "call.outbound": { scope: "all" },
      "skills.view": { scope: "all" },
    };
    const refused = await make(boss, "Wide", "agent", wide);
    expect(refused).toMatchObject({ status: 403, body: { code: "role.too_wide" } });
    expect(refused.body.data.fields.map(({ field }: { field: string }) => field).sort()).toEqual([
      "billing.view",
      "call.outbound",
      "ownership.transfer",
      "users.block",
    ]);
    const fine = (await make(boss, "Fine")).body as RoleWithGrants;
    const widened = await ask(boss, "PUT", `/roles/${fine.key}`, { version: fine.version, grants: wide });
    expect(widened.body.code).toBe("role.too_wide");
    const { roles } = (await ask(boss, "GET", "/roles")).body;
    expect(roles.filter(({ custom }: RoleWithGrants) => custom)).toMatchObject([
      { name: "Fine", grants: agent },
    ]);
  });

  it("of a rank that one may not give are neither made, changed nor deleted", async () => {
    const { shop, boss } = await aShop();
    const owner = await server.signedIn(shop, { role: "owner" });
    const deputy = (await make(owner, "Deputy", "administrator", {})).body as RoleWithGrants;
    const answers = [
      await make(boss, "Peer", "administrator", {}),
      await make(owner, "Second owner", "owner", {}),
      await ask(boss, "PUT", `/roles/${deputy.key}`, { version: deputy.version, name: "Mine" }),
      await ask(boss, "DELETE", `/roles/${deputy.key}`),
      await ask(boss, "POST", "/roles/preview", { key: deputy.key, basedOn: "agent", grants: {} }),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 403, body: { code: "role.not_yours_to_give" } });
  });

  it("built-in ones stay as they are; unknown and foreign ones look the same", async () => {
    const { boss } = await aShop();
    const elsewhere = (await make((await aShop()).boss, "Theirs")).body.key;
    expect((await ask(boss, "PUT", "/roles/agent", { version: 1, name: "Mine" })).body.code).toBe(
      "role.built_in",
    );
    expect((await ask(boss, "DELETE", "/roles/agent")).body.code).toBe("role.built_in");
    for (const key of [elsewhere, "custom-none-0000", "constructor"]) {
      expect((await ask(boss, "PUT", `/roles/${key}`, { version: 1 })).body.code).toBe("role.not_found");
      expect((await ask(boss, "DELETE", `/roles/${key}`)).body.code).toBe("role.not_found");
      expect((await ask(boss, "POST", "/roles/view-as", { role: key })).body.code).toBe("role.not_found");
      expect((await make(boss, "Copy", key)).body.code).toBe("role.not_found");
    }
  });

  it("one name is given once, also that of a built-in one; an old version is told; fifty are enough", async () => {
    const { shop, boss } = await aShop();
    expect((await make(boss, "supervisor")).body.code).toBe("name.taken");
    const { key } = (await make(boss, "Night")).body;
    expect((await make(boss, "NIGHT")).body.code).toBe("name.taken");
    await ask(boss, "PUT", `/roles/${key}`, { version: 1, name: "Day" });
    expect((await ask(boss, "PUT", `/roles/${key}`, { version: 1, name: "Dusk" })).body.code).toBe(
      "record.stale",
    );
    for (let one = 0; one < 49; one++)
      await query(
        "insert into custom_roles (id, workspace_id, key, name, based_on, grants) values ($1, $2, $3, $3, 'agent', '{}')",
        [randomUUID(), shop.id, `custom-${one}`],
      );
    expect(await make(boss, "One more")).toMatchObject({ status: 409, body: { code: "role.too_many" } });
  });

  it("that somebody has, is promised or will have again are not deleted; who is named", async () => {
    const { shop, boss } = await aShop();
    const { key } = (await make(boss, "Night")).body;
    const tom = await server.user(shop, { name: "Tom" });
    await give(tom, key);
    await query("update users set archived_at = now() where id = $1", [tom.id]);
    await query(
      `insert into invitations (id, workspace_id, email, name, role, token_hash, expires_at)
       values ($1, $2, 'ida@shop.example', 'Ida', $3, 'a hash', now())`,
      [randomUUID(), shop.id, key],
    );
    expect(await ask(boss, "DELETE", `/roles/${key}`)).toMatchObject({
      status: 409,
      body: { code: "role.in_use", data: { fields: [{ problem: "Tom" }, { problem: "ida@shop.example" }] } },
    });
  });

  it("deleted, one is on no list of roles that need a second factor", async () => {
    const { shop, boss } = await aShop();
    const { key } = (await make(boss, "Night")).body;
    await query("update workspaces set security = $2 where id = $1", [
      shop.id,
      JSON.stringify({ secondFactorRoles: ["owner", key], idleMinutes: 5 }),
    ]);
    await ask(boss, "DELETE", `/roles/${key}`);
    const { rows } = await query("select security from workspaces where id = $1", [shop.id]);
    expect(rows[0].security).toEqual({ secondFactorRoles: ["owner"], idleMinutes: 5 });
  });

  it("a preview says whom a change concerns and what it changes, and saves nothing", async () => {
    const { shop, boss } = await aShop();
    const { key } = (await make(boss, "Night")).body;
    await give(await server.user(shop, { name: "Tom" }), key);
    const { "conversation.transfer": _, ...less } = agent;
    const preview = await ask(boss, "POST", "/roles/preview", {
      key,
      basedOn: "agent",
      grants: { ...less, "skills.view": { scope: "all" } },
    });
    expect(preview.body).toEqual({
      people: 1,
      names: ["Tom"],
      changes: [
        { permission: "conversation.transfer", before: { scope: "own" }, after: null },
        { permission: "skills.view", before: null, after: { scope: "all" } },
      ],
    });
    const roles = (await ask(boss, "GET", "/roles")).body.roles as RoleWithGrants[];
    expect(roles.find((role) => role.key === key)?.grants).toEqual(agent);
    const wide = { key: null, basedOn: "agent", grants: { "billing.view": { scope: "all" } } };
    expect((await ask(boss, "POST", "/roles/preview", wide)).body.code).toBe("role.too_wide");
  });
});
