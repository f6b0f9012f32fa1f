import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRoleBook } from "#shared/permissions/role-book.ts";
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

async function customRole(home: TestWorkspace, basedOn: string, grants: object): Promise<string> {
  const key = `custom-${Math.random().toString(36).slice(2, 10)}`;
  await server.server.database.pool.query(
    `insert into custom_roles (id, workspace_id, key, name, based_on, grants)
     values (gen_random_uuid(), $1, $2, $2, $3, $4)`,
    [home.id, key, basedOn, grants],
  );
  return key;
}

describe("the last one at the top", () => {
  it("cannot be demoted, blocked or archived", async () => {
    const { home, administrator } = await people("vivocha", "administrator");
    // A copy of Administrator has all the rights, but is not the place at the top.
    const key = await customRole(home, "administrator", createRoleBook("vivocha").grantsOf("administrator"));
    const deputy = await server.signedIn(home, { role: key });
    expect(await give(deputy, administrator, "agent")).toMatchObject({
      status: 409,
      body: { code: "owner.last" },
    });
    for (const step of ["block", "archive"]) {
      const path = `/api/v1/users/${administrator.id}/${step}`;
      expect(await server.request("POST", path, { headers: deputy.headers, body: {} })).toMatchObject({
        status: 409,
        body: { code: "owner.last" },
      });
    }
    const second = await server.user(home, { role: "administrator" });
    expect((await give(deputy, administrator, "agent")).status).toBe(200);
    expect((await give(deputy, second, "agent")).status).toBe(409);
  });

  it("stays when the last two demote each other at the same moment: one of them is too late", async () => {
    for (let round = 0; round < 5; round++) {
      const home = await server.workspace({ scheme: "vivocha" });
      const one = await server.signedIn(home, { role: "administrator" });
      const other = await server.signedIn(home, { role: "administrator" });
      const answers = await Promise.all([give(one, other, "agent"), give(other, one, "agent")]);
      expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
      const roles = [(await row(one)).role, (await row(other)).role];
      expect(roles.sort()).toEqual(["administrator", "agent"]);
    }
  });
});

describe("a body that says more than it may", () => {
  it("changes no role, workspace or standing by the way", async () => {
    const { owner, home, someAgent } = await people("voximplant-kit", "owner");
    const foreign = await server.workspace();
    const more = {
      role: "owner",
      workspaceId: foreign.id,
      workspace_id: foreign.id,
      blockedAt: "now",
      id: "x",
    };
    const body = { version: 1, maxConversations: 7, ...more };
    const changed = await server.request("PATCH", `/api/v1/users/${someAgent.id}`, {
      headers: owner.headers,
      body,
    });
    expect(changed).toMatchObject({ status: 200, body: { maxConversations: 7, role: "agent" } });
    const self = await server.signedIn(home, { role: "supervisor" });
    const own = await server.request("PATCH", "/api/v1/me/profile", {
      headers: self.headers,
      body: { name: "Me", ...more },
    });
    expect(own).toMatchObject({ status: 200, body: { name: "Me", role: "supervisor" } });
    for (const person of [someAgent, self]) {
      expect(await row(person)).toMatchObject({ workspace_id: home.id, blocked_at: null });
    }
  });
});
