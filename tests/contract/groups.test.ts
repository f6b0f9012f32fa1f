import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Group } from "#shared/contract/groups.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, openDesk } from "./support/talk.ts";

let server: TestServer;
let shop: TestWorkspace;
let owner: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  shop = await server.workspace({ scheme: "voximplant-kit" });
  owner = await server.signedIn(shop, { role: "owner", name: "Olga" });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const empty = { leaderIds: [], memberIds: [], outboundCalls: null, callHistory: null };
let count = 0;
const aName = () => `Group ${++count}`;
const namesOf = (people: readonly { name: string }[]) => people.map(({ name }) => name).sort();
const activity = async () =>
  (
    await server.server.database.pool.query(
      "select action, actor_name, target_name, before, after from activity_log where workspace_id = $1 order by seq",
      [shop.id],
    )
  ).rows;

describe("groups", () => {
  it("are made with leaders, members and settings, changed, and deleted; each is in the log", async () => {
    const lead = await server.user(shop, { role: "supervisor", name: "Sara" });
    const [tom, ida] = [await server.user(shop, { name: "Tom" }), await server.user(shop, { name: "Ida" })];
    const name = aName();
    const made = await ask(owner, "POST", "/groups", {
      ...empty,
      name,
      leaderIds: [lead.id],
      memberIds: [tom.id],
      outboundCalls: false,
    });
    expect(made).toMatchObject({
      status: 200,
      body: {
        name,
        leaders: [{ name: "Sara", roleName: "Supervisor" }],
        members: [{ name: "Tom" }],
        outboundCalls: false,
        callHistory: null,
      },
    });
    const { id, version } = made.body as Group;
    const changed = await ask(owner, "PUT", `/groups/${id}`, {
      version,
      memberIds: [ida.id],
      callHistory: true,
    });
    expect(changed.body).toMatchObject({
      name,
      leaders: [{ name: "Sara" }],
      members: [{ name: "Ida" }],
      outboundCalls: false,
      callHistory: true,
    });
    expect((await ask(owner, "DELETE", `/groups/${id}`)).body).toEqual({ ok: true });
    expect(await ask(owner, "GET", `/groups/${id}`)).toMatchObject({
      status: 404,
      body: { code: "group.not_found" },
    });
    expect((await activity()).filter((one) => one.target_name === name)).toMatchObject([
      { action: "group.created", actor_name: "Olga", after: { name, leaders: ["Sara"], members: ["Tom"] } },
      {
        action: "group.changed",
        before: { callHistory: null, membersLeft: ["Tom"] },
        after: { callHistory: true, membersCame: ["Ida"] },
      },
      { action: "group.deleted", before: { members: ["Ida"] } },
    ]);
  });

  it("a name is given once; who changes an old version is told, and nothing is saved", async () => {
    const name = aName();
    const { body } = await ask(owner, "POST", "/groups", { ...empty, name });
    expect(await ask(owner, "POST", "/groups", { ...empty, name: name.toUpperCase() })).toMatchObject({
      status: 409,
      body: { code: "name.taken" },
    });
    const change = (version: number, to: string) =>
      ask(owner, "PUT", `/groups/${body.id}`, { version, name: to });
    expect((await change(body.version, `${name} anew`)).status).toBe(200);
    expect(await change(body.version, "Late")).toMatchObject({ status: 409, body: { code: "record.stale" } });
    expect((await ask(owner, "GET", `/groups/${body.id}`)).body.name).toBe(`${name} anew`);
  });

  it("of two who change the same version at once, one wins and one is told", async () => {
    const { body } = await ask(owner, "POST", "/groups", { ...empty, name: aName() });
    const answers = await Promise.all(
      ["one", "two"].map((to) =>
        ask(owner, "PUT", `/groups/${body.id}`, { version: body.version, name: `${body.name} ${to}` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("are led by those alone whose role looks after people; the others are named", async () => {
    const agent = await server.user(shop, { name: "Ada" });
    const lead = await server.user(shop, { role: "supervisor" });
    const refused = await ask(owner, "POST", "/groups", {
      ...empty,
      name: aName(),
      leaderIds: [lead.id, agent.id],
    });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "group.leader_cannot", data: { fields: [{ field: "leaderIds", problem: "Ada" }] } },
    });
  });

  it("hold people of the same workspace who are not archived; a stranger looks the same as nobody", async () => {
    const stranger = await server.user(await server.workspace());
    const gone = await server.user(shop, { name: "Gone" });
    await server.server.database.pool.query("update users set archived_at = now() where id = $1", [gone.id]);
    for (const id of [stranger.id, gone.id, randomUUID()])
      expect(await ask(owner, "POST", "/groups", { ...empty, name: aName(), memberIds: [id] })).toMatchObject(
        {
          status: 404,
          body: { code: "user.not_found" },
        },
      );
  });

  it("an archived member is on no list, and has his place again when he comes back", async () => {
    const [tom, ida] = [await server.user(shop, { name: "Tom" }), await server.user(shop, { name: "Ida" })];
    const groupId = await server.group(shop, { members: [tom, ida] });
    const setArchived = (to: string) =>
      server.server.database.pool.query(`update users set archived_at = ${to} where id = $1`, [tom.id]);
    await setArchived("now()");
    const { body } = await ask(owner, "GET", `/groups/${groupId}`);
    expect(namesOf(body.members)).toEqual(["Ida"]);
    await ask(owner, "PUT", `/groups/${groupId}`, { version: body.version, memberIds: [ida.id] });
    await setArchived("null");
    expect(namesOf((await ask(owner, "GET", `/groups/${groupId}`)).body.members)).toEqual(["Ida", "Tom"]);
  });
});

describe("who sees and manages groups", () => {
  it("a Supervisor of voximplant-kit sees the groups that he leads, manages none, and others look like none", async () => {
    const sara = await server.signedIn(shop, { role: "supervisor" });
    const own = await server.group(shop, { leaders: [sara] });
    const other = await server.group(shop, {});
    const listed = (await ask(sara, "GET", "/groups")).body as Group[];
    expect(listed.map(({ id }) => id)).toEqual([own]);
    expect((await ask(sara, "GET", `/groups/${own}`)).status).toBe(200);
    const foreign = await server.group(await server.workspace(), {});
    for (const id of [other, foreign, randomUUID()])
      expect(await ask(sara, "GET", `/groups/${id}`)).toMatchObject({
        status: 404,
        body: { code: "group.not_found" },
      });
    expect(await ask(sara, "DELETE", `/groups/${own}`)).toMatchObject({
      status: 403,
      body: { code: "permission.denied" },
    });
  });

  it("a Manager manages every group of the workspace; another workspace's looks the same as none", async () => {
    const manager = await server.signedIn(shop, { role: "manager" });
    const group = await server.group(shop, {});
    const foreign = await server.group(await server.workspace(), {});
    expect((await ask(manager, "PUT", `/groups/${group}`, { version: 1, name: aName() })).status).toBe(200);
    const answers = [];
    for (const id of [foreign, randomUUID()])
      for (const [method, body] of [["GET"], ["PUT", { version: 1 }], ["DELETE"]] as const)
        answers.push(await ask(manager, method, `/groups/${id}`, body));
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 404, body: { code: "group.not_found" } });
  });

  it("a role that manages only the groups it leads changes those, makes none, and adds nobody from outside them", async () => {
    const { pool } = server.server.database;
    await pool.query(
      `insert into custom_roles (id, workspace_id, key, name, based_on, grants) values ($1, $2, 'custom-lead', 'Lead', 'supervisor', $3)`,
      [
        randomUUID(),
        shop.id,
        JSON.stringify({
          "groups.view": { scope: "managed", by: "groups" },
          "groups.manage": { scope: "managed", by: "groups" },
          "users.view": { scope: "managed", by: "groups" },
        }),
      ],
    );
    const lead = await server.signedIn(shop, { role: "custom-lead" });
    const [tom, outsider] = [
      await server.user(shop, { name: "Tom" }),
      await server.user(shop, { name: "Out" }),
    ];
    const first = await server.group(shop, { leaders: [lead], members: [tom] });
    const second = await server.group(shop, { leaders: [lead] });
    const other = await server.group(shop, { members: [outsider] });
    expect((await ask(lead, "POST", "/groups", { ...empty, name: aName() })).status).toBe(403);
    expect((await ask(lead, "DELETE", `/groups/${other}`)).status).toBe(404);
    const put = (id: string, version: number, memberIds: string[]) =>
      ask(lead, "PUT", `/groups/${id}`, { version, memberIds });
    expect(await put(first, 1, [tom.id, outsider.id])).toMatchObject({
      status: 404,
      body: { code: "user.not_found" },
    });
    expect((await put(second, 1, [tom.id])).body.members).toMatchObject([{ name: "Tom" }]);
  });

  it("the settings of his group come before the general ones for an Agent, both ways, and reach his open desk", async () => {
    const ada = await server.signedIn(shop, { name: "Ada" });
    const { body: group } = await ask(owner, "POST", "/groups", {
      ...empty,
      name: aName(),
      memberIds: [ada.id],
    });
    const mayCall = async () => (await ask(ada, "GET", "/me")).body.grants["call.outbound"] !== undefined;
    expect(await mayCall()).toBe(true);
    const desk = await openDesk(server, ada);
    const asked = Date.now();
    await ask(owner, "PUT", `/groups/${group.id}`, { version: group.version, outboundCalls: false });
    await eventually(() => desk.heard("rights.changed").length > 0, "news of the rights");
    expect(Date.now() - asked).toBeLessThan(5_000);
    await eventually(async () => !(await mayCall()));
  });

  it("made a leader, a Supervisor has the group on his list within five seconds, and his desk is told why", async () => {
    const sara = await server.signedIn(shop, { role: "supervisor" });
    const { body: group } = await ask(owner, "POST", "/groups", { ...empty, name: aName() });
    const desk = await openDesk(server, sara);
    await ask(owner, "PUT", `/groups/${group.id}`, { version: group.version, leaderIds: [sara.id] });
    await eventually(() => desk.heard("rights.changed").length > 0);
    expect(desk.heard("rights.changed")).toEqual([{ what: "groups" }]);
    await eventually(async () => (await ask(sara, "GET", "/groups")).body.length === 1);
  });

  it("a Supervisor's open desk is told when the people of his group change, whoever changed them and how", async () => {
    const sara = await server.signedIn(shop, { role: "supervisor" });
    const ada = await server.user(shop, { name: "Ada" });
    await server.group(shop, { leaders: [sara], members: [ada] });
    const told = async (change: () => Promise<unknown>) => {
      const desk = await openDesk(server, sara);
      const asked = Date.now();
      await change();
      await eventually(() => desk.heard("rights.changed").length > 0, "news of the group");
      expect(desk.heard("rights.changed")).toEqual([{ what: "groups" }]);
      expect(Date.now() - asked).toBeLessThan(5_000);
      desk.close();
    };
    await told(() => ask(owner, "POST", `/users/${ada.id}/block`));
    await told(() => ask(owner, "POST", `/users/${ada.id}/unblock`));
    const { body } = await ask(owner, "GET", `/users/${ada.id}`);
    await told(() => ask(owner, "PATCH", `/users/${ada.id}`, { version: body.version, groups: [] }));
  });
});
