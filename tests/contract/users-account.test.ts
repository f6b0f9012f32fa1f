import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn, TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const query = async (text: string, ...values: unknown[]) =>
  (await server.server.database.pool.query(text, values)).rows;

async function skill(home: TestWorkspace, name: string): Promise<string> {
  const [made] = await query(
    "insert into skills (id, workspace_id, name) values (gen_random_uuid(), $1, $2) returning id",
    home.id,
    name,
  );
  return made.id;
}

const edit = (who: SignedIn, whom: TestUser, body: object, part = "") =>
  server.request("PATCH", `/api/v1/users/${whom.id}${part}`, {
    headers: who.headers,
    body: { version: 1, ...body },
  });
const mass = (who: SignedIn, users: readonly TestUser[], changes: object, preview = false) =>
  server.request("POST", "/api/v1/users/mass-edit", {
    headers: who.headers,
    body: { userIds: users.map(({ id }) => id), changes, preview },
  });

/** A kit workspace: Sofia leads a group with Ana and with another Supervisor in it. */
async function aFloor() {
  const home = await server.workspace({ scheme: "voximplant-kit", queues: ["Orders", "Billing"] });
  const sofia = await server.signedIn(home, { role: "supervisor", name: "Sofia" });
  const pia = await server.user(home, { role: "supervisor", name: "Pia" });
  const ana = await server.user(home, { name: "Ana", queues: ["Orders"] });
  const bruno = await server.user(home, { name: "Bruno" });
  const manager = await server.signedIn(home, { role: "manager", name: "Manu" });
  const groupId = await server.group(home, {
    name: "Mornings",
    leaders: [sofia],
    members: [ana, pia, sofia],
  });
  const nightsId = await server.group(home, { name: "Nights", members: [ana, bruno] });
  return { home, sofia, pia, ana, bruno, manager, groupId, nightsId };
}

describe("somebody's account", () => {
  it("is changed by a superior, with an entry that tells before and after", async () => {
    const { home, manager, ana, groupId, nightsId } = await aFloor();
    const lamps = await skill(home, "Lamps");
    const changed = await edit(manager, ana, {
      name: "Ana S.",
      skills: [{ id: lamps, level: 5 }],
      maxConversations: 6,
      notify: false,
      groups: [nightsId],
      queues: [home.queueIds.Billing],
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        version: 2,
        name: "Ana S.",
        skills: [{ id: lamps, name: "Lamps", level: 5 }],
        maxConversations: 6,
        notify: false,
        groups: [{ id: nightsId }],
        queues: [{ name: "Billing" }],
      },
    });
    const [entry] = await query(
      "select before, after from activity_log where action like 'user.%' and target_id = $1",
      ana.id,
    );
    expect(entry).toEqual({
      before: {
        name: "Ana",
        skills: [],
        maxConversations: 4,
        notify: true,
        groups: ["Mornings", "Nights"],
        queues: ["Orders"],
      },
      after: {
        name: "Ana S.",
        skills: ["Lamps (5)"],
        maxConversations: 6,
        notify: false,
        groups: ["Nights"],
        queues: ["Billing"],
      },
    });
    expect(await query("select version from groups where id = $1", groupId)).toEqual([{ version: 2 }]);
    expect(await edit(manager, ana, { notify: true })).toMatchObject({ body: { code: "user.stale" } });
    expect((await edit(manager, ana, { version: 2, notify: false })).body.version).toBe(2);
    expect(
      await query("select 1 from activity_log where action like 'user.%' and target_id = $1", ana.id),
    ).toHaveLength(1);
  });

  it("is changed by one of two who edit at once, the other is told", async () => {
    const { manager, ana } = await aFloor();
    const answers = await Promise.all(
      [1, 2, 3, 4].map((most) => edit(manager, ana, { maxConversations: most + 10 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it("opens to a kit Supervisor for skills, max chats and notify of his groups, and nothing else", async () => {
    const { sofia, ana, bruno, pia, manager } = await aFloor();
    expect(await edit(sofia, ana, { maxConversations: 2, notify: false })).toMatchObject({ status: 200 });
    expect(await edit(sofia, ana, { version: 2, name: "X", maxConversations: 9, groups: [] })).toMatchObject({
      status: 403,
      body: { code: "permission.field", data: { fields: [{ field: "name" }, { field: "groups" }] } },
    });
    expect((await query("select max_conversations as n from users where id = $1", ana.id))[0].n).toBe(2);
    // How much he takes of a medium goes with the number of his chats: it is one field of the permission.
    const silent = await edit(sofia, ana, { version: 2, maxVoice: 0 });
    expect(silent.body).toMatchObject({
      ...{ maxVoice: 0, maxVideo: null, maxConversations: 2 },
      usual: { chat: 4, voice: 1, video: 1 },
    });
    expect((await edit(sofia, ana, { version: 3, maxConversations: 21 })).status).toBe(400);
    expect((await edit(sofia, pia, { notify: false })).status).toBe(200);
    for (const whom of [bruno, manager]) {
      expect(await edit(sofia, whom, { notify: false })).toMatchObject({ status: 404 });
    }
    expect(await edit(sofia, sofia, { notify: false })).toMatchObject({
      status: 403,
      body: { code: "permission.denied" },
    });
  });

  it("is shown to whoever may see it with the fields that he may change", async () => {
    const { sofia, ana, manager } = await aFloor();
    const get = async (who: SignedIn) =>
      (await server.request("GET", `/api/v1/users/${ana.id}`, { headers: who.headers })).body.may;
    expect(await get(sofia)).toEqual({
      personal: [],
      account: ["skills", "maxConversations", "notify"],
      photo: false,
      roles: [],
      block: false,
      setStatus: true,
      signIns: false,
      statusLog: true,
      takeOwnership: false,
    });
    expect(await get(manager)).toMatchObject({ personal: [], photo: false, block: true, signIns: true });
  });

  it("takes no skill, group or queue of another workspace", async () => {
    const { manager, ana } = await aFloor();
    const other = await server.workspace();
    const lamps = await skill(other, "Lamps");
    const group = await server.group(other, {});
    for (const [changes, code] of [
      [{ skills: [{ id: lamps, level: 1 }] }, "skill.not_found"],
      [{ groups: [group] }, "group.not_found"],
      [{ queues: [other.queueIds.Orders] }, "queue.not_found"],
    ] as const) {
      expect(await edit(manager, ana, changes)).toMatchObject({ status: 404, body: { code } });
    }
  });

  it("keeps its personal part closed to everybody else in voximplant-kit, and open above in vivocha", async () => {
    const { home, ana } = await aFloor();
    for (const role of ["owner", "administrator", "manager", "supervisor"]) {
      const who = await server.signedIn(home, { role });
      expect((await edit(who, ana, { language: "it" }, "/personal")).status).toBe(403);
    }
    const shop = await server.workspace({ scheme: "vivocha" });
    const sofia = await server.signedIn(shop, { role: "supervisor" });
    const agent = await server.user(shop);
    const taken = await server.user(shop);
    const answer = await edit(sofia, agent, { language: "it", timeZone: "Europe/Rome" }, "/personal");
    expect(answer).toMatchObject({ status: 200, body: { language: "it", timeZone: "Europe/Rome" } });
    expect(
      await edit(sofia, agent, { version: 2, email: taken.email.toUpperCase() }, "/personal"),
    ).toMatchObject({
      status: 409,
      body: { code: "email.taken" },
    });
    const boss = await server.signedIn(shop, { role: "administrator" });
    expect(await edit(boss, boss, { email: "new@shop.example" }, "/personal")).toMatchObject({
      status: 403,
      body: { code: "permission.field", data: { fields: [{ field: "email" }] } },
    });
  });
});

describe("changing many accounts at once", () => {
  it("is shown before it is done, and does exactly what was shown", async () => {
    const { home, manager, ana, bruno } = await aFloor();
    const lamps = await skill(home, "Lamps");
    const changes = {
      maxConversations: 8,
      maxVideo: 0,
      addSkills: [{ id: lamps, level: 2 }],
      removeQueues: [home.queueIds.Orders],
    };
    const shown = await mass(manager, [ana, bruno], changes, true);
    expect(shown).toMatchObject({ status: 200, body: { changed: 0 } });
    const both = [
      { field: "skills", before: "", after: "Lamps (2)" },
      { field: "maxConversations", before: "4", after: "8" },
      { field: "maxVideo", before: "", after: "0" },
    ];
    const leaves = { field: "queues", before: "Orders", after: "" };
    expect(shown.body.rows).toEqual([
      { userId: ana.id, name: "Ana", refused: null, changes: [...both, leaves] },
      { userId: bruno.id, name: "Bruno", refused: null, changes: both },
    ]);
    expect(
      await query("select 1 from activity_log where action like 'user.%' and workspace_id = $1", home.id),
    ).toEqual([]);
    const done = await mass(manager, [ana, bruno, bruno], changes);
    expect(done.body).toEqual({ ...shown.body, changed: 2 });
    expect(
      await query("select 1 from activity_log where action like 'user.%' and workspace_id = $1", home.id),
    ).toHaveLength(2);
    expect((await mass(manager, [ana, bruno], changes)).body.changed).toBe(0);
  });

  it("by a kit Supervisor reaches any member of his groups but himself, and says why not the others", async () => {
    const { sofia, pia, ana, bruno, manager } = await aFloor();
    const stranger = await server.user(await server.workspace());
    const answer = await mass(sofia, [ana, pia, sofia, bruno, manager, stranger], { notify: false });
    expect(answer.body.changed).toBe(2);
    expect(answer.body.rows.map(({ name, refused }: Record<string, unknown>) => [name, refused])).toEqual([
      ["Ana", null],
      ["Pia", null],
      ["Sofia", "self"],
      ["", "not_found"],
      ["", "not_found"],
      ["", "not_found"],
    ]);
    expect(await mass(sofia, [ana], { addGroups: [] })).toMatchObject({
      status: 403,
      body: { code: "permission.field", data: { fields: [{ field: "groups" }] } },
    });
  });

  it("reaches nobody of one's own rank or above, and is closed to Agents", async () => {
    const { home, manager, ana } = await aFloor();
    const equal = await server.user(home, { role: "manager" });
    const above = await server.user(home, { role: "owner" });
    const answer = await mass(manager, [equal, above, ana], { notify: false });
    expect(answer.body.rows.map(({ refused }: { refused: string }) => refused)).toEqual([
      "permission",
      "permission",
      null,
    ]);
    const agent = await server.signedIn(home);
    expect(await mass(agent, [agent], { notify: false })).toMatchObject({ status: 403 });
  });
});
