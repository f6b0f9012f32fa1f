import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import type { SignedIn, TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const row = async ({ id }: TestUser) => {
  const { rows } = await server.server.database.pool.query(
    "select role, version, workspace_id, blocked_at from users where id = $1",
    [id],
  );
  return rows[0] as { role: string; version: number; workspace_id: string; blocked_at: Date | null };
};

const give = async (who: SignedIn, whom: TestUser, role: string, more: object = {}) => {
  const { version } = await row(whom);
  return server.request("PUT", `/api/v1/users/${whom.id}/role`, {
    headers: who.headers,
    body: { version, role, ...more },
  });
};

/** Somebody of each role. */
async function people<const R extends string>(scheme: SchemeName, ...roles: R[]) {
  const home = await server.workspace({ scheme });
  const made = {} as Record<R, SignedIn>;
  for (const role of roles) made[role] = await server.signedIn(home, { role, name: role });
  const agent = await server.user(home, { role: "agent" });
  return { home, ...made, someAgent: agent };
}

const entries = async ({ id }: TestUser) => {
  const { rows } = await server.server.database.pool.query(
    "select action, before, after, actor_id from activity_log where action like 'user.%' and target_id = $1 order by seq",
    [id],
  );
  return rows;
};

async function customRole(home: TestWorkspace, basedOn: string, grants: object): Promise<string> {
  const key = `custom-${Math.random().toString(36).slice(2, 10)}`;
  await server.server.database.pool.query(
    `insert into custom_roles (id, workspace_id, key, name, based_on, grants)
     values (gen_random_uuid(), $1, $2, $2, $3, $4)`,
    [home.id, key, basedOn, grants],
  );
  return key;
}

describe("giving another role", () => {
  it("is told by the profile exactly as the server allows it, for every role of every scheme", async () => {
    const schemes: Record<string, Record<string, readonly string[]>> = {
      "voximplant-kit": {
        owner: ["agent", "supervisor", "manager", "administrator"],
        administrator: ["agent", "supervisor", "manager"],
        manager: ["agent", "supervisor"],
      },
      "aivo-live": {
        "agent-supervisor": ["agent", "agent-dashboard", "coordinator", "agent-supervisor", "supervisor"],
        supervisor: ["agent", "agent-dashboard", "coordinator", "agent-supervisor", "supervisor"],
        administrator: [
          "agent",
          "agent-dashboard",
          "coordinator",
          "agent-supervisor",
          "supervisor",
          "administrator",
        ],
      },
      vivocha: { administrator: ["auditor", "agent", "supervisor", "administrator"], supervisor: [] },
      standard: {
        manager: ["auditor", "agent", "agent-dashboard", "coordinator", "agent-supervisor", "supervisor"],
      },
    };
    for (const [scheme, byRole] of Object.entries(schemes)) {
      const home = await server.workspace({ scheme: scheme as SchemeName });
      for (const [role, may] of Object.entries(byRole)) {
        const giver = await server.signedIn(home, { role });
        let agent = await server.user(home);
        const profile = await server.request("GET", `/api/v1/users/${agent.id}`, { headers: giver.headers });
        expect(profile.body.may.roles.map(({ key }: { key: string }) => key)).toEqual(may);
        for (const key of may) {
          // Whom he has made an equal is out of his reach then, so each role goes to somebody new.
          agent = await server.user(home);
          const answer = await give(giver, agent, key);
          expect(answer, `${scheme}: ${role} gives ${key}`).toMatchObject({
            status: 200,
            body: { role: key },
          });
        }
      }
    }
  });

  it("never reaches a role that is not below one's own, as giver or as receiver", async () => {
    const { manager, administrator, owner, someAgent } = await people(
      "voximplant-kit",
      "manager",
      "administrator",
      "owner",
    );
    for (const role of ["manager", "administrator", "owner"]) {
      expect(await give(manager, someAgent, role)).toMatchObject({
        status: 403,
        body: { code: "role.not_yours_to_give" },
      });
    }
    for (const above of [administrator, owner]) {
      expect(await give(manager, above, "agent")).toMatchObject({
        status: 403,
        body: { code: "permission.denied" },
      });
    }
    expect(await give(owner, someAgent, "owner")).toMatchObject({ body: { code: "role.not_yours_to_give" } });
    expect((await row(someAgent)).role).toBe("agent");
  });

  it("lets nobody of aivo-live but an Administrator make Administrators, not even of himself", async () => {
    const all = await people("aivo-live", "agent-supervisor", "supervisor", "administrator");
    for (const giver of [all["agent-supervisor"], all.supervisor]) {
      expect(await give(giver, all.someAgent, "administrator")).toMatchObject({
        status: 403,
        body: { code: "role.not_yours_to_give" },
      });
      expect((await give(giver, giver, "administrator")).status).toBe(403);
      expect(await give(giver, all.administrator, "agent")).toMatchObject({
        status: 403,
        body: { code: "permission.denied" },
      });
    }
    expect((await give(all.administrator, all.someAgent, "administrator")).status).toBe(200);
  });

  it("is never for oneself, in any scheme", async () => {
    for (const [scheme, role, to] of [
      ["standard", "owner", "agent"],
      ["vivocha", "administrator", "agent"],
      ["aivo-live", "administrator", "supervisor"],
      ["voximplant-kit", "manager", "agent"],
    ] as const) {
      const home = await server.workspace({ scheme });
      const self = await server.signedIn(home, { role });
      expect(await give(self, self, to)).toMatchObject({ status: 403, body: { code: "permission.denied" } });
      expect((await row(self)).role).toBe(role);
    }
  });

  it("never makes an Owner into something else", async () => {
    const { administrator, owner, home } = await people("standard", "administrator", "owner");
    const second = await server.user(home, { role: "owner" });
    expect((await give(administrator, owner, "agent")).status).toBe(403);
    expect((await give(owner, second, "agent")).status).toBe(403);
  });

  it("gives a widened custom role only to who could do himself what it allows", async () => {
    const { home, manager, owner, someAgent } = await people("voximplant-kit", "manager", "owner");
    const key = await customRole(home, "agent", { "billing.view": { scope: "all" } });
    expect(await give(manager, someAgent, key)).toMatchObject({ body: { code: "role.not_yours_to_give" } });
    expect(await give(owner, someAgent, key)).toMatchObject({ status: 200, body: { roleName: key } });
  });

  it("counts at once: who was demoted does nothing more with the session that he has", async () => {
    const { owner, manager, someAgent } = await people("voximplant-kit", "owner", "manager");
    const block = () =>
      server.request("POST", `/api/v1/users/${someAgent.id}/block`, { headers: manager.headers, body: {} });
    expect((await block()).status).toBe(200);
    expect((await give(owner, manager, "supervisor")).status).toBe(200);
    expect(await block()).toMatchObject({ status: 403, body: { code: "permission.denied" } });
  });

  it("puts back what somebody answers when his new role answers nothing", async () => {
    const home = await server.workspace();
    const boss = await server.signedIn(home, { role: "administrator" });
    const ada = await server.user(home, { queues: ["Orders"] });
    const { pool } = server.server.database;
    await pool.query(
      `with customer as (insert into customers (workspace_id, name) values ($1, 'Zoe') returning id)
       insert into conversations (workspace_id, customer_id, queue_id, start_id, state, assignee_id, assigned_at)
       select $1, customer.id, $2, gen_random_uuid(), 'assigned', $3, now() from customer`,
      [home.id, home.queueIds.Orders, ada.id],
    );
    const states = async () =>
      (await pool.query("select state from conversations where workspace_id = $1", [home.id])).rows;
    expect((await give(boss, ada, "coordinator")).status).toBe(200);
    expect(await states()).toEqual([{ state: "assigned" }]);
    expect((await give(boss, ada, "auditor")).status).toBe(200);
    expect(await states()).toEqual([{ state: "waiting" }]);
  });

  it("names a role that is not there, and foreign people look like none", async () => {
    const { owner, someAgent } = await people("voximplant-kit", "owner");
    const stranger = await server.user(await server.workspace({ scheme: "voximplant-kit" }));
    expect(await give(owner, someAgent, "no-such-role")).toMatchObject({
      status: 404,
      body: { code: "role.not_found" },
    });
    expect(await give(owner, stranger, "manager")).toMatchObject({
      status: 404,
      body: { code: "user.not_found" },
    });
    const missing = { ...someAgent, id: "nobody" };
    const answer = await server.request("PUT", `/api/v1/users/${missing.id}/role`, {
      headers: owner.headers,
      body: { version: 1, role: "manager" },
    });
    expect(answer).toMatchObject({ status: 404, body: { code: "user.not_found" } });
  });

  it("refuses who looked at an older version, and writes down before and after", async () => {
    const { owner, someAgent } = await people("voximplant-kit", "owner");
    expect((await give(owner, someAgent, "manager")).status).toBe(200);
    expect(await give(owner, someAgent, "agent", { version: 1 })).toMatchObject({
      status: 409,
      body: { code: "user.stale" },
    });
    expect(await entries(someAgent)).toEqual([
      {
        action: "user.role_changed",
        actor_id: owner.id,
        before: { role: "Agent" },
        after: { role: "Manager" },
      },
    ]);
  });
});
