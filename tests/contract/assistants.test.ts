import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  addWebhook,
  answered,
  type Bot,
  notedIn,
  openHouse,
  type Reply,
  startBot,
  textsOf,
} from "./support/bot.ts";
import { withRules } from "./support/routing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, openDesk, openVisitor, ready } from "./support/talk.ts";

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

describe("the built-in assistant", () => {
  it("greets a new conversation with its menu, answers choices and words, and hands over with what was chosen", async () => {
    const home = await openHouse(server);
    const { body } = await home.api("POST", "/assistants", { name: "Lumi", kind: "built_in" });
    expect(body).toMatchObject({ secret: null, assistant: { enabled: false, kind: "built_in" } });
    const choice = (key: string, label: string, answer: string, handOverTo: string | null) => ({
      key,
      label: { en: label, it: `${label} (it)` },
      keywords: [key],
      answer: { en: answer },
      handOverTo,
    });
    const flow = {
      ...body.assistant.flow,
      greeting: { en: "I am Lumi." },
      choices: [
        choice("delivery", "Delivery", "Two days.", null),
        choice("refund", "A refund", "Sure.", home.shop.queueIds.Returns ?? ""),
      ],
    };
    const { id, version } = body.assistant;
    const changed = { version, flow, enabled: true, queueIds: [home.shop.queueIds.Orders] };
    expect((await home.api("PATCH", `/assistants/${id}`, changed)).status).toBe(200);
    expect((await home.api("PATCH", `/assistants/${id}`, changed)).body.code).toBe("record.stale");

    await withRules(server, home.shop.queueIds.Returns, { priority: 27 });
    const customer = await openVisitor(server, home.shop, "Hi");
    const [, greeting] = await answered(customer, 2);
    expect(customer.conversation.state).toBe("assigned");
    expect(greeting).toMatchObject({
      author: { kind: "bot", id: null, name: "Lumi" },
      body: { text: "I am Lumi.", choices: ["Delivery", "A refund"] },
    });
    await customer.say("Delivery");
    await answered(customer, 4);
    await ready(home.atAna);
    await customer.say("I want my REFUND!");
    const events = await answered(customer, 7);
    expect(textsOf(events).slice(2)).toEqual([
      "customer: Delivery",
      "bot: Two days.",
      "customer: I want my REFUND!",
      "bot: Sure.",
      "bot: I hand you over to a colleague.",
    ]);
    const taken = await accept(home.atAna, customer.conversation.id);
    // It waited by the priority of the queue that it was handed to.
    expect(taken).toMatchObject({ queue: { name: "Returns" }, assistant: { name: "Lumi" }, priority: 27 });
    const handover = await home.atAna.http("GET", `/conversations/${taken.id}/assistant`);
    expect(handover.body).toMatchObject({ assistant: { name: "Lumi" }, summary: "Delivery › A refund" });
    expect((await notedIn(home.atAna, taken.id)).map(({ what }) => what)).toContain("assistant_handed_over");
  });
});

describe("an assistant by webhook", () => {
  it("is asked with a signature that only its secret makes, answers in order, keeps what it learnt and hands over by name", async () => {
    const home = await openHouse(server);
    const { secret } = await addWebhook(home, bot);
    let release = () => {};
    const first = new Promise<void>((resolve) => {
      release = resolve;
    });
    bot.answer = ({ body }) => {
      const text = body.messages.map((one) => one.text).join("+");
      if (text === "Where is it?") return { wait: first, body: { messages: [{ text: "Which order?" }] } };
      const data = { order: "L-7" };
      const summary = "Wants order L-7";
      return {
        body: { messages: [{ text: `Thanks: ${text}` }], data, handOver: { queue: "Returns", summary } },
      };
    };
    bot.asked.length = 0;
    const customer = await openVisitor(server, home.shop, "Where is it?");
    await eventually(() => bot.asked.length === 1, "the question");
    // Meanwhile he sees that somebody writes, by name and without an id.
    const typing = { who: { kind: "agent", id: "", name: "Robo" }, on: true };
    await eventually(() => customer.heard("typing").length > 0, "the sign that it thinks");
    expect(customer.heard("typing")).toEqual([{ conversationId: customer.conversation.id, ...typing }]);
    // Written while it thinks: answered afterwards, together, and never before.
    await customer.say("L-7");
    await customer.say("please");
    release();
    expect(textsOf(await answered(customer, 5))).toEqual([
      "customer: Where is it?",
      "customer: L-7",
      "customer: please",
      "bot: Which order?",
      "bot: Thanks: L-7+please",
    ]);
    await eventually(() => customer.heard<{ on: boolean }>("typing").at(-1)?.on === false, "the end of it");
    const [asked] = bot.asked;
    const [, seconds, mac] = /^t=(\d+),v1=(\w+)$/.exec(String(asked?.headers["sidetone-signature"])) ?? [];
    expect(mac).toBe(createHmac("sha256", secret).update(`${seconds}.${asked?.raw}`).digest("hex"));
    expect(asked?.headers["sidetone-turn"]).toContain(customer.conversation.id);

    await ready(home.atAna);
    const taken = await accept(home.atAna, customer.conversation.id);
    expect((await home.atAna.http("GET", `/conversations/${taken.id}/assistant`)).body).toMatchObject({
      summary: "Wants order L-7",
      data: { order: "L-7" },
    });
    // From here on it is left in peace.
    const before = bot.asked.length;
    await customer.say("Hello Ana");
    expect(bot.asked).toHaveLength(before);
  });

  it("that fails again and again hands over to people with the reason, and each failure is named in a test", async () => {
    const home = await openHouse(server);
    const { id } = await addWebhook(home, bot);
    const { pool } = server.server.database;
    const test = async (reply: Reply) => {
      bot.answer = () => reply;
      return (await home.api("POST", `/assistants/${id}/test`, { text: "Hi" })).body.problem;
    };
    expect(await test({ body: { messages: [{ text: "Hi there" }] } })).toBeNull();
    expect(await test({ body: "not json" })).toBe("not_json");
    expect(await test({ body: { message: "Hi" } })).toBe("wrong_shape");
    expect(await test({ status: 302, body: "" })).toBe("redirect");
    expect(await test({ body: "x".repeat(1_000_001) })).toBe("too_large");
    const much = Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, "x".repeat(1_000)]));
    expect(await test({ body: { data: much } })).toBe("too_much_data");
    expect(await test({ status: 500, body: "" })).toBe("status");

    bot.asked.length = 0;
    const customer = await openVisitor(server, home.shop, "Help");
    const conversationId = customer.conversation.id;
    const state = async (): Promise<string> =>
      (await pool.query("select state from conversations where id = $1", [conversationId])).rows[0].state;
    await eventually(async () => {
      await pool.query(
        "update assistant_turns set next_at = now() where conversation_id = $1 and next_at < now() + interval '6 seconds'",
        [conversationId],
      );
      return (await state()) === "waiting";
    }, "the hand-over");
    expect(bot.asked).toHaveLength(3);
    const noted = await notedIn(await openDesk(server, home.owner), conversationId);
    // By a code that every desk words in its language; what the webhook answered is for the log alone.
    expect(noted.at(-1)).toMatchObject({ what: "assistant_handed_over" });
    expect(noted.at(-1)?.detail).toEqual({ assistant: "Robo", summary: "", problem: "status" });
  });

  it("answers once, though another server took the turn over while the first was still asking", async () => {
    const home = await openHouse(server);
    await addWebhook(home, bot);
    const { pool } = server.server.database;
    let release = () => {};
    const wait = new Promise<void>((resolve) => {
      release = resolve;
    });
    bot.answer = () => ({ wait, body: { messages: [{ text: "Once" }, { text: "Twice" }] } });
    bot.asked.length = 0;
    const customer = await openVisitor(server, home.shop, "Hi");
    await eventually(() => bot.asked.length === 1, "the question");
    // As when a server is thought dead: its claim lapses, another one asks the same, and then both have an answer.
    await pool.query("update assistant_turns set next_at = now() where conversation_id = $1", [
      customer.conversation.id,
    ]);
    await eventually(() => bot.asked.length === 2, "the second question");
    expect(bot.asked[1]?.headers["sidetone-turn"]).toBe(bot.asked[0]?.headers["sidetone-turn"]);
    release();
    await answered(customer, 3);
    await customer.say("More");
    expect(textsOf(await answered(customer, 6))).toEqual([
      "customer: Hi",
      "bot: Once",
      "bot: Twice",
      "customer: More",
      "bot: Once",
      "bot: Twice",
    ]);
  });
});
