import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guest } from "../matrix/probes/invite.ts";
import { change, type House, openHouse } from "./authorisation/house.ts";

let server: House["server"];
let call: House["call"];
let floor: House["floor"];
let said: House["said"];
let roleOf: House["roleOf"];
beforeAll(async () => {
  ({ server, call, floor, said, roleOf } = await openHouse());
});
afterAll(() => server.stop());

const ranks = ["agent", "supervisor", "agent-supervisor", "manager", "administrator", "owner"];

describe("granting above oneself", () => {
  it.each(["agent-supervisor", "manager", "administrator", "owner"])(
    "a %s gives nobody a role equal to or above his own",
    async (role) => {
      const me = await floor.desk({ role });
      const { body: names } = await call(me.headers, "roles.names");
      const own = names.find((one: { key: string }) => one.key === role).rank;
      for (const { key, rank } of names as { key: string; rank: number }[]) {
        if (rank < own) continue;
        const agent = await floor.person();
        expect([key, await said(me, "users.changeRole", change(agent.id, key))]).toEqual([
          key,
          "role.not_yours_to_give",
        ]);
        expect(await roleOf(agent.id)).toBe("agent");
        const { body } = await call(me.headers, "invitations.create", { rows: [guest(key)] });
        expect([key, body.invited, body.rows[0].link]).toEqual([key, 0, null]);
      }
    },
  );

  it("a custom role of a lower name is not given when it reaches further than the giver", async () => {
    const wide = await floor.customRole({
      name: `Wide ${randomUUID()}`,
      basedOn: "agent",
      grants: { "billing.view": { scope: "all" }, "security.manage": { scope: "all" } },
    });
    const manager = await floor.desk({ role: "manager" });
    const agent = await floor.person();
    expect(await said(manager, "users.changeRole", change(agent.id, wide))).toBe("role.not_yours_to_give");
    const { body } = await call(manager.headers, "invitations.create", { rows: [guest(wide)] });
    expect(body.invited).toBe(0);
  });
});

describe("promoting oneself", () => {
  it.each(ranks)("a %s cannot change his own role, up or down", async (role) => {
    const me = await floor.desk({ role });
    for (const to of ranks.filter((one) => one !== role))
      expect(await said(me, "users.changeRole", change(me.id, to))).toMatch(
        /^(permission\.denied|owner\.last)$/,
      );
    expect(await roleOf(me.id)).toBe(role);
  });

  it("two colleagues of one rank cannot promote each other", async () => {
    const [one, other] = [await floor.desk({ role: "manager" }), await floor.desk({ role: "manager" })];
    expect(await said(one, "users.changeRole", change(other.id, "administrator"))).toBe("permission.denied");
    expect(await said(one, "users.block", { userId: other.id })).toBe("permission.denied");
  });
});

describe("fields that a body has and the contract has not", () => {
  const smuggled = {
    role: "owner",
    roleKey: "owner",
    workspaceId: "00000000-0000-4000-8000-000000000000",
    workspace_id: "00000000-0000-4000-8000-000000000000",
    scheme: "vivocha",
    grants: { "billing.view": { scope: "all" } },
    blockedAt: null,
    id: "another",
    twoFactorEnabled: true,
    isSelf: false,
  };
  const facts = async (id: string) => {
    const { rows } = await server.server.database.pool.query(
      `select u.id, u.role, u.workspace_id, u.two_factor_enabled, u.blocked_at, w.scheme
       from users u join workspaces w on w.id = u.workspace_id where u.id = $1`,
      [id],
    );
    return rows[0];
  };

  it("change nothing of one's own account", async () => {
    const me = await floor.desk({ role: "manager" });
    const before = await facts(me.id);
    for (const [name, input] of [
      ["profile.update", { language: "it" }],
      ["profile.updateAccount", { notify: false }],
      ["status.set", { status: "ready" }],
    ] as const)
      await call(me.headers, name, { ...smuggled, ...input });
    expect(await facts(me.id)).toEqual(before);
  });

  it("change nothing of another's account but what is allowed", async () => {
    const me = await floor.desk({ role: "manager" });
    const agent = await floor.person();
    const before = await facts(agent.id);
    await call(me.headers, "users.update", { ...smuggled, userId: agent.id, version: 1, notify: false });
    await call(me.headers, "users.massEdit", {
      userIds: [agent.id],
      preview: false,
      changes: { ...smuggled, maxConversations: 2 },
    });
    expect(await facts(agent.id)).toEqual(before);
  });

  it("give an invited person nothing but the role he was invited as, in the workspace that invited him", async () => {
    const me = await floor.desk({ role: "manager" });
    const { body } = await call(me.headers, "invitations.create", { rows: [guest("agent", smuggledRow)] });
    const token = String(body.rows[0].link).match(/=([\w-]{20,})$/)?.[1];
    const input = {
      token,
      name: "Nina",
      password: `unseen ${randomUUID()}`,
      language: "en",
      timeZone: "UTC",
    };
    const accepted = await call({}, "invitations.accept", { ...smuggled, ...input });
    expect(accepted.status).toBe(200);
    const { rows } = await server.server.database.pool.query(
      "select role, workspace_id from users where email = $1",
      [accepted.body.email],
    );
    expect(rows).toEqual([{ role: "agent", workspace_id: floor.id }]);
  });
  const smuggledRow = { workspaceId: smuggled.workspaceId, grants: smuggled.grants };
});
