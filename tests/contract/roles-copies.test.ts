import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import type { SignedIn, TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[]) => server.server.database.pool.query(text, values);
const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });

async function aCopy(home: TestWorkspace, basedOn: string, grants: object): Promise<string> {
  const key = `custom-${Math.random().toString(36).slice(2, 10)}`;
  await sql(
    `insert into custom_roles (id, workspace_id, key, name, based_on, grants)
     values (gen_random_uuid(), $1, $2, $2, $3, $4)`,
    [home.id, key, basedOn, grants],
  );
  return key;
}

const everything = createRoleBook("aivo-live").grantsOf("administrator");
const { "security.manage": _, ...allButSecurity } = everything;
const notYours = { status: 403, body: { code: "role.not_yours_to_give" } };

describe("a copy of Administrator without the rules for signing in", () => {
  async function aDeputy() {
    const home = await server.workspace({ scheme: "aivo-live" });
    const key = await aCopy(home, "administrator", allButSecurity);
    return { home, key, deputy: await server.signedIn(home, { role: key }) };
  }

  it("does not give its own role back what was taken out of it", async () => {
    const { key, deputy } = await aDeputy();
    const body = { version: 1, grants: everything };
    expect(await ask(deputy, "PUT", `/roles/${key}`, body)).toMatchObject(notYours);
    const preview = { key, basedOn: "administrator", grants: everything };
    expect(await ask(deputy, "POST", "/roles/preview", preview)).toMatchObject(notYours);
    expect((await ask(deputy, "GET", "/security")).status).toBe(403);
  });

  it("gives nobody the whole role, neither by changing his nor by inviting, and does not look as it", async () => {
    const { home, deputy } = await aDeputy();
    const ada = await server.user(home);
    const twin = await aCopy(home, "administrator", everything);
    for (const role of ["administrator", twin]) {
      expect(await ask(deputy, "PUT", `/users/${ada.id}/role`, { version: 1, role })).toMatchObject(notYours);
      expect(await ask(deputy, "POST", "/roles/view-as", { role })).toMatchObject(notYours);
      const rows = [{ email: "second@self.example", name: "Second", role }];
      const { body } = await ask(deputy, "POST", "/invitations", { rows });
      expect(body).toMatchObject({ invited: 0, rows: [{ problems: [{ field: "role" }] }] });
    }
    const supervisor = { version: 1, role: "supervisor" };
    expect((await ask(deputy, "PUT", `/users/${ada.id}/role`, supervisor)).status).toBe(200);
  });
});

describe("the address of somebody whose role allows more", () => {
  const readdress = (who: SignedIn, whom: TestUser) =>
    ask(who, "PATCH", `/users/${whom.id}/personal`, { version: 1, email: `own-${whom.id}@self.example` });
  const closed = {
    status: 403,
    body: { code: "permission.field", data: { fields: [{ field: "email" }] } },
  };

  it("is not changed by who could then choose a password and come in as him", async () => {
    const home = await server.workspace({ scheme: "aivo-live" });
    const grants = { "users.view": { scope: "all" }, "users.personal.edit": { scope: "all" } };
    const clerk = await server.signedIn(home, { role: await aCopy(home, "agent", grants) });
    const supervisor = await server.signedIn(home, { role: "supervisor" });
    const boss = await server.user(home, { role: "administrator" });
    const wide = await server.user(home, { role: await aCopy(home, "agent", everything) });
    expect(await readdress(clerk, boss)).toMatchObject(closed);
    expect(await readdress(supervisor, wide)).toMatchObject(closed);
    const { body } = await ask(supervisor, "GET", `/users/${wide.id}`);
    expect(body.may.personal).not.toContain("email");
    const agent = await server.user(home);
    expect((await readdress(supervisor, agent)).status).toBe(200);
  });
});

describe("what belongs to the workspace as a whole", () => {
  it("is not opened by a grant that reaches one's own things alone", async () => {
    const home = await server.workspace({ scheme: "voximplant-kit" });
    const own = { scope: "own" };
    const key = await aCopy(home, "manager", {
      "activity.view": own,
      "roles.preview": own,
      "security.manage": own,
    });
    const who = await server.signedIn(home, { role: key });
    const answers = [
      await ask(who, "GET", "/activity"),
      await ask(who, "GET", "/activity/export.csv"),
      await ask(who, "POST", "/activity/verify"),
      await ask(who, "POST", "/roles/view-as", { role: "agent" }),
      await ask(who, "GET", "/security"),
      await ask(who, "DELETE", "/security/sso"),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 403, body: { code: "permission.denied" } });
  });
});

describe("whoever was demoted a moment ago", () => {
  it("changes no roles, blocks nobody and makes no role by what was known of him before", async () => {
    const home = await server.workspace({ scheme: "vivocha" });
    const boss = await server.signedIn(home, { role: "administrator" });
    await server.user(home, { role: "administrator" });
    const ada = await server.user(home);
    // Asked just now, so that this server believes to know him; then another server demotes him.
    expect((await ask(boss, "GET", "/users")).status).toBe(200);
    await sql("update users set role = 'agent' where id = $1", [boss.id]);
    const answers = [
      await ask(boss, "PUT", `/users/${ada.id}/role`, { version: 1, role: "administrator" }),
      await ask(boss, "POST", `/users/${ada.id}/block`, {}),
      await ask(boss, "POST", "/roles", { name: "Mine", basedOn: "agent", grants: {} }),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 403, body: { code: "permission.denied" } });
  });

  it("leads no group and watches no queue any more, and the log tells which", async () => {
    const home = await server.workspace({ scheme: "voximplant-kit", queues: ["Orders"] });
    const boss = await server.signedIn(home, { role: "administrator" });
    const sam = await server.signedIn(home, { role: "supervisor" });
    const groupId = await server.group(home, { name: "Night", leaders: [sam] });
    await sql("insert into queue_supervisors (queue_id, user_id, level) values ($1, $2, 'editor')", [
      home.queueIds.Orders,
      sam.id,
    ]);
    expect((await ask(sam, "GET", "/me")).body).toMatchObject({ ledGroupIds: [groupId] });
    expect((await ask(boss, "PUT", `/users/${sam.id}/role`, { version: 1, role: "agent" })).status).toBe(200);
    expect((await ask(sam, "GET", "/me")).body).toMatchObject({ ledGroupIds: [], assignedQueueIds: [] });
    const { rows } = await sql(
      "select before, after from activity_log where workspace_id = $1 and action = 'user.role_changed'",
      [home.id],
    );
    expect(rows).toEqual([
      {
        before: { role: "Supervisor", ledGroups: ["Night"], assignedQueues: ["Orders"] },
        after: { role: "Agent" },
      },
    ]);
  });

  it("has no way back through a link that he sent himself", async () => {
    const home = await server.workspace({ scheme: "voximplant-kit" });
    const boss = await server.signedIn(home, { role: "administrator" });
    const other = await server.signedIn(home, { role: "administrator" });
    const rows = [{ email: `back-${boss.id}@self.example`, name: "Me Again", role: "manager" }];
    const { body } = await ask(boss, "POST", "/invitations", { rows });
    const token = String(body.rows[0].link).split("#invitation=")[1];
    await sql("update users set role = 'agent' where id = $1", [boss.id]);
    const words = { name: "Me", password: "lantern over the river 7", language: "en", timeZone: "UTC" };
    for (const [path, more] of [
      ["look", {}],
      ["accept", words],
    ] as const) {
      const answer = await server.request("POST", `/api/v1/invitations/${path}`, {
        body: { token, ...more },
      });
      expect(answer).toMatchObject({ status: 410, body: { code: "invitation.invalid" } });
    }
    expect((await ask(other, "GET", "/invitations")).body).toMatchObject([{ state: "expired" }]);
    const [{ id }] = (await ask(other, "GET", "/invitations")).body;
    const renewed = await ask(other, "POST", `/invitations/${id}/renew`, {});
    expect(renewed.body.invitation.state).toBe("open");
  });
});

describe("U+0000 in an id or a filter", () => {
  it("is refused by name, not a failure of ours", async () => {
    const home = await server.workspace({ scheme: "voximplant-kit" });
    const boss = await server.signedIn(home, { role: "administrator" });
    const massEdit = { userIds: ["\u0000"], changes: { notify: true }, preview: true };
    const answers = [
      await ask(boss, "GET", "/users/%00"),
      await ask(boss, "GET", "/activity?targetId=%00"),
      await ask(boss, "GET", "/activity?actions[]=%00"),
      await ask(boss, "POST", "/users/mass-edit", massEdit),
      await ask(boss, "POST", "/access/explain", { userId: "\u0000", permission: "users.view" }),
      await ask(boss, "DELETE", "/me/sessions/%00"),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 400, body: { code: "request.invalid" } });
    const rows = [{ email: "a\u0000@b.example", name: "A", role: "agent" }];
    const { body } = await ask(boss, "POST", "/invitations", { rows });
    expect(body).toMatchObject({ invited: 0, rows: [{ problems: [{ field: "email" }] }] });
  });
});
