import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  type End,
  eventually,
  logOf,
  openDesk,
  openVisitor,
  siteHeaders,
  sites,
  type VisitorEnd,
} from "./support/talk.ts";

let server: TestServer;
let second: TestServer;
let shop: TestWorkspace;
let ada: SignedIn;
let chief: SignedIn;
let desk: End | undefined;

beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "1000" } });
  second = await startTestServer({ databaseUrl: server.databaseUrl, env: { LIMIT_SCALE: "1000" } });
  shop = await server.workspace({ allowedSites: sites });
  ada = await server.signedIn(shop, { queues: ["Orders"], name: "Ada Test" });
  chief = await server.signedIn(shop, { role: "administrator" });
});
afterAll(async () => {
  desk?.close();
  await second.stop();
  await server.stop();
});

const sql = (text: string, ...values: unknown[]) => server.server.database.pool.query(text, values);
const set = (kind: string, body: object) =>
  server.request("PUT", `/api/v1/setup/messages/web/${kind}`, {
    headers: chief.headers,
    body: { version: 0, enabled: true, afterSeconds: null, ...body },
  });
const said = async (end: VisitorEnd): Promise<string[]> =>
  (await logOf(end, end.conversation.id, "visitor")).flatMap(({ author, body }: ConversationEvent) =>
    body.kind === "message" && author.kind === "system" ? [`${author.name}: ${body.text}`] : [],
  );

it("are set up by whoever may, in each language, and not switched on without a text", async () => {
  expect((await set("welcome", { texts: { en: " " } })).body.code).toBe("message.no_text");
  const texts = { en: "Welcome to {{workspace.name}}, {{customer.first_name}}!", it: "Ciao!" };
  expect((await set("welcome", { texts })).body).toMatchObject({ version: 1, enabled: true, texts });
  expect((await set("welcome", { texts })).body.code).toBe("record.stale");
  await set("away", { texts: { en: "Nobody is here" } });
  await set("waiting", { texts: { en: "Still {{conversation.queue}}" }, afterSeconds: 30 });
  await set("closing", { texts: { en: "Goodbye from {{agent.name}}" } });
  const { body } = await server.request("GET", "/api/v1/setup/messages", { headers: chief.headers });
  expect(body.languages).toEqual(["en"]);
  expect(
    body.messages.map(({ kind, enabled }: { kind: string; enabled: boolean }) => [kind, enabled]),
  ).toEqual(["welcome", "waiting", "away", "closing"].map((kind) => [kind, true]));
  const agent = await server.request("GET", "/api/v1/setup/messages", { headers: ada.headers });
  expect(agent.body.code).toBe("permission.denied");
});

it("say that nobody is there, once, until somebody comes; and then that he is not forgotten", async () => {
  const visitor = await openVisitor(server, shop);
  expect(await said(visitor)).toEqual(["A shop: Nobody is here"]);
  const { id } = visitor.conversation;
  await sql(
    "update conversations set waiting_since = waiting_since - interval '2 minutes' where id = $1",
    id,
  );
  // For this wait he was told under the old moment; a new one of two minutes ago has not been told, and is once.
  await eventually(async () => (await said(visitor)).length === 2, "the second away text");
  desk = await openDesk(server, ada);
  await desk.http("PUT", "/me/status", { status: "dnd" });
  await eventually(async () => (await said(visitor)).at(-1) === "A shop: Still Orders", "the waiting text");
  // Two servers have looked many times by then.
  await eventually(async () => {
    const looked = await sql(
      "select 1 where now() > (select max(at) from conversation_events) + interval '5 s'",
    );
    return looked.rowCount;
  });
  expect((await said(visitor)).length).toBe(3);
  const { rows } = await sql(
    "select last_message_by, last_message_text, state from conversations where id = $1",
    id,
  );
  expect(rows[0]).toEqual({
    last_message_by: "customer",
    last_message_text: "Where is my order?",
    state: "waiting",
  });
  visitor.close();
});

it("welcome in the transaction of the start, in the customer's language, and part at the end", async () => {
  const there = desk as End;
  const visitor = await openVisitor(server, shop, "Hello", "Visitor 12AB");
  expect(await said(visitor)).toEqual(["A shop: Welcome to A shop!"]);
  const log = await logOf(visitor, visitor.conversation.id, "visitor");
  expect(log.map(({ body }) => body.kind)).toEqual(["opened", "message", "message"]);
  const boot = await server.request("GET", `/api/v1/widget/boot?key=${shop.key}`, { headers: siteHeaders });
  const { body: session } = await server.request("POST", "/api/v1/widget/session", {
    body: { siteTicket: boot.body.siteTicket },
  });
  const italian = await server.request("POST", "/api/v1/visitor/conversations", {
    headers: { authorization: `Bearer ${session.visitorToken}` },
    body: { clientId: randomUUID(), text: "Ciao", name: "Gina", language: "it" },
  });
  expect(italian.body.page.events.at(-1).body.text).toBe("Ciao!");

  const taken = await there.http("POST", `/conversations/${visitor.conversation.id}/take`);
  const mine = taken.body;
  expect(taken.status).toBe(200);
  const closed = await there.http("POST", `/conversations/${mine.id}/close`, {
    assignmentToken: mine.assignmentToken,
    outcome: "resolved",
  });
  expect(closed.status).toBe(200);
  expect((await said(visitor)).at(-1)).toBe("A shop: Goodbye from Ada Test");
  // Who comes back is not welcomed a second time.
  await visitor.say("One more thing");
  expect((await said(visitor)).length).toBe(2);
  visitor.close();
});

it("tell somebody once that nobody is there, also when the rules of a closed queue send him away", async () => {
  const closed = {
    hours: { timeZone: "UTC", week: {}, holidays: [] },
    whenClosed: { to: "message" },
  };
  await sql("update queues set rules = $2 where workspace_id = $1", shop.id, JSON.stringify(closed));
  const visitor = await openVisitor(server, shop);
  await eventually(async () => {
    const { rows } = await sql("select state from conversations where id = $1", visitor.conversation.id);
    return rows[0].state === "closed";
  }, "the end");
  expect(await said(visitor)).toEqual(["A shop: Nobody is here"]);
  visitor.close();
});
