import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueueSettings } from "#shared/contract/groups.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { openVisitor, sites } from "./support/talk.ts";

let server: TestServer;
let shop: TestWorkspace;
let manager: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  shop = await server.workspace({ scheme: "voximplant-kit", queues: ["Orders", "Returns"] });
  manager = await server.signedIn(shop, { role: "manager", name: "Maria" });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const make = async (name: string, who = manager): Promise<QueueSettings> =>
  (await ask(who, "POST", "/setup/queues", { name })).body;
const update = (queue: QueueSettings, changes: object, who = manager) =>
  ask(who, "PUT", `/setup/queues/${queue.id}`, { version: queue.version, ...changes });
const find = async (id: string): Promise<QueueSettings | undefined> =>
  ((await ask(manager, "GET", "/setup/queues")).body as QueueSettings[]).find((one) => one.id === id);
const actions = async (target: string) =>
  (
    await server.server.database.pool.query(
      "select action, before, after from activity_log where workspace_id = $1 and target_id = $2 order by seq",
      [shop.id, target],
    )
  ).rows;

describe("queues", () => {
  it("are made, renamed, archived and restored; each is in the log", async () => {
    const queue = await make("Spare parts");
    expect(queue).toMatchObject({
      name: "Spare parts",
      archived: false,
      members: [],
      supervisors: [],
      waiting: 0,
    });
    const renamed = (await update(queue, { name: "Parts" })).body;
    const archived = (await update(renamed, { archived: true })).body;
    expect(archived).toMatchObject({ name: "Parts", archived: true });
    const listed = (await ask(manager, "GET", "/queues")).body as { id: string }[];
    expect(listed.map(({ id }) => id)).not.toContain(queue.id);
    expect((await update(archived, { archived: false })).body.archived).toBe(false);
    expect(await actions(queue.id)).toMatchObject([
      { action: "queue.created", after: { name: "Spare parts" } },
      { action: "queue.changed", before: { name: "Spare parts" }, after: { name: "Parts" } },
      { action: "queue.archived" },
      { action: "queue.restored" },
    ]);
  });

  it("one name is given once, and an old version is told", async () => {
    const queue = await make("Only one");
    expect(await ask(manager, "POST", "/setup/queues", { name: "only ONE" })).toMatchObject({
      status: 409,
      body: { code: "name.taken" },
    });
    await update(queue, { name: "Only two" });
    expect(await update(queue, { name: "Only three" })).toMatchObject({ body: { code: "record.stale" } });
  });

  it("are not archived while somebody waits, nor when it is the only one", async () => {
    const home = await server.workspace({ scheme: "voximplant-kit", queues: ["First"], allowedSites: sites });
    const boss = await server.signedIn(home, { role: "owner" });
    const [only] = (await ask(boss, "GET", "/setup/queues")).body as [QueueSettings];
    expect(await update(only, { archived: true }, boss)).toMatchObject({
      status: 409,
      body: { code: "queue.in_use" },
    });
    await make("Second", boss);
    await openVisitor(server, home);
    expect(await update(only, { archived: true }, boss)).toMatchObject({
      status: 409,
      body: { code: "queue.in_use", data: { fields: [{ problem: "conversations that wait in it: 1" }] } },
    });
  });

  it("two archived at once leave one open", async () => {
    const home = await server.workspace({ scheme: "voximplant-kit", queues: ["First", "Second"] });
    const boss = await server.signedIn(home, { role: "owner" });
    const queues = (await ask(boss, "GET", "/setup/queues")).body as QueueSettings[];
    const answers = await Promise.all(queues.map((queue) => update(queue, { archived: true }, boss)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("have supervisors as viewer or editor, of roles alone that watch queues; the others are named", async () => {
    const queue = await make("Watched");
    const sara = await server.user(shop, { role: "supervisor", name: "Sara" });
    const ada = await server.user(shop, { role: "agent", name: "Ada" });
    const assigned = await update(queue, { supervisors: [{ userId: sara.id, level: "editor" }] });
    expect(assigned.body.supervisors).toMatchObject([
      { name: "Sara", level: "editor", roleName: "Supervisor" },
    ]);
    const refused = await update(assigned.body, { supervisors: [{ userId: ada.id, level: "viewer" }] });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "queue.supervisor_cannot", data: { fields: [{ field: "supervisors", problem: "Ada" }] } },
    });
    expect((await find(queue.id))?.supervisors).toMatchObject([{ name: "Sara" }]);
    const lowered = await update(assigned.body, { supervisors: [{ userId: sara.id, level: "viewer" }] });
    expect(lowered.body.supervisors).toMatchObject([{ level: "viewer" }]);
  });
});

describe("members of queues", () => {
  it("are chosen with the order in which they are asked; strangers look the same as nobody", async () => {
    const queue = await make("Staffed");
    const [tom, ida] = [await server.user(shop, { name: "Tom" }), await server.user(shop, { name: "Ida" })];
    const set = (version: number, members: object[]) =>
      ask(manager, "PUT", `/setup/queues/${queue.id}/members`, { version, members });
    const first = await set(queue.version, [{ userId: tom.id, priority: 2 }, { userId: ida.id }]);
    expect(first.body.members).toMatchObject([
      { name: "Ida", priority: 1 },
      { name: "Tom", priority: 2 },
    ]);
    const second = await set(first.body.version, [{ userId: tom.id, priority: 1 }]);
    expect(second.body.members).toMatchObject([{ name: "Tom", priority: 1 }]);
    const stranger = await server.user(await server.workspace());
    for (const userId of [stranger.id, randomUUID()])
      expect(await set(second.body.version, [{ userId }])).toMatchObject({
        status: 404,
        body: { code: "user.not_found" },
      });
    expect(await set(queue.version, [])).toMatchObject({ body: { code: "record.stale" } });
    expect(await actions(queue.id)).toMatchObject([
      {},
      { action: "queue.members_changed", after: { members: ["Ida (1)", "Tom (2)"] } },
      { before: { members: ["Ida (1)", "Tom (2)"] }, after: { members: ["Tom (1)"] } },
    ]);
  });

  it("are moved from one queue to another, all or nobody, and keep their priority", async () => {
    const [from, to] = [await make("From"), await make("To")];
    const [tom, ida] = [await server.user(shop, { name: "Tom" }), await server.user(shop, { name: "Ida" })];
    await ask(manager, "PUT", `/setup/queues/${from.id}/members`, {
      version: from.version,
      members: [{ userId: tom.id, priority: 3 }],
    });
    const move = (userIds: string[], ends: object = { from: from.id, to: to.id }) =>
      ask(manager, "POST", "/setup/queues/move", { userIds, ...ends });
    expect(await move([tom.id, ida.id])).toMatchObject({ status: 404, body: { code: "user.not_found" } });
    expect((await find(from.id))?.members).toMatchObject([{ name: "Tom" }]);
    expect((await move([tom.id])).body).toMatchObject([
      { name: "From", members: [] },
      { name: "To", members: [{ name: "Tom", priority: 3 }] },
    ]);
    expect((await move([tom.id], { from: to.id, to: to.id })).status).toBe(400);
    await update((await find(from.id)) as QueueSettings, { archived: true });
    expect(await move([tom.id], { from: to.id, to: from.id })).toMatchObject({
      body: { code: "queue.not_found" },
    });
  });
});

describe("who sets queues up", () => {
  it("a queue of another workspace looks the same as none", async () => {
    const elsewhere = await server.workspace();
    const foreign = elsewhere.queueIds.Orders ?? "";
    const one = shop.queueIds.Orders ?? "";
    for (const id of [foreign, randomUUID()]) {
      const answers = [
        await ask(manager, "PUT", `/setup/queues/${id}`, { version: 1, name: "Mine" }),
        await ask(manager, "PUT", `/setup/queues/${id}/members`, { version: 1, members: [] }),
        await ask(manager, "POST", "/setup/queues/move", { userIds: [manager.id], from: id, to: one }),
        await ask(manager, "POST", "/setup/queues/move", { userIds: [manager.id], from: one, to: id }),
      ];
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 404, body: { code: "queue.not_found" } });
    }
  });

  it("a role that sets up only the queues it is assigned to sees those and makes none", async () => {
    await server.server.database.pool.query(
      `insert into custom_roles (id, workspace_id, key, name, based_on, grants) values ($1, $2, 'custom-keeper', 'Keeper', 'supervisor', $3)`,
      [
        randomUUID(),
        shop.id,
        JSON.stringify({
          "queues.view": { scope: "managed", by: "assigned" },
          "queues.manage": { scope: "managed", by: "assigned", when: ["assignment.editor"] },
          "monitor.queues.view": { scope: "managed", by: "assigned" },
        }),
      ],
    );
    const [viewed, edited, other] = [await make("Viewed"), await make("Edited"), await make("Other")];
    const keeper = await server.user(shop, { role: "custom-keeper" });
    await update(viewed, { supervisors: [{ userId: keeper.id, level: "viewer" }] });
    await update(edited, { supervisors: [{ userId: keeper.id, level: "editor" }] });
    const signedIn = await server.signIn(keeper);
    const listed = (await ask(signedIn, "GET", "/setup/queues")).body as QueueSettings[];
    expect(listed.map(({ name }) => name)).toEqual(["Viewed", "Edited"]);
    const rename = async (id: string) =>
      (await ask(signedIn, "PUT", `/setup/queues/${id}`, { version: 2, name: "Kept" })).body.code;
    expect(await rename(other.id)).toBe("queue.not_found");
    expect(await rename(viewed.id)).toBe("permission.denied");
    expect(await rename(edited.id)).toBeUndefined();
    expect((await ask(signedIn, "POST", "/setup/queues", { name: "New" })).status).toBe(403);
  });
});
