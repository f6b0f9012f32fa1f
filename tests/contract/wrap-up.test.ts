import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, ConversationEvent, TopicSet } from "#shared/contract/index.ts";
import { defaultQueueRules, type QueueRules } from "#shared/domain/queue-rules.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  type End,
  eventually,
  logOf,
  openDesk,
  openVisitor,
  ready,
  sites,
  snapshot,
  type VisitorEnd,
} from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);

interface Floor {
  readonly shop: TestWorkspace;
  readonly ana: SignedIn;
  readonly atAna: End;
  readonly manager: SignedIn;
}

async function floor(wrapUp: Partial<QueueRules["wrapUp"]> = {}): Promise<Floor> {
  const shop = await server.workspace({ allowedSites: sites });
  const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
  const manager = await server.signedIn(shop, { name: "Mara", role: "administrator" });
  const rules = { wrapUp: { ...defaultQueueRules.wrapUp, enabled: true, ...wrapUp } };
  await sql("update queues set rules = $2 where workspace_id = $1", [shop.id, rules]);
  return { shop, ana, manager, atAna: await openDesk(server, ana) };
}

/** A customer whose conversation Ana has taken. */
async function taken({ shop, atAna }: Floor): Promise<{ customer: VisitorEnd; conversation: Conversation }> {
  const customer = await openVisitor(server, shop);
  const { status, body } = await atAna.http("POST", `/conversations/${customer.conversation.id}/take`);
  expect(status).toBe(200);
  return { customer, conversation: body };
}

const close = (desk: End, { id, assignmentToken }: Conversation, more: object = {}) =>
  desk.http("POST", `/conversations/${id}/close`, { assignmentToken, ...more });
const finish = (desk: End, id: string, what: object = {}) =>
  desk.http("POST", `/conversations/${id}/wrap-up`, what);
const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const noted = (log: readonly ConversationEvent[], what: string) =>
  log.flatMap(({ body }) => (body.kind === "noted" && body.what === what ? [body] : []));
const workOf = async (id: string) =>
  (
    await sql(
      "select ended_by, extract(epoch from ended_at - started_at)::int as seconds from wrap_ups where conversation_id = $1",
      [id],
    )
  ).rows;

describe("after-contact work", () => {
  it("begins with the end of the conversation, keeps its agent busy, and is saved once", async () => {
    const house = await floor({ seconds: 60, dispositionRequired: true, topicsRequired: true });
    const { shop, atAna, manager } = house;
    const set: TopicSet = (await ask(manager, "POST", "/topics", { name: "Reasons" })).body;
    const added = await ask(manager, "POST", `/topics/${set.id}/topics`, { name: "Delivery" });
    const [delivery] = (added.body as TopicSet).topics;
    const nested = await ask(manager, "POST", `/topics/${set.id}/topics`, {
      name: "Damaged",
      parentId: delivery?.id,
    });
    const damaged = (nested.body as TopicSet).topics.find(({ name }) => name === "Damaged");
    const tag = (await ask(manager, "POST", "/tags", { name: "VIP", color: "grape" })).body;
    await sql(
      "update queues set rules = jsonb_set(rules, '{wrapUp,topicSetId}', to_jsonb($2::text)) where workspace_id = $1",
      [shop.id, set.id],
    );
    const { conversation } = await taken(house);
    const { id } = conversation;

    const closed = await close(atAna, conversation);

    expect(closed.body).toMatchObject({
      state: "closed",
      outcome: null,
      wrapUp: { userId: house.ana.id, startedAt: closed.body.closedAt },
    });
    expect(Date.parse(closed.body.wrapUp.until) - Date.parse(closed.body.wrapUp.startedAt)).toBe(60_000);
    expect((await snapshot(atAna)).mine).toMatchObject([{ id, state: "closed" }]);
    await ready(atAna);
    const next = await openVisitor(server, shop);
    const form = await atAna.http("GET", `/conversations/${id}/wrap-up`);
    expect(form.body).toMatchObject({ dispositionRequired: true, topicSet: { name: "Reasons" } });

    const tooLittle = await finish(atAna, id, { note: "nothing chosen" });
    expect(tooLittle).toMatchObject({ status: 400, body: { code: "wrap_up.incomplete" } });
    expect(tooLittle.body.data.fields.map(({ field }: { field: string }) => field)).toEqual([
      "disposition",
      "topicIds",
    ]);
    const nowhere = { disposition: "resolved", topicIds: [randomUUID()] };
    expect(await finish(atAna, id, nowhere)).toMatchObject({
      status: 404,
      body: { code: "topic.not_found" },
    });
    expect((await snapshot(atAna)).offers).toEqual([]);

    const saved = { disposition: "resolved", topicIds: [damaged?.id], tagIds: [tag.id], note: "Sent anew" };
    const done = await finish(atAna, id, saved);
    expect(done.body).toMatchObject({
      outcome: "resolved",
      wrapUp: null,
      topicIds: [damaged?.id],
      tagIds: [tag.id],
    });
    expect((await finish(atAna, id, saved)).body).toEqual(done.body);

    const log = await logOf(atAna, id);
    expect(log.filter(({ body }) => body.kind === "note")).toHaveLength(1);
    expect(noted(log, "wrapped_up")).toMatchObject([
      {
        who: { name: "Ana" },
        detail: {
          by: "saved",
          disposition: "Resolved",
          outcome: "resolved",
          topics: "Delivery / Damaged",
          tags: "VIP",
        },
      },
    ]);
    await eventually(
      async () => (await snapshot(atAna)).offers.some((one) => one.conversationId === next.conversation.id),
      "the next offer",
    );
    expect((await snapshot(atAna)).mine).toEqual([]);
  });

  it("ends by itself when its time is over, and what was written may still be saved", async () => {
    const house = await floor({ seconds: 30, auto: true, dispositionRequired: true });
    const { conversation } = await taken(house);
    const { id } = conversation;
    await close(house.atAna, conversation);

    await sql(
      "update wrap_ups set started_at = started_at - interval '31 s', until = until - interval '31 s' where conversation_id = $1",
      [id],
    );

    await eventually(
      () =>
        house.atAna
          .heard<Conversation>("conversation.changed")
          .some((one) => one.id === id && one.state === "closed" && one.wrapUp === null),
      "its end",
    );
    expect(await workOf(id)).toEqual([{ ended_by: "timer", seconds: 30 }]);
    const late = await finish(house.atAna, id, { disposition: "follow_up", note: "Calls on Monday" });
    expect(late).toMatchObject({ status: 200, body: { outcome: "follow_up" } });
    expect(await workOf(id)).toEqual([{ ended_by: "saved", seconds: 30 }]);
    expect(noted(await logOf(house.atAna, id), "wrapped_up").map(({ detail }) => detail.by)).toEqual([
      "timer",
      "late",
    ]);
  });

  it("is overdue and stays where it does not end by itself; a vanished agent's is released", async () => {
    const house = await floor({ seconds: 30, auto: false });
    const { conversation } = await taken(house);
    const { id } = conversation;
    await close(house.atAna, conversation, { outcome: "resolved" });
    await sql(
      "update wrap_ups set started_at = started_at - interval '10 min', until = until - interval '10 min' where conversation_id = $1",
      [id],
    );
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await workOf(id)).toEqual([{ ended_by: null, seconds: null }]);

    house.atAna.close();
    await sql("delete from presence_leases where user_id = $1", [house.ana.id]);
    await eventually(
      async () =>
        (await sql("select 1 from agent_status where user_id = $1 and status = 'offline'", [house.ana.id]))
          .rowCount,
      "his absence",
    );
    await sql("update agent_status set since = now() - interval '6 min' where user_id = $1", [house.ana.id]);

    await eventually(async () => (await workOf(id))[0]?.ended_by === "released", "the release");
    // What he was away is no work of his.
    expect((await workOf(id))[0]?.seconds).toBeLessThan(300);
  });

  it("ends when the customer writes again", async () => {
    const house = await floor({ seconds: null });
    const { conversation, customer } = await taken(house);
    const { body } = await close(house.atAna, conversation);
    expect(body.wrapUp).toMatchObject({ until: null });

    await customer.say("One more thing");

    const again = await eventually(async () => {
      const { unassigned, offers } = await snapshot(house.atAna);
      return unassigned.find(({ id }) => id === conversation.id) ?? offers[0];
    }, "the reopened conversation");
    expect(again).toBeDefined();
    expect((await workOf(conversation.id))[0]).toMatchObject({ ended_by: "released" });
    expect(await finish(house.atAna, conversation.id, { disposition: "resolved" })).toMatchObject({
      status: 404,
    });
  });

  it("is nobody else's to save, and asks for an outcome at once where there is none", async () => {
    const house = await floor();
    const luca = await server.signedIn(house.shop, { name: "Luca", queues: ["Orders"] });
    const { conversation } = await taken(house);
    await close(house.atAna, conversation);
    const others = [luca, house.manager, await server.signedIn(await server.workspace())];
    const codes = [];
    for (const one of others)
      codes.push((await ask(one, "POST", `/conversations/${conversation.id}/wrap-up`, {})).body.code);
    expect(codes).toEqual(["conversation.not_found", "wrap_up.not_found", "conversation.not_found"]);

    const plain = await floor({ enabled: false });
    const { conversation: other } = await taken(plain);
    expect(await close(plain.atAna, other)).toMatchObject({
      status: 400,
      body: { code: "wrap_up.incomplete", data: { fields: [{ field: "outcome" }] } },
    });
    expect(await close(plain.atAna, other, { outcome: "no_such" })).toMatchObject({
      status: 404,
      body: { code: "disposition.not_found" },
    });
    expect((await close(plain.atAna, other, { outcome: "spam" })).body).toMatchObject({ wrapUp: null });
  });

  it("leaves the topic that a queue requires to no later moment where no work follows", async () => {
    const house = await floor({ enabled: false });
    const { body: set } = await ask(house.manager, "POST", "/topics", { name: "About" });
    const { body: topic } = await ask(house.manager, "POST", `/topics/${set.id}/topics`, {
      name: "Parcel",
    });
    await sql(
      `update queues set rules = jsonb_set(rules, '{wrapUp}', rules->'wrapUp' || $2) where workspace_id = $1`,
      [house.shop.id, { topicSetId: set.id, topicsRequired: true }],
    );
    const { conversation } = await taken(house);
    expect(await close(house.atAna, conversation, { outcome: "resolved" })).toMatchObject({
      status: 400,
      body: { code: "wrap_up.incomplete", data: { fields: [{ field: "topicIds" }] } },
    });
    const topicIds = [topic.topics?.[0]?.id ?? topic.id];
    const named = await house.atAna.http("PUT", `/conversations/${conversation.id}/topics`, { topicIds });
    expect(named.body).toMatchObject({ topicIds });
    expect((await close(house.atAna, conversation, { outcome: "resolved" })).body).toMatchObject({
      state: "closed",
      outcome: "resolved",
    });
  });
});
