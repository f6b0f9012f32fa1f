import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Disposition, Tag, Topic, TopicSet } from "#shared/contract/index.ts";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, logOf, openDesk, openVisitor, sites } from "./support/talk.ts";

let server: TestServer;
let shop: TestWorkspace;
let owner: SignedIn;
let manager: SignedIn;
let agent: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  shop = await server.workspace({ scheme: "voximplant-kit", allowedSites: sites });
  owner = await server.signedIn(shop, { role: "owner" });
  manager = await server.signedIn(shop, { role: "manager" });
  agent = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const makeSet = async (name: string): Promise<TopicSet> =>
  (await ask(manager, "POST", "/topics", { name })).body;
const add = async (set: TopicSet, name: string, parentId: string | null = null): Promise<TopicSet> =>
  (await ask(manager, "POST", `/topics/${set.id}/topics`, { name, parentId })).body;
const living = ({ topics }: TopicSet) => topics.filter(({ archived }) => !archived);
const named = ({ topics }: TopicSet, name: string): Topic =>
  topics.find((one) => one.name === name) ?? expect.fail(`there is no ${name}`);
const asksFor = (setId: string | null) =>
  sql("update queues set rules = $2 where workspace_id = $1", [
    shop.id,
    { wrapUp: { ...defaultQueueRules.wrapUp, topicSetId: setId } },
  ]);
const actionsOn = async (id: string) =>
  (await sql("select action from activity_log where target_id = $1 order by seq", [id])).rows.map(
    ({ action }) => action,
  );

describe("topic sets", () => {
  it("hold topics below one another, in an order, four deep at most; what is deleted can be brought back", async () => {
    const set = await makeSet("Reasons");
    expect(await ask(manager, "POST", "/topics", { name: "REASONS" })).toMatchObject({
      body: { code: "name.taken" },
    });
    const delivery = named(await add(set, "Delivery"), "Delivery");
    await add(set, "Invoice");
    const damaged = named(await add(set, "Damaged", delivery.id), "Damaged");
    const box = named(await add(set, "Box", damaged.id), "Box");
    const corner = named(await add(set, "Corner", box.id), "Corner");
    for (const [name, parentId, code] of [
      ["Paint", corner.id, "topic.too_deep"],
      ["damaged", delivery.id, "name.taken"],
      ["Late", randomUUID(), "topic.not_found"],
    ] as const)
      expect((await ask(manager, "POST", `/topics/${set.id}/topics`, { name, parentId })).body.code).toBe(
        code,
      );

    const moved = await ask(manager, "PUT", `/topics/topics/${delivery.id}`, {
      move: "down",
      name: "Parcels",
    });
    const tops = living(moved.body).filter(({ parentId }) => parentId === null);
    expect(tops.map(({ name }) => name)).toEqual(["Invoice", "Parcels"]);

    const without = await ask(manager, "DELETE", `/topics/topics/${damaged.id}`);
    expect(living(without.body).map(({ name }) => name)).toEqual(["Invoice", "Parcels"]);
    const back = await ask(manager, "POST", `/topics/topics/${damaged.id}/restore`);
    expect(living(back.body)).toHaveLength(5);
    expect(await actionsOn(damaged.id)).toEqual(["topic.created", "topic.deleted", "topic.restored"]);
  });

  it("of a queue are deleted by the highest roles, and past conversations keep their names", async () => {
    const set = await makeSet("Complaints");
    const noise = named(await add(set, "Noise"), "Noise");
    await asksFor(set.id);
    const desk = await openDesk(server, agent);
    const customer = await openVisitor(server, shop);
    const { id } = customer.conversation;
    await desk.http("POST", `/conversations/${id}/take`);
    const about = await desk.http("PUT", `/conversations/${id}/topics`, { topicIds: [noise.id] });
    expect(about.body).toMatchObject({ topicIds: [noise.id] });

    const refused = await ask(manager, "DELETE", `/topics/${set.id}`);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: "topic_set.in_use", data: { fields: [{ field: "queues", problem: "Orders" }] } },
    });
    expect((await ask(agent, "DELETE", `/topics/${set.id}`)).body.code).toBe("permission.denied");
    expect((await ask(owner, "DELETE", `/topics/${set.id}`)).body).toEqual({ ok: true });

    const { rows } = await sql("select rules->'wrapUp' as wrap from queues where workspace_id = $1", [
      shop.id,
    ]);
    expect(rows[0].wrap).toMatchObject({ topicSetId: null, topicsRequired: false });
    const listed = (await ask(agent, "GET", "/topics")).body as TopicSet[];
    expect(listed.find((one) => one.id === set.id)).toMatchObject({
      archived: true,
      topics: [{ name: "Noise" }],
      queues: [],
    });
    // It stays on the conversation, and its name is free for another set.
    const again = await desk.http("PUT", `/conversations/${id}/topics`, { topicIds: [noise.id] });
    expect(again.body).toMatchObject({ topicIds: [noise.id] });
    expect((await makeSet("Complaints")).name).toBe("Complaints");
    desk.close();
  });
});

describe("tags", () => {
  it("are put on a conversation while it is worked on; the staff see it, the customer does not", async () => {
    const red: Tag = (await ask(manager, "POST", "/tags", { name: "Angry", color: "red" })).body;
    const blue: Tag = (await ask(manager, "POST", "/tags", { name: "Loyal", color: "blue" })).body;
    const desk = await openDesk(server, agent);
    const customer = await openVisitor(server, shop);
    const { id } = customer.conversation;
    await desk.http("POST", `/conversations/${id}/take`);
    const set = (tagIds: readonly string[]) => desk.http("PUT", `/conversations/${id}/tags`, { tagIds });

    expect((await set([red.id, blue.id])).body.tagIds.toSorted()).toEqual([red.id, blue.id].toSorted());
    await set([blue.id]);
    await set([blue.id]);
    expect(await set([randomUUID()])).toMatchObject({ status: 404, body: { code: "tag.not_found" } });

    const course = (await logOf(desk, id)).flatMap(({ body }) =>
      body.kind === "noted" ? [body.detail.tags] : [],
    );
    expect(course).toEqual(["Angry, Loyal", "Loyal"]);
    expect((await logOf(customer, id, "visitor")).some(({ body }) => body.kind === "noted")).toBe(false);
    expect((await ask(manager, "GET", "/tags/usage")).body).toContainEqual({
      tagId: blue.id,
      conversations: 1,
      shortcuts: 0,
    });

    expect(await ask(manager, "DELETE", `/tags/${blue.id}`)).toMatchObject({
      status: 409,
      body: { code: "tag.in_use", data: { fields: [{ field: "conversations", problem: "1" }] } },
    });
    expect((await ask(manager, "DELETE", `/tags/${red.id}`)).body).toEqual({ ok: true });
    expect((await ask(owner, "DELETE", `/tags/${blue.id}`)).body).toEqual({ ok: true });
    await eventually(
      () =>
        desk
          .heard<{ id: string; tagIds: string[] }>("conversation.changed")
          .some((one, at, all) => one.id === id && one.tagIds.length === 0 && at === all.length - 1),
      "the tag's going",
    );
    expect(await actionsOn(blue.id)).toEqual(["tag.created", "tag.deleted"]);
    desk.close();
  });
});

describe("dispositions", () => {
  it("are four at first, renamed without losing their key, sorted, archived but for the last", async () => {
    const list = async () => (await ask(agent, "GET", "/dispositions")).body as Disposition[];
    const [first, ...others] = await list();
    expect([first, ...others].map((one) => one?.key)).toEqual([
      "resolved",
      "follow_up",
      "not_reached",
      "spam",
    ]);
    const made = (await ask(manager, "POST", "/dispositions", { name: "Já paga" })).body as Disposition;
    expect(made).toMatchObject({ key: "ja_paga", position: 4, archived: false });
    const path = `/dispositions/${made.id}`;
    const renamed = await ask(manager, "PUT", path, { version: made.version, name: "Paid already" });
    expect(renamed.body).toMatchObject({ key: "ja_paga", name: "Paid already", version: 2 });
    expect((await ask(manager, "PUT", path, { version: 1, name: "Late" })).body.code).toBe("record.stale");
    await ask(manager, "POST", "/dispositions/order", { dispositionIds: [made.id] });
    expect((await list()).map(({ key }) => key).slice(0, 2)).toEqual(["ja_paga", "resolved"]);

    for (const one of [first, ...others])
      if (one) await ask(manager, "PUT", `/dispositions/${one.id}`, { version: one.version, archived: true });
    const last = await ask(manager, "PUT", path, { version: 2, archived: true });
    expect(last).toMatchObject({ status: 409, body: { code: "disposition.last" } });
    expect((await ask(agent, "POST", "/dispositions", { name: "Mine" })).status).toBe(403);
    expect((await list()).filter(({ archived }) => archived)).toHaveLength(4);
  });
});
