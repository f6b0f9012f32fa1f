import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MissedItem, VisitorConversation } from "#shared/contract/index.ts";
import type { SignedIn } from "./support/fixtures.ts";
import { pass } from "./support/passing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  accept,
  eventually,
  openDesk,
  openVisitor,
  ready,
  say,
  sites,
  type VisitorEnd,
} from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const pool = () => server.server.database.pool;
const ask = (user: SignedIn, method: string, path = "", body?: unknown) =>
  server.request(method, `/api/v1/missed${path}`, { headers: user.headers, body });
const list = async (user: SignedIn, view = "open"): Promise<MissedItem[]> =>
  (await ask(user, "GET", `?view=${view}`)).body;
const aShop = () => server.workspace({ allowedSites: sites, queues: ["Orders", "Returns"] });
const leave = (customer: VisitorEnd) =>
  customer.http("POST", `/visitor/conversations/${customer.conversation.id}/leave`, {});
const now = async (customer: VisitorEnd): Promise<VisitorConversation> =>
  (await customer.http("GET", "/visitor/conversations/current")).body;

describe("somebody whom nobody answered", () => {
  it("stands in the list of those who may take from his queue, with what he wrote, and of nobody else", async () => {
    const shop = await aShop();
    const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
    const desk = await openDesk(server, ana);
    const other = await server.signedIn(shop, { queues: ["Returns"] });
    const stranger = await server.signedIn(await aShop(), { role: "owner" });
    const customer = await openVisitor(server, shop, "Where is my parcel?", "Marta");
    await customer.say("It is urgent");
    expect((await leave(customer)).body).toMatchObject({ state: "closed", callback: null });

    const [item] = await list(ana);
    expect(item).toMatchObject({
      kind: "abandoned",
      customer: { name: "Marta" },
      queue: { name: "Orders" },
      text: "Where is my parcel?\nIt is urgent",
      state: "open",
      takenBy: null,
    });
    await eventually(
      () => desk.heard<MissedItem>("missed.changed").some(({ id }) => id === item?.id),
      "the news",
    );
    for (const who of [other, stranger]) {
      expect(await list(who)).toEqual([]);
      const answers = ["take", "release", "done", "undo"].map((verb) =>
        ask(who, "POST", `/${item?.id}/${verb}`, {}),
      );
      for (const { status, body } of await Promise.all(answers))
        expect([status, body.code]).toEqual([404, "missed.not_found"]);
    }
  });

  it("is also its group's when he was handed to one: its people see and take it, whatever queue they answer", async () => {
    const shop = await aShop();
    const ana = await openDesk(server, await server.signedIn(shop, { name: "Ana", queues: ["Orders"] }));
    const rita = await server.signedIn(shop, { name: "Rita", queues: ["Returns"] });
    const other = await server.signedIn(shop, { name: "Tom", queues: ["Returns"] });
    const group = await server.group(shop, { name: "Refunds", members: [rita] });
    const [atRita, atOther] = [await openDesk(server, rita), await openDesk(server, other)];
    const customer = await openVisitor(server, shop, "My money, please", "Marta");
    const { body: mine } = await ana.http("POST", `/conversations/${customer.conversation.id}/take`);
    await ana.http("POST", `/conversations/${mine.id}/transfer`, {
      assignmentToken: mine.assignmentToken,
      to: { kind: "group", groupId: group },
    });
    await leave(customer);

    const [item] = await list(rita);
    expect(item).toMatchObject({ queue: { name: "Orders" }, group: { id: group, name: "Refunds" } });
    const news = (desk: typeof atRita) => desk.heard<MissedItem>("missed.changed");
    await eventually(() => news(atRita).some(({ id }) => id === item?.id), "the news");
    expect(await list(other)).toEqual([]);
    expect((await ask(other, "POST", `/${item?.id}/take`, {})).body.code).toBe("missed.not_found");
    expect((await ask(rita, "POST", `/${item?.id}/take`, {})).body).toMatchObject({
      takenBy: { name: "Rita" },
    });
    expect((await ask(rita, "POST", `/${item?.id}/done`, {})).status).toBe(200);
    expect(await list(rita, "done")).toMatchObject([{ id: item?.id, doneByPerson: { name: "Rita" } }]);
    await eventually(() => news(atRita).some(({ state }) => state === "done"), "the end");
    expect(news(atOther)).toEqual([]);
  });

  it("is one person's to see to once taken; noted, done, and for some seconds not done after all", async () => {
    const shop = await aShop();
    const [ana, tom] = await Promise.all(
      ["Ana", "Tom"].map((name) => server.signedIn(shop, { name, queues: ["Orders"] })),
    );
    if (!ana || !tom) throw new Error("two were made");
    const customer = await openVisitor(server, shop);
    await leave(customer);
    const [item] = await list(ana);
    const put = (who: SignedIn, verb: string) => ask(who, "POST", `/${item?.id}/${verb}`, {});
    const tries = await Promise.all([put(ana, "take"), put(tom, "take"), put(ana, "take"), put(tom, "take")]);
    const won = tries.filter(({ status }) => status === 200);
    expect(new Set(won.map(({ body }) => body.takenBy.name)).size).toBe(1);
    expect(won).toHaveLength(2);
    const [taker, loser] = won[0]?.body.takenBy.name === "Ana" ? [ana, tom] : [tom, ana];
    expect((await put(loser, "release")).body.code).toBe("missed.taken");
    expect(
      (await ask(taker, "PUT", `/${item?.id}/note`, { note: "Called, no answer", seen: null })).body,
    ).toMatchObject({
      note: "Called, no answer",
      state: "taken",
    });
    expect((await put(taker, "done")).body).toMatchObject({ state: "done", doneBy: "closed" });
    expect(await list(taker)).toEqual([]);
    expect((await put(taker, "undo")).body).toMatchObject({ state: "taken", doneBy: null });
    await put(taker, "done");
    await pass(pool(), customer.conversation.id, 31);
    expect((await put(taker, "undo")).body.code).toBe("missed.too_late");
    expect(await list(taker, "done")).toMatchObject([{ id: item?.id, doneByPerson: { name: taker.name } }]);
  });

  it("is off the list when he comes back and is answered; and when somebody reaches him first", async () => {
    const shop = await aShop();
    const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
    const desk = await openDesk(server, ana);
    const back = await openVisitor(server, shop, "Hello?", "Marta");
    await leave(back);
    await back.say("I am here again");
    const [item] = await list(ana);
    expect(item).toMatchObject({
      state: "open",
      back: { conversationId: back.conversation.id, state: "waiting" },
    });
    await ready(desk);
    await accept(desk, back.conversation.id);
    expect(await list(ana)).toHaveLength(1);
    await say(desk, back.conversation.id, "Good morning");
    await eventually(async () => (await list(ana)).length === 0, "the end of the item");
    expect(await list(ana, "done")).toMatchObject([
      { id: item?.id, doneBy: "returned", doneByPerson: { name: "Ana" } },
    ]);
    expect(desk.heard<MissedItem>("missed.changed").findLast(({ id }) => id === item?.id)).toMatchObject({
      state: "done",
    });

    const gone = await openVisitor(server, shop, "Anybody?", "Ugo");
    await accept(desk, gone.conversation.id);
    // An agent who closes without a word and without saying that nothing is owed.
    const { body } = await desk.http("GET", `/conversations/${gone.conversation.id}`);
    await desk.http("POST", `/conversations/${gone.conversation.id}/close`, {
      assignmentToken: body.assignmentToken,
      outcome: "follow_up",
    });
    await eventually(async () => (await list(ana)).some(({ customer }) => customer.name === "Ugo"));
    // Somebody writes to him in a conversation of another day.
    await pool().query(
      `with talk as (insert into conversations (workspace_id, customer_id, queue_id, start_id, state, assignee_id, assigned_at,
           last_seq, last_public_seq, last_message_seq, last_message_by, last_message_at)
         values ($1, $2, $3, gen_random_uuid(), 'assigned', $4, now(), 1, 1, 1, 'agent', now()) returning id)
       insert into conversation_events (conversation_id, seq, public_seq, author_kind, author_id, author_name, body)
         select id, 1, 1, 'agent', $4, 'Ana', '{"kind":"message","text":"About yesterday","files":[]}' from talk`,
      [shop.id, gone.customerId, shop.queueIds.Orders, ana.id],
    );
    await eventually(async () => (await list(ana)).length === 0);
    expect((await list(ana, "done"))[0]).toMatchObject({ customer: { name: "Ugo" }, doneBy: "reached" });
  });

  it("has left when his page is gone for a minute while he waits; not when it is there, nor while an agent has him", async () => {
    const shop = await aShop();
    const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"], maxConversations: 1 });
    const desk = await openDesk(server, ana);
    await ready(desk);
    const served = await openVisitor(server, shop, "I am served", "Rui");
    await accept(desk, served.conversation.id);
    const [gone, here] = [
      await openVisitor(server, shop, "I close the page", "Marta"),
      await openVisitor(server, shop, "I wait", "Lea"),
    ];
    gone.close();
    served.close();
    const all = [gone, here, served].map(({ conversation }) => conversation.id);
    await pass(pool(), all, 61);
    await pool().query(
      "update customer_presence set seen_at = now() - interval '61 seconds' where customer_id = any($1)",
      [[gone.customerId, served.customerId]],
    );
    await eventually(async () => (await list(ana)).length > 0, "the abandoned one");
    expect(await list(ana)).toMatchObject([{ kind: "abandoned", customer: { name: "Marta" } }]);
    expect((await now(here)).state).toBe("waiting");
    expect((await now(served)).state).toBe("assigned");
  });
});
