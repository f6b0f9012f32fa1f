import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendEntry, system } from "#server/features/conversations/index.ts";
import { transact } from "#server/platform/news/index.ts";
import type { ConversationEvent, Trigger } from "#shared/contract/index.ts";
import { freshTriggers, type TriggerType } from "#shared/domain/triggers/index.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { pass } from "./support/passing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  accept,
  type End,
  eventually,
  logOf,
  openDesk,
  openVisitor,
  ready,
  say,
  sites,
  snapshot,
} from "./support/talk.ts";
import { aTrigger, isClosed, messagesOf, stateOf } from "./support/triggers.ts";

let one: TestServer;
let two: TestServer;
beforeAll(async () => {
  const env = { LIMIT_SCALE: "100" };
  one = await startTestServer({ env });
  // Both look for what is due, all the time.
  two = await startTestServer({ env, databaseUrl: one.databaseUrl });
});
afterAll(async () => {
  await two.stop();
  await one.stop();
});

const pool = () => one.server.database.pool;
const ask = (user: SignedIn, method: string, path: string, body?: unknown) =>
  one.request(method, `/api/v1/setup/triggers${path}`, { headers: user.headers, body });

/** A shop with one trigger as it is proposed, switched on. */
async function aShopWith(type: TriggerType, changes: Partial<Trigger> = {}) {
  const shop = await one.workspace({ allowedSites: sites });
  return { shop, ...(await aTrigger(one, shop, type, changes)) };
}

async function anAgent(shop: TestWorkspace, name: string): Promise<{ desk: End; user: SignedIn }> {
  const user = await one.signedIn(shop, { name, queues: ["Orders"] });
  const desk = await openDesk(one, user);
  await ready(desk);
  return { desk, user };
}

const closings = (log: readonly ConversationEvent[]) => log.filter(({ body }) => body.kind === "closed");

describe("setting triggers up", () => {
  it("allows one of a type for each channel, with texts, by those who may; and keeps a record of it", async () => {
    const { shop, owner, trigger } = await aShopWith("customer_inactivity");
    const settings = { ...freshTriggers.customer_inactivity, enabled: false, channel: "web" };
    const again = await ask(owner, "POST", "", { ...settings, type: "customer_inactivity" });
    expect([again.status, again.body.code]).toEqual([409, "trigger.taken"]);

    const put = (changes: object, who = owner) =>
      ask(who, "PUT", `/${trigger.id}`, { version: 1, ...changes });
    expect((await put({ action: "transfer" })).body.code).toBe("trigger.wrong_action");
    expect((await put({ texts: { en: "  " } })).body.code).toBe("trigger.no_text");
    expect((await put({ steps: [{ seconds: 60, texts: {} }] })).body.code).toBe("trigger.no_text");
    expect((await put({ seconds: 5 })).status).toBe(400);
    expect((await put({ enabled: false })).body).toMatchObject({ version: 2, enabled: false });
    expect((await put({ enabled: true })).body.code).toBe("record.stale");

    const agent = await one.signedIn(shop, { role: "agent" });
    expect((await put({ enabled: true }, agent)).status).toBe(403);
    const stranger = await one.signedIn(await one.workspace(), { role: "owner" });
    expect((await put({ enabled: true }, stranger)).body.code).toBe("trigger.not_found");
    expect((await ask(stranger, "GET", "")).body.triggers).toEqual([]);

    expect((await ask(owner, "DELETE", `/${trigger.id}`)).status).toBe(200);
    const { body } = await one.request("GET", "/api/v1/activity", { headers: owner.headers });
    const actions = body.entries.map((entry: { action: string }) => entry.action);
    expect(actions.filter((action: string) => action.startsWith("trigger."))).toEqual([
      "trigger.deleted",
      "trigger.changed",
      "trigger.created",
    ]);
  });
});

describe("a silent customer", () => {
  it("is sent the series one after another in his language, then told that it is closed, and opens it by writing", async () => {
    const { shop } = await aShopWith("customer_inactivity");
    const { desk } = await anAgent(shop, "Ana");
    const customer = await openVisitor(one, shop);
    const id = customer.conversation.id;
    await pool().query("update conversations set language = 'pt-BR' where id = $1", [id]);
    await accept(desk, id);
    const said = (count: number) =>
      eventually(
        async () => messagesOf(await logOf(customer, id, "visitor"), "system").length === count,
        `message ${count}`,
      );
    // Nobody has answered him: his silence is no silence.
    await pass(pool(), id, 1_000);
    await say(desk, id, "Which order is it?");
    await pass(pool(), id, 60);
    const other = await openVisitor(one, shop, "Me too", "Lea");
    await accept(desk, other.conversation.id);
    await say(desk, other.conversation.id, "You too?");
    await pass(pool(), other.conversation.id, 120);
    // The sweep that wrote to the other one has looked at this one as well.
    await eventually(async () => messagesOf(await logOf(desk, other.conversation.id), "system").length === 1);
    expect(messagesOf(await logOf(desk, id), "system")).toEqual([]);

    await pass(pool(), id, 60);
    await said(1);
    await pass(pool(), id, 180);
    await said(2);
    await pass(pool(), id, 120);
    await isClosed(one, id);

    const seen = await logOf(customer, id, "visitor");
    const { steps, texts } = freshTriggers.customer_inactivity;
    expect(messagesOf(seen, "system")).toEqual([...steps.map((step) => step.texts["pt-BR"]), texts["pt-BR"]]);
    expect(seen.some(({ body }) => body.kind === "noted")).toBe(false);
    const log = await logOf(desk, id);
    expect(log.map(({ body }) => body)).toContainEqual(
      expect.objectContaining({
        kind: "noted",
        what: "trigger_fired",
        detail: { type: "customer_inactivity", action: "close", seconds: 420 },
      }),
    );
    // He was answered: he is silent, not missed.
    expect((await desk.http("GET", "/missed")).body).toEqual([]);

    await customer.say("Sorry, number 7");
    await eventually(async () => (await stateOf(one, id)) !== "closed");
    expect(closings(await logOf(desk, id))).toHaveLength(1);
  });

  it("begins anew after each answer, and is left alone while it is parked or in a video call", async () => {
    const { shop } = await aShopWith("customer_inactivity");
    const { desk } = await anAgent(shop, "Ana");
    const [talking, watching, parked] = await Promise.all(
      ["a", "b", "c"].map(async (name) => {
        const customer = await openVisitor(one, shop, `I am ${name}`, name);
        return { customer, id: customer.conversation.id };
      }),
    );
    if (!talking || !watching || !parked) throw new Error("three were opened");
    const take = (id: string) => desk.http("POST", `/conversations/${id}/take`);
    for (const { id } of [talking, watching, parked]) expect((await take(id)).status).toBe(200);
    for (const { id } of [talking, watching, parked]) await say(desk, id, "Hello");
    await pool().query("update conversations set medium = 'video' where id = $1", [watching.id]);
    await pool().query("update conversations set parked_until = now() + interval '1 day' where id = $1", [
      parked.id,
    ]);
    const all = [talking.id, watching.id, parked.id];
    await pass(pool(), all, 130);
    await eventually(async () => messagesOf(await logOf(desk, talking.id), "system").length === 1);
    await talking.customer.say("Yes, I am");
    await say(desk, talking.id, "Good");
    await pass(pool(), all, 130);
    await eventually(async () => messagesOf(await logOf(desk, talking.id), "system").length === 2);
    const { en } = freshTriggers.customer_inactivity.steps[0]?.texts ?? {};
    expect(messagesOf(await logOf(desk, talking.id), "system")).toEqual([en, en]);
    for (const { id } of [watching, parked]) expect(messagesOf(await logOf(desk, id), "system")).toEqual([]);
  });
});

describe("a silent agent", () => {
  it("is paused, and what he let lie goes to a colleague of the same queue; what the system says does not answer for him", async () => {
    const { shop } = await aShopWith("agent_inactivity");
    const ana = await anAgent(shop, "Ana");
    const customer = await openVisitor(one, shop);
    const id = customer.conversation.id;
    await accept(ana.desk, id);
    await say(ana.desk, id, "One moment");
    await customer.say("Are you there?");
    await pass(pool(), id, 300);
    await transact(pool(), (tx) =>
      appendEntry(tx, {
        conversationId: id,
        author: system,
        visibility: "public",
        body: { kind: "message", text: "We are on it", files: [] },
        preview: "We are on it",
      }),
    );
    await pass(pool(), id, 300);
    const tom = await anAgent(shop, "Tom");
    await accept(tom.desk, id);

    expect((await snapshot(ana.desk)).status).toMatchObject({ status: "paused", cause: "agent_inactive" });
    expect(await say(ana.desk, id, "Here I am")).toMatchObject({ ok: false });
    const log = await logOf(tom.desk, id);
    const kinds = log.map(({ body }) => (body.kind === "noted" ? body.what : body.kind));
    expect(kinds.filter((kind) => kind === "trigger_fired" || kind === "transferred")).toEqual([
      "trigger_fired",
      "transferred",
    ]);
    expect(messagesOf(log, "system")).toContain(freshTriggers.agent_inactivity.texts.en);

    // Tom has his own time, although the customer has been waiting for longer.
    await pass(pool(), id, 590);
    const sentinel = await openVisitor(one, shop, "Hello?", "Lea");
    await accept(tom.desk, sentinel.conversation.id);
    await pass(pool(), sentinel.conversation.id, 700);
    await eventually(async () => (await snapshot(tom.desk)).status.status === "paused");
    expect(await stateOf(one, id)).toBe("assigned");
  });

  it("loses it for good when that is what the trigger says, and is paused; the customer is told, and was missed", async () => {
    const { shop } = await aShopWith("agent_inactivity", {
      action: "close",
      texts: { en: "Nobody could answer" },
    });
    const { desk } = await anAgent(shop, "Ana");
    const customer = await openVisitor(one, shop, "Where is my parcel?");
    const id = customer.conversation.id;
    await accept(desk, id);
    await pass(pool(), id, 601);
    await isClosed(one, id);
    expect(messagesOf(await logOf(customer, id, "visitor"), "system")).toEqual(["Nobody could answer"]);
    expect((await desk.http("GET", "/missed")).body).toMatchObject([
      { kind: "missed", conversationId: id, text: "Where is my parcel?", state: "open" },
    ]);
    expect((await snapshot(desk)).status).toMatchObject({ status: "paused", cause: "agent_inactive" });
  });
});
