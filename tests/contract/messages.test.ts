import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConversationEvent, EventPage } from "#shared/contract/index.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, logOf, say, startTalking } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const talking = () => startTalking(server);

describe("sending", () => {
  it("answers a repetition with the first entry and writes nothing twice", async () => {
    const { customer, id } = await talking();
    const clientId = randomUUID();
    const [first, again, third] = await Promise.all([1, 2, 3].map(() => customer.say("once", clientId)));
    const later = await customer.say("once", clientId);

    for (const answer of [again, third, later]) expect(answer).toEqual(first);
    const log = await logOf(customer, id, "visitor");
    expect(log.filter((event) => event.clientId === clientId)).toHaveLength(1);
  });

  it("tells the others again when somebody has to ask again, for perhaps they were not told either", async () => {
    const { customer, desk } = await talking();
    const clientId = randomUUID();
    const told = () =>
      desk.heard<ConversationEvent>("event.appended").filter((event) => event.clientId === clientId);
    await customer.say("is anybody there?", clientId);
    await eventually(() => told().length === 1);

    await customer.say("is anybody there?", clientId);
    await eventually(() => told().length === 2);
    expect(told()[1]).toEqual(told()[0]);
  });

  it("refuses a client id that was used for another text or by somebody else, and tells nothing of it", async () => {
    const { customer, desk, id } = await talking();
    const clientId = randomUUID();
    await customer.say("mine", clientId);

    const otherText = await customer.say("not mine", clientId);
    const otherPerson = await desk.ask("message.send", { conversationId: id, clientId, text: "mine" });

    for (const answer of [otherText, otherPerson]) {
      expect(answer).toMatchObject({ ok: false, error: { code: "message.client_id_reused" } });
      expect(JSON.stringify(answer)).not.toContain('"seq"');
    }
  });

  it("gives numbers without gaps or doubles when everybody writes at once", async () => {
    const { customer, desk, id } = await talking();
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, index) =>
        index % 3 === 0
          ? customer.say(`c${index}`)
          : say(desk, id, `a${index}`, index % 3 === 1 ? {} : { kind: "note" }),
      ),
    );

    expect(answers.every(({ ok }) => ok)).toBe(true);
    const log = await logOf(desk, id);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    expect(log).toHaveLength(123);
    const seen = await logOf(customer, id, "visitor");
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1));
    expect(seen).toHaveLength(83);
  });

  it("tells everybody who is entitled, in order, and nobody else", async () => {
    const { customer, desk, id } = await talking();
    const { customer: other } = await talking();
    for (const text of ["one", "two", "three"]) await say(desk, id, text);
    await eventually(() => customer.heard("event.appended").length >= 4);

    const texts = customer
      .heard<ConversationEvent>("event.appended")
      .flatMap(({ body }) => (body.kind === "message" ? [body.text] : []));
    expect(texts.slice(-3)).toEqual(["one", "two", "three"]);
    expect(JSON.stringify(other.heard("event.appended"))).not.toContain(id);
  });

  it("keeps strange but legal text exactly as it was written", async () => {
    const { customer, desk, id } = await talking();
    const texts = [
      "<img src=x onerror=alert(1)>",
      "javascript:alert(1)",
      "\u202Egnp.exe \u200B zero width",
      "🧑‍🧑‍🧒‍🧒".repeat(50),
      `Z${"\u0351".repeat(2_000)}`,
      "{{constructor.constructor('x')()}}",
      "'; drop table conversations; --",
      "a".repeat(8_000),
    ];
    for (const text of texts) expect(await customer.say(text)).toMatchObject({ ok: true });
    const log = await logOf(desk, id);
    expect(log.slice(-texts.length).map(({ body }) => (body.kind === "message" ? body.text : null))).toEqual(
      texts,
    );
  });
});

describe("catching up", () => {
  it("pages forwards and backwards to the same log", async () => {
    const { desk, id } = await talking();
    await Promise.all(Array.from({ length: 40 }, (_, index) => say(desk, id, `m${index}`)));
    const whole = await logOf(desk, id);

    const forwards: ConversationEvent[] = [];
    for (let after = 0; ; ) {
      const { body } = await desk.http("GET", `/conversations/${id}/events?after=${after}&limit=7`);
      const { events } = body as EventPage;
      if (events.length === 0) break;
      forwards.push(...events);
      after = events.at(-1)?.seq ?? 0;
    }
    const { body: newest } = await desk.http("GET", `/conversations/${id}/events?limit=10`);
    const { body: older } = await desk.http(
      "GET",
      `/conversations/${id}/events?before=${newest.events[0].seq}&limit=10`,
    );

    expect(forwards).toEqual(whole);
    expect(newest.events).toEqual(whole.slice(-10));
    expect(older.events).toEqual(whole.slice(-20, -10));
    expect(newest.lastSeq).toBe(43);
  });

  it("refuses cursors of another epoch, as after a restore", async () => {
    const { desk, id } = await talking();
    const answer = await desk.http("GET", `/conversations/${id}/events?after=1&epoch=${randomUUID()}`);
    expect(answer).toMatchObject({ status: 409, body: { code: "sync.epoch_changed" } });
  });

  it("hears everything that is written after the watch was acknowledged", async () => {
    const { desk, customer, id } = await talking();
    const watching = await desk.ask<{ lastSeq: number }>("conversation.watch", { conversationId: id });
    await Promise.all(Array.from({ length: 10 }, (_, index) => customer.say(`w${index}`)));
    const after = watching.ok ? watching.data.lastSeq : 0;
    const heard = () => new Set(desk.heard<ConversationEvent>("event.appended").map(({ seq }) => seq));
    await eventually(() =>
      Array.from({ length: 10 }, (_, index) => after + 1 + index).every((seq) => heard().has(seq)),
    );
  });
});

describe("marks and typing", () => {
  it("shows each side how far the other has received and read, each in his own numbers", async () => {
    const { desk, customer, id } = await talking();
    await say(desk, id, "hidden", { kind: "note" });
    const sent = await say(desk, id, "visible");
    const staffSeq = sent.ok ? sent.data.seq : 0;

    await customer.ask("messages.read", { conversationId: id, seq: 4, delivered: true });
    const delivered = await eventually(() => desk.heard<{ cursors: object }>("cursors.changed").at(-1));
    expect(delivered.cursors).toMatchObject({ customerDelivered: staffSeq, customerRead: 0 });
    await customer.ask("messages.read", { conversationId: id, seq: 4 });
    await eventually(() =>
      desk
        .heard<{ cursors: { customerRead: number } }>("cursors.changed")
        .some(({ cursors }) => cursors.customerRead === staffSeq),
    );
    await customer.ask("messages.read", { conversationId: id, seq: 1 });
    const { body } = await desk.http("GET", `/conversations/${id}`);
    expect(body.cursors).toMatchObject({ customerDelivered: staffSeq, customerRead: staffSeq });

    await desk.ask("messages.read", { conversationId: id, seq: 999 });
    await eventually(() =>
      customer.heard<{ agentRead: number }>("conversation.changed").some(({ agentRead }) => agentRead === 4),
    );
  });

  it("carries typing both ways, and never to strangers", async () => {
    const { desk, customer, id } = await talking();
    const stranger = await talking();
    await customer.ask("typing.set", { conversationId: id, on: true });
    await desk.ask("typing.set", { conversationId: id, on: true });
    await eventually(() => desk.heard("typing").length > 0 && customer.heard("typing").length > 0);
    expect(await stranger.desk.ask("typing.set", { conversationId: id, on: true })).toMatchObject({
      ok: false,
    });
    expect(await stranger.customer.ask("typing.set", { conversationId: id, on: true })).toMatchObject({
      ok: false,
    });
    expect(stranger.desk.heard("typing")).toEqual([]);
  });
});

it("asks a database that compiles no query: that took half a second of an offer's time", async () => {
  const { rows } = await server.server.database.pool.query("show jit");
  expect(rows).toEqual([{ jit: "off" }]);
});
