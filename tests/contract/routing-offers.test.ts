import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Offer } from "#shared/contract/index.ts";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";
import { defaultSettings } from "#shared/domain/settings.ts";
import {
  headOf,
  notedOf,
  readyAgent,
  ringing,
  rings,
  runOut,
  someWaiting,
  withRules,
} from "./support/routing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  accept,
  eventually,
  offerOf,
  openVisitor,
  ready,
  sites,
  snapshot,
  visitorToken,
} from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());
const query = (text: string, values: unknown[]) => server.server.database.pool.query(text, values);

describe("an offer that nobody takes", () => {
  it("that runs out pauses who let it ring, goes to the next with a note, and not back to him at once", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const ana = await readyAgent(server, shop, { name: "Ana" });
    const { conversation } = await openVisitor(server, shop);
    await offerOf(ana.desk, conversation.id);
    await runOut(server, conversation.id);
    await eventually(async () => (await snapshot(ana.desk)).status.status === "paused");
    expect((await snapshot(ana.desk)).status.cause).toBe("offer_missed");
    expect(await notedOf(server, conversation.id)).toContainEqual(
      expect.objectContaining({ what: "offer_missed", who: expect.objectContaining({ name: "Ana" }) }),
    );

    await ready(ana.desk);
    const luca = await readyAgent(server, shop, { name: "Luca" });
    await rings(luca.desk, conversation.id);
    expect(await ringing(ana.desk)).toEqual([]);
  });

  it("waits after so many attempts before the next is asked; he who was alone is asked again later", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    await withRules(server, shop.queueIds.Orders, { attempts: 1, attemptDelaySeconds: 300 });
    const ana = await readyAgent(server, shop);
    const [id = ""] = await someWaiting(server, shop, [{}]);
    const { id: offerId } = await offerOf(ana.desk, id);
    const luca = await readyAgent(server, shop);
    expect((await ana.desk.http("POST", `/offers/${offerId}/decline`)).status).toBe(200);
    expect(await headOf(server, id)).toMatchObject({ attempts: 1, state: "waiting" });
    expect(await ringing(luca.desk)).toEqual([]);

    await query("update conversations set next_attempt_at = now() where id = $1", [id]);
    await rings(luca.desk, id);
    expect(await ringing(ana.desk)).toEqual([]);
  });
});

describe("a broadcast", () => {
  it("rings at all who are free; the first has it, and it rings nowhere any more", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    await withRules(server, shop.queueIds.Orders, { selection: "broadcast" });
    const [ana, luca, full] = [
      await readyAgent(server, shop),
      await readyAgent(server, shop),
      await readyAgent(server, shop, { maxConversations: 0 }),
    ];
    const { conversation } = await openVisitor(server, shop);
    const [first, second] = [
      await offerOf(ana.desk, conversation.id),
      await offerOf(luca.desk, conversation.id),
    ];
    expect(first).toMatchObject({ broadcast: true, reason: "broadcast" });
    expect(await ringing(full.desk)).toEqual([]);

    const answers = await Promise.all([
      ana.desk.http("POST", `/offers/${first.id}/accept`),
      luca.desk.http("POST", `/offers/${second.id}/accept`),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await eventually(async () => (await ringing(ana.desk)).length + (await ringing(luca.desk)).length === 0);
    const loser = answers[0].status === 200 ? luca : ana;
    await eventually(() =>
      loser.desk.heard<Offer>("offer.changed").some(({ state }) => state === "withdrawn"),
    );
  });

  it("that everybody lets ring pauses nobody", async () => {
    const shop = await server.workspace();
    await withRules(server, shop.queueIds.Orders, { selection: "broadcast" });
    const ana = await readyAgent(server, shop);
    const luca = await readyAgent(server, shop);
    const [id = ""] = await someWaiting(server, shop, [{}]);
    await rings(ana.desk, id);
    await rings(luca.desk, id);
    await runOut(server, id);
    await eventually(async () => (await headOf(server, id))?.attempts === 1);
    expect((await snapshot(ana.desk)).status.status).toBe("ready");
    expect((await snapshot(luca.desk)).status.status).toBe("ready");
  });
});

describe("load", () => {
  it("parked conversations and, where the workspace says so, idle chats leave a seat free; a call needs them all", async () => {
    const shop = await server.workspace({
      settings: { routing: { ...defaultSettings.routing, idleChatSeconds: 60 } },
    });
    const ana = await readyAgent(server, shop, { maxConversations: 2 });
    const [one = "", two = ""] = await someWaiting(server, shop, [{ seconds: 3 }, { seconds: 2 }]);
    await accept(ana.desk, one);
    await accept(ana.desk, two);
    const [three = ""] = await someWaiting(server, shop, [{ seconds: 1 }]);
    expect((await ana.desk.http("POST", `/conversations/${three}/take`)).status).toBe(409);
    expect(await ringing(ana.desk)).toEqual([]);

    await query("update conversations set parked_until = now() + interval '1 hour' where id = $1", [one]);
    await accept(ana.desk, three);
    const [call = ""] = await someWaiting(server, shop, [{ medium: "voice" }]);
    expect((await ana.desk.http("POST", `/conversations/${call}/take`)).status).toBe(409);

    await query(
      "update conversations set assigned_at = now() - interval '2 minutes', last_message_at = null where id = any($1)",
      [[two, three]],
    );
    await accept(ana.desk, call);
    const [chat = ""] = await someWaiting(server, shop, [{}]);
    expect((await ana.desk.http("POST", `/conversations/${chat}/take`)).status).toBe(409);
  });

  it("goes by the workspace's numbers, by one's own instead, and by what a queue says its conversations weigh", async () => {
    const most = { chat: 2, voice: 2, video: 1 };
    const settings = { routing: { ...defaultSettings.routing, most } };
    const shop = await server.workspace({ settings, queues: ["Orders", "Calls"] });
    const loads = { ...defaultQueueRules.loads, voice: 50 };
    await withRules(server, shop.queueIds.Calls, { loads });
    const ana = await readyAgent(server, shop, { queues: ["Orders", "Calls"] });
    await query("update users set max_conversations = null where id = $1", [ana.id]);
    const load = async () => (await ana.desk.http("GET", "/me/routing")).body.load;
    const comes = async (queue: string, medium: string) =>
      (await someWaiting(server, shop, [{ queue, medium }]))[0] ?? "";

    // A call of half a place, where there are two: a quarter of the desk. A chat, of two: half of it.
    await accept(ana.desk, await comes("Calls", "voice"));
    await accept(ana.desk, await comes("Orders", "chat"));
    expect(await load()).toBe(75);
    await accept(ana.desk, await comes("Calls", "voice"));
    expect(await load()).toBe(100);
    const third = await comes("Calls", "voice");
    expect(await ana.desk.http("POST", `/conversations/${third}/take`)).toMatchObject({
      status: 409,
      body: { code: "agent.at_capacity" },
    });

    // Of four calls these two are a quarter; the chat is half: there is room for it, and for one chat no more.
    await query("update users set max_voice = 4 where id = $1", [ana.id]);
    await accept(ana.desk, third);
    expect(await load()).toBe(88);
    const chat = await comes("Orders", "chat");
    expect((await ana.desk.http("POST", `/conversations/${chat}/take`)).status).toBe(409);
  });
});

describe("a direct offer", () => {
  it("takes its place on the desk before it is accepted: no queue asks who would be full with it", async () => {
    const shop = await server.workspace();
    const luca = await readyAgent(server, shop);
    const [id = ""] = await someWaiting(server, shop, [{}]);
    await rings(luca.desk, id);
    const { body: given } = await luca.desk.http(
      "POST",
      `/offers/${(await offerOf(luca.desk, id)).id}/accept`,
    );
    const ana = await readyAgent(server, shop, { maxConversations: 1 });
    const { assignmentToken } = given;
    const to = { kind: "agent", userId: ana.id };
    expect(
      await luca.desk.http("POST", `/conversations/${id}/transfer`, { assignmentToken, to }),
    ).toMatchObject({
      status: 200,
    });
    await rings(ana.desk, id);

    // She has been idle for longer, and has nothing yet; but there is room for one at her desk.
    await query("update agent_status set since = now() - interval '1 hour' where user_id = $1", [ana.id]);
    const [next = ""] = await someWaiting(server, shop, [{}]);
    await rings(luca.desk, next);
    expect(await ringing(ana.desk)).toEqual([id]);
    const [offer] = (await snapshot(ana.desk)).offers as [Offer];
    expect(offer).toMatchObject({ reason: "transfer", from: { id: luca.id } });
  });
});

describe("who is asked, and for what first", () => {
  it("a page of the site says in which queue its visitors wait; each waits by his queue's priority", async () => {
    const shop = await server.workspace({ allowedSites: sites, queues: ["Orders", "Sales"] });
    await withRules(server, shop.queueIds.Sales, { priority: 22 });
    const ask = async (queue?: string) => {
      const { visitorToken: token } = await visitorToken(server, shop);
      const { body } = await server.request("POST", "/api/v1/visitor/conversations", {
        headers: { authorization: `Bearer ${token}` },
        body: { clientId: randomUUID(), text: "Hello", ...(queue && { queue }) },
      });
      return headOf(server, body.conversation.id);
    };
    const sales = { queue_id: shop.queueIds.Sales, priority: 22 };
    expect(await ask("sales")).toMatchObject(sales);
    expect(await ask(shop.queueIds.Sales)).toMatchObject(sales);
    expect(await ask("Nowhere")).toMatchObject({ queue_id: shop.queueIds.Orders, priority: 15 });
    expect(await ask()).toMatchObject({ queue_id: shop.queueIds.Orders });
  });

  it("goes by priority before waiting, by skills until they are relaxed, and by the group it was handed to", async () => {
    const shop = await server.workspace();
    const { rows } = await query(
      "insert into skills (id, workspace_id, name) values (gen_random_uuid(), $1, 'Polish') returning id",
      [shop.id],
    );
    const skillId: string = rows[0].id;
    const skill = { skillId, level: 3, need: "required", relaxAfterSeconds: 90 } as const;
    await withRules(server, shop.queueIds.Orders, { skills: [skill] });
    const ana = await readyAgent(server, shop);
    const luca = await readyAgent(server, shop, { queues: [] });
    const groupId = await server.group(shop, { members: [luca] });
    const [late = "", urgent = "", groups = ""] = await someWaiting(server, shop, [
      { seconds: 60 },
      { seconds: 10, priority: 25 },
      { seconds: 100, groupId },
    ]);
    await rings(luca.desk, groups);
    expect(await ringing(ana.desk)).toEqual([]);

    await query("insert into user_skills (user_id, skill_id, level) values ($1, $2, 3)", [ana.id, skillId]);
    await rings(ana.desk, urgent);
    await query("delete from user_skills where user_id = $1", [ana.id]);
    await accept(ana.desk, urgent);
    expect(await ringing(ana.desk)).toEqual([]);
    await query("update conversations set waiting_since = now() - interval '91 seconds' where id = $1", [
      late,
    ]);
    await rings(ana.desk, late);
    await eventually(
      async () => (await notedOf(server, late)).filter(({ what }) => what === "skill_relaxed").length === 1,
    );
  });
});
