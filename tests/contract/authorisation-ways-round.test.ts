import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { procedures } from "../../scripts/describe-contract.ts";
import { createFloor, floorPassword } from "../matrix/floor.ts";
import { guest } from "../matrix/probes/invite.ts";
import { change, type House, openHouse } from "./authorisation/house.ts";
import { eventually, openDesk } from "./support/talk.ts";

let server: House["server"];
let call: House["call"];
let floor: House["floor"];
let said: House["said"];
let roleOf: House["roleOf"];
beforeAll(async () => {
  ({ server, call, floor, said, roleOf } = await openHouse());
});
afterAll(() => server.stop());

describe("what was right a moment ago", () => {
  it("a demoted person's next questions are refused within five seconds, on HTTP and on his open desk", async () => {
    const owner = await floor.desk({ role: "owner" });
    const fallen = await floor.desk({ role: "administrator" });
    const end = await openDesk(server, { ...fallen, password: "", token: "", cookie: "" });
    expect(await said(fallen, "security.get")).toBe("200");
    expect(await said(owner, "users.changeRole", change(fallen.id, "agent"))).toBe("200");
    const start = Date.now();
    await eventually(async () => (await said(fallen, "security.get")) === "permission.denied", "the refusal");
    await eventually(
      () => end.heard("rights.changed").length > 0 || !end.socket.connected,
      "the news on his desk",
    );
    expect(Date.now() - start).toBeLessThan(5_000);
    expect(await said(fallen, "users.changeRole", change((await floor.person()).id, "supervisor"))).toBe(
      "permission.denied",
    );
    end.close();
  });

  it("a blocked person's session is over at once", async () => {
    const owner = await floor.desk({ role: "owner" });
    const gone = await floor.desk({ role: "manager" });
    expect(await said(gone, "users.list")).toBe("200");
    await call(owner.headers, "users.block", { userId: gone.id });
    expect(await said(gone, "users.list")).toBe("session.required");
  });

  it("an invitation makes one account, and a cancelled or renewed one none", async () => {
    const owner = await floor.desk({ role: "owner" });
    const accept = (token: string | undefined) =>
      call({}, "invitations.accept", {
        token,
        name: "Nina",
        password: `unseen ${randomUUID()}`,
        language: "en",
        timeZone: "UTC",
      });
    const invite = async () => {
      const { body } = await call(owner.headers, "invitations.create", { rows: [guest("agent")] });
      return String(body.rows[0].link).match(/=([\w-]{20,})$/)?.[1];
    };
    const token = await invite();
    const both = await Promise.all([accept(token), accept(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await accept(token)).body.code).toBe("invitation.invalid");
    const old = await invite();
    const { body: open } = await call(owner.headers, "invitations.list");
    const newest = open.find((one: { state: string }) => one.state === "open");
    await call(owner.headers, "invitations.renew", { invitationId: newest.id });
    expect((await accept(old)).body.code).toBe("invitation.invalid");
  });
});

describe("the last Owner", () => {
  it("can neither be demoted, blocked nor archived, nor leave", async () => {
    const house = await createFloor(server.server.database.pool, "standard");
    const owner = await house.desk({ role: "owner" });
    const administrator = await house.desk({ role: "administrator" });
    for (const who of [owner, administrator])
      for (const name of ["users.block", "users.archive"])
        expect(await said(who, name, { userId: owner.id })).toMatch(/^(permission\.denied|owner\.last)$/);
    for (const who of [owner, administrator])
      expect(await said(who, "users.changeRole", change(owner.id, "agent"))).toMatch(
        /^(permission\.denied|owner\.last)$/,
      );
    expect(await roleOf(owner.id)).toBe("owner");
  });

  it.each(["vivocha", "aivo-live"] as const)("nor can the last Administrator of %s", async (scheme) => {
    const house = await createFloor(server.server.database.pool, scheme);
    const [one, two] = [
      await house.desk({ role: "administrator" }),
      await house.desk({ role: "administrator" }),
    ];
    // Each takes the place from the other at once: one of them must stay.
    await Promise.all([
      call(one.headers, "users.changeRole", change(two.id, "agent")),
      call(two.headers, "users.changeRole", change(one.id, "agent")),
    ]);
    const left = [one, two].filter(Boolean);
    const roles = await Promise.all(left.map(({ id }) => roleOf(id)));
    expect(roles).toContain("administrator");
  });

  it("hands the ownership over by its transfer alone, with his password", async () => {
    const house = await createFloor(server.server.database.pool, "standard");
    const owner = await house.desk({ role: "owner" });
    const heir = await house.desk({ role: "administrator" });
    expect(await said(owner, "users.changeRole", change(heir.id, "owner"))).toBe("role.not_yours_to_give");
    expect(await said(owner, "ownership.transfer", { userId: heir.id, password: "guessed" })).toBe(
      "auth.wrong_password",
    );
    expect(await said(heir, "ownership.transfer", { userId: heir.id, password: floorPassword })).toBe(
      "permission.denied",
    );
  });
});

describe("the scheme of a workspace", () => {
  it("is taken by no procedure", async () => {
    const named = procedures().filter(({ procedure }) =>
      JSON.stringify(shapeOf(procedure["~orpc"].inputSchema)).includes('"scheme"'),
    );
    expect(named.map(({ name }) => name)).toEqual([]);
    // What is told has it: the search would have found it in a question too.
    const told = procedures().find(({ name }) => name === "session.me")?.procedure["~orpc"].outputSchema;
    expect(JSON.stringify(shapeOf(told))).toContain('"scheme"');
  });

  it("stays what it was when the settings are changed with another one beside them", async () => {
    const owner = await floor.desk({ role: "owner" });
    const { body } = await call(owner.headers, "settings.get");
    await call(owner.headers, "settings.update", {
      version: body.version,
      scheme: "vivocha",
      changes: { name: "A shop", scheme: "vivocha" },
    });
    expect((await call(owner.headers, "session.me")).body.workspace.scheme).toBe("standard");
  });
});

/** The names of everything an input takes. */
function shapeOf(schema: unknown, depth = 0): unknown {
  const { def } = ((schema ?? {}) as { _zod?: { def?: Record<string, unknown> } })._zod ?? {};
  if (!def || depth > 6) return null;
  const inner = ["innerType", "element", "in", "out", "valueType"].map((key) => shapeOf(def[key], depth + 1));
  const shape = Object.entries((def.shape as object) ?? {}).map(([key, value]) => ({
    [key]: shapeOf(value, depth + 1),
  }));
  return [inner, shape, ((def.options as unknown[]) ?? []).map((one) => shapeOf(one, depth + 1))];
}

describe("a custom role", () => {
  it("is never wider than its maker", async () => {
    const administrator = await floor.desk({ role: "administrator" });
    for (const grants of [
      { "billing.view": { scope: "all" } },
      { "ownership.transfer": { scope: "all" } },
      { "users.personal.edit": { scope: "all" } },
      { "users.role.change": { scope: "all" } },
    ]) {
      const input = { name: `Role ${randomUUID()}`, basedOn: "agent", grants };
      expect([grants, await said(administrator, "roles.create", input)]).toEqual([grants, "role.too_wide"]);
      expect([grants, await said(administrator, "roles.preview", { ...input, key: null })]).toEqual([
        grants,
        "role.too_wide",
      ]);
    }
  });

  it("is not made by who may not make roles", async () => {
    const input = { name: `Role ${randomUUID()}`, basedOn: "agent", grants: {} };
    for (const role of ["agent", "supervisor", "agent-supervisor", "manager"])
      expect([role, await said(await floor.desk({ role }), "roles.create", input)]).toEqual([
        role,
        "permission.denied",
      ]);
  });
});

describe("looking as another role", () => {
  it("writes nothing, over HTTP or on the socket, and is not a way up", async () => {
    const administrator = await floor.desk({ role: "administrator" });
    expect(await said(administrator, "roles.viewAs", { role: "owner" })).toBe("role.not_yours_to_give");
    expect(await said(administrator, "roles.viewAs", { role: "manager" })).toBe("200");
    const agent = await floor.person();
    await eventually(
      async () => (await said(administrator, "security.get")) === "permission.denied",
      "the other role",
    );
    for (const [name, input] of [
      ["users.update", { userId: agent.id, version: 1, notify: false }],
      ["users.block", { userId: agent.id }],
      ["groups.create", { name: "x", leaderIds: [], memberIds: [], outboundCalls: null, callHistory: null }],
      ["skills.create", { name: `Skill ${randomUUID()}` }],
      ["profile.update", { language: "it" }],
      ["status.set", { status: "ready" }],
    ] as const)
      expect([name, await said(administrator, name, input)]).toEqual([name, "preview.read_only"]);
    expect(await said(administrator, "users.get", { userId: agent.id })).toBe("200");
    expect(await said(administrator, "roles.endViewAs")).toBe("200");
  });
});

describe("the activity log", () => {
  it("is not an agent's to read or to change, not even his own entries", async () => {
    const agent = await floor.desk();
    for (const name of ["activity.list", "activity.exportCsv", "activity.verify"])
      expect([name, await said(agent, name, { actorId: agent.id })]).toEqual([name, "permission.denied"]);
  });

  it("is changed by no procedure, and by the database for nobody", async () => {
    const writes = procedures().filter(
      ({ name, procedure }) => name.startsWith("activity.") && procedure["~orpc"].route.method !== "GET",
    );
    expect(writes.map(({ name }) => name)).toEqual(["activity.verify"]);
    const owner = await floor.desk({ role: "owner" });
    await call(owner.headers, "skills.create", { name: `Skill ${randomUUID()}` });
    const { pool } = server.server.database;
    for (const sql of ["update activity_log set actor_name = 'nobody'", "delete from activity_log"])
      await expect(pool.query(sql)).rejects.toThrow();
  });
});
