import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeSilent } from "#server/features/assistants/close-silent.ts";
import { loadTurn, markForgotten, settle } from "#server/features/assistants/turns.ts";
import { missedHooks } from "#server/features/missed/index.ts";
import type { Conversation } from "#shared/contract/index.ts";
import { addWebhook, answered, type Bot, notedIn, openHouse, startBot } from "./support/bot.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { type End, eventually, openDesk, openVisitor, ready } from "./support/talk.ts";

let server: TestServer;
let bot: Bot;
beforeAll(async () => {
  [server, bot] = await Promise.all([
    startTestServer({ env: { LIMIT_SCALE: "100", LOOPBACK_WEBHOOKS: "1" } }),
    startBot(),
  ]);
});
afterAll(async () => {
  bot.close();
  await server.stop();
});

const inState = (id: string, state: string) =>
  eventually(async () => {
    const { rows } = await server.server.database.pool.query(
      "select state from conversations where id = $1",
      [id],
    );
    return rows[0].state === state;
  }, `the conversation to be ${state}`);

describe("conversations that an assistant has", () => {
  it("are seen, and taken over at any time, by who may see the queue's conversations and by nobody else", async () => {
    const home = await openHouse(server);
    await addWebhook(home, bot);
    bot.answer = () => ({ body: { messages: [{ text: "Hm?" }] } });
    const manager = await server.signedIn(home.shop, { role: "manager", name: "Max" });
    const atMax = await openDesk(server, manager);
    const customer = await openVisitor(server, home.shop, "Hi");
    await answered(customer, 2);
    const id = customer.conversation.id;

    const list = async (end: End): Promise<Conversation[]> =>
      (await end.http("GET", "/conversations?view=assistant")).body;
    expect((await list(atMax)).map((one) => one.id)).toEqual([id]);
    await eventually(
      () => atMax.heard<Conversation>("conversation.changed").some((one) => one.state === "assistant"),
      "the news",
    );
    expect(await list(home.atAna)).toEqual([]);
    expect((await home.atAna.http("POST", `/conversations/${id}/take`)).body.code).toBe(
      "conversation.not_found",
    );
    expect((await home.atAna.http("GET", `/conversations/${id}/assistant`)).status).toBe(404);

    const taken = await atMax.http("POST", `/conversations/${id}/take`);
    expect(taken.body).toMatchObject({ state: "assigned", assignee: { name: "Max" } });
    const before = bot.asked.length;
    await customer.say("Are you human?");
    await atMax.http("POST", `/conversations/${id}/take`);
    expect(bot.asked).toHaveLength(before);
  });

  it("are those of the first of several for a queue; whoever may choose finds them all in their order, with their links", async () => {
    const home = await openHouse(server);
    const queueIds = [home.shop.queueIds.Orders];
    const add = async (name: string, link: string) => {
      const { id, version } = (await home.api("POST", "/assistants", { name, kind: "built_in" })).body
        .assistant;
      const on = { version, enabled: true, queueIds, link };
      expect((await home.api("PATCH", `/assistants/${id}`, on)).status).toBe(200);
      return id as string;
    };
    const menuOf = async (end: End) => (await end.http("GET", "/me")).body.workspace.assistants;
    const one = await add("One", "");
    expect(await menuOf(home.atAna)).toEqual([]);
    const two = await add("Two", "https://bots.example/two");
    await eventually(async () => (await menuOf(home.atAna)).length > 0, "his menu of assistants");
    expect(await menuOf(home.atAna)).toEqual([
      { id: one, name: "One", link: null },
      { id: two, name: "Two", link: "https://bots.example/two" },
    ]);
    const before = await openVisitor(server, home.shop, "Hi");
    expect((await answered(before, 2))[1]?.author.name).toBe("One");

    const sorted = await home.api("POST", "/assistants/order", { assistantIds: [two] });
    expect(sorted.body.map(({ name }: { name: string }) => name)).toEqual(["Two", "One"]);
    expect((await menuOf(home.atAna)).map(({ name }: { name: string }) => name)).toEqual(["Two", "One"]);
    const after = await openVisitor(server, home.shop, "Hi");
    expect((await answered(after, 2))[1]?.author.name).toBe("Two");
    const { rows } = await server.server.database.pool.query(
      "select after from activity_log where workspace_id = $1 and action = 'assistant.sorted'",
      [home.shop.id],
    );
    expect(rows).toEqual([{ after: { order: "Two, One" } }]);
  });

  it("go to people when it is switched off or archived; its address must be a public one, and its secret is told once", async () => {
    const home = await openHouse(server);
    const { id, secret } = await addWebhook(home, bot);
    bot.answer = () => ({ body: { messages: [{ text: "Hm?" }] } });
    const customer = await openVisitor(server, home.shop, "Hi");
    await answered(customer, 2);
    const { body: all } = await home.api("GET", "/assistants");
    expect(JSON.stringify(all)).not.toContain(secret.slice(4));
    expect(all[0]).toMatchObject({ conversations: 1, url: bot.url });
    const rotated = await home.api("POST", `/assistants/${id}/secret`);
    expect(rotated.body.secret).not.toBe(secret);
    for (const url of ["http://bot.example/x", "https://user:pw@bot.example/", "ftp://bot.example"])
      expect((await home.api("POST", "/assistants", { name: "N", kind: "webhook", url })).status, url).toBe(
        400,
      );
    const inside = await home.api("POST", "/assistants", {
      name: "Inside",
      kind: "webhook",
      url: "https://10.0.0.1/hook",
    });
    const tried = await home.api("POST", `/assistants/${inside.body.assistant.id}/test`, { text: "Hi" });
    expect(tried.body).toMatchObject({ problem: "unreachable", answer: null });
    expect(tried.body.detail).toContain("not allowed");

    expect((await home.api("DELETE", `/assistants/${id}`)).status).toBe(200);
    await ready(home.atAna);
    await inState(customer.conversation.id, "waiting");
    const told = await notedIn(await openDesk(server, home.owner), customer.conversation.id);
    expect(told.at(-1)).toMatchObject({
      what: "assistant_handed_over",
      detail: { summary: "", problem: "off" },
    });
  });

  it("go to people also when it is switched off while it thinks, or while it finds that it has nothing to say", async () => {
    const home = await openHouse(server);
    const { id: assistantId } = await addWebhook(home, bot);
    const { pool } = server.server.database;
    const held = Promise.withResolvers<void>();
    bot.answer = () => ({ wait: held.promise, body: { messages: [{ text: "Hm?" }] } });
    bot.asked.length = 0;
    const customer = await openVisitor(server, home.shop, "Hi");
    await eventually(() => bot.asked.length === 1, "the question");
    const turnOn = async (enabled: boolean) => {
      const { version } = (await home.api("GET", "/assistants")).body[0];
      const { status } = await home.api("PATCH", `/assistants/${assistantId}`, { version, enabled });
      expect(status).toBe(200);
    };
    await turnOn(false);
    held.resolve();
    await answered(customer, 2);
    await inState(customer.conversation.id, "waiting");

    await turnOn(true);
    const other = await openVisitor(server, home.shop, "Hello");
    await answered(other, 2);
    const { id } = other.conversation;
    await eventually(
      async () =>
        (await pool.query("select 1 from conversations where id = $1 and not assistant_due", [id])).rowCount,
      "the turn to be over",
    );
    // Its server looks, finds nothing to say, and is slow to note that.
    await pool.query("update assistant_turns set next_at = now() + '1 hour' where conversation_id = $1", [
      id,
    ]);
    const turn = await loadTurn(pool, id);
    await turnOn(false);
    if (turn) await settle(pool, turn);
    await inState(id, "waiting");
  });

  it("are found again though nothing marked that they are due", async () => {
    const home = await openHouse(server);
    const { id: assistantId } = await addWebhook(home, bot);
    const { pool } = server.server.database;
    bot.answer = () => ({ body: { messages: [{ text: "Hm?" }] } });
    const [one, other] = [
      await openVisitor(server, home.shop, "Hi"),
      await openVisitor(server, home.shop, "Hello"),
    ];
    await Promise.all([answered(one, 2), answered(other, 2)]);
    // What he writes is marked as due; as if that had been lost.
    const turn = (next: string) =>
      pool.query(`update assistant_turns set next_at = ${next} where conversation_id = $1`, [
        one.conversation.id,
      ]);
    await turn("now() + '1 hour'");
    await one.say("More");
    await pool.query("update conversations set assistant_due = false where id = $1", [one.conversation.id]);
    await turn("now()");
    await markForgotten(pool);
    await answered(one, 4);
    // As if who switched it off had marked nothing.
    await pool.query("update assistants set enabled = false where id = $1", [assistantId]);
    await markForgotten(pool);
    await inState(other.conversation.id, "waiting");
  });

  it("end when the customer has not answered for a day, but never with his own words unanswered; writing again reaches people", async () => {
    const home = await openHouse(server);
    await addWebhook(home, bot);
    const { pool } = server.server.database;
    bot.answer = () => ({ body: { messages: [{ text: "Anything else?" }] } });
    const customer = await openVisitor(server, home.shop, "Hi");
    await answered(customer, 2);
    const id = customer.conversation.id;
    const stateOf = async (): Promise<string> =>
      (await pool.query("select state from conversations where id = $1", [id])).rows[0].state;
    const news = { publish: async (committed: { result: unknown }) => committed.result };
    const sweep = () => closeSilent({ pool, hooks: [], news } as never);
    const dayAgo = (by: string) =>
      pool.query(
        "update conversations set last_message_at = now() - interval '25 hours', last_message_by = $2 where id = $1",
        [id, by],
      );
    await sweep();
    expect(await stateOf()).toBe("assistant");
    await dayAgo("customer");
    await sweep();
    expect(await stateOf()).toBe("assistant");
    await dayAgo("bot");
    await sweep();
    expect(await stateOf()).toBe("closed");
    await customer.say("I am back");
    expect(await stateOf()).toBe("waiting");
  });

  it("that it has left without a word are ended after a day by the system, so that the customer counts as missed", async () => {
    const home = await openHouse(server);
    await addWebhook(home, bot);
    const { pool } = server.server.database;
    bot.answer = () => ({ body: {} });
    const customer = await openVisitor(server, home.shop, "Is anybody there?");
    const { id } = customer.conversation;
    const value = async (sql: string) => (await pool.query(sql, [id])).rows[0]?.value;
    await eventually(
      async () =>
        (await value("select answered_seq as value from assistant_turns where conversation_id = $1")) > 0,
      "the turn to be over",
    );
    await pool.query("update conversations set last_message_at = now() - interval '25 hours' where id = $1", [
      id,
    ]);
    const news = { publish: async (committed: { result: unknown }) => committed.result };
    await closeSilent({ pool, hooks: [missedHooks], news } as never);
    expect(await value("select state as value from conversations where id = $1")).toBe("closed");
    expect(await value("select kind as value from missed_items where conversation_id = $1")).toBe("missed");
  });
});
