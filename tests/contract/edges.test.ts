import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, ConversationEvent } from "#shared/contract/index.ts";
import type { TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  accept,
  type End,
  eventually,
  offerOf,
  openDesk,
  openVisitor,
  ready,
  say,
  siteHeaders,
  sites,
  snapshot,
  startTalking,
  type VisitorEnd,
} from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const textOf = (end: End) => JSON.stringify(end.heard<ConversationEvent>("event.appended"));

/** Ana has a conversation and hands it to Luca, who answers another queue and looks at it while it rings. */
async function handedOver(): Promise<{
  ana: End;
  luca: End;
  customer: VisitorEnd;
  id: string;
  offerId: string;
}> {
  const shop = await server.workspace({ queues: ["Orders", "Billing"], allowedSites: sites });
  const ana = await openDesk(server, await server.signedIn(shop, { queues: ["Orders"] }));
  const lucaUser = await server.signedIn(shop, { queues: ["Billing"] });
  const luca = await openDesk(server, lucaUser);
  await ready(ana);
  const customer = await openVisitor(server, shop);
  const id = customer.conversation.id;
  const { assignmentToken } = await accept(ana, id);
  await ana.http("PUT", "/me/status", { status: "online" });
  const to = { kind: "agent", userId: lucaUser.id };
  const handed = await ana.http("POST", `/conversations/${id}/transfer`, { assignmentToken, to, note: "" });
  expect(handed.status).toBe(200);
  const { id: offerId } = await offerOf(luca, id);
  expect(await luca.ask("conversation.watch", { conversationId: id })).toMatchObject({ ok: true });
  return { ana, luca, customer, id, offerId };
}

describe("a conversation offered to a colleague of another queue", () => {
  it("can be looked at while it rings, whatever the customer does meanwhile", async () => {
    const { luca, customer, id } = await handedOver();
    const page = { url: "https://shop.example/lamps", title: "Lamps" };
    const moved = await customer.http("PUT", `/visitor/conversations/${id}/page`, { page });
    expect(moved.status).toBe(200);
    await customer.say("are you still there?");
    await eventually(() => textOf(luca).includes("are you still there?"), "hearing");
  });

  it.each(["declined", "expired"] as const)("is out of his sight once the offer is %s", async (how) => {
    const { luca, customer, id, offerId } = await handedOver();
    if (how === "declined") await luca.http("POST", `/offers/${offerId}/decline`);
    else await sql("update offers set expires_at = now() where id = $1", [offerId]);
    await eventually(
      () => luca.heard<Conversation>("conversation.changed").at(-1)?.lastMessage === null,
      "the end",
    );

    await customer.say("my card number is secret");
    expect((await luca.http("GET", `/conversations/${id}`)).status).toBe(404);
    expect(textOf(luca)).not.toContain("card number");
  });

  it("answers whoever accepts twice, because the first answer was lost, with the same conversation", async () => {
    const { luca, id, offerId } = await handedOver();
    const first = await luca.http("POST", `/offers/${offerId}/accept`);
    const again = await luca.http("POST", `/offers/${offerId}/accept`);
    expect(first).toMatchObject({ status: 200, body: { id } });
    expect(again).toMatchObject({ status: 200, body: { id, version: first.body.version } });
  });
});

describe("a supervisor", () => {
  it("closes a conversation that still waits and rings; the offer is withdrawn", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const agent = await openDesk(server, await server.signedIn(shop, { queues: ["Orders"] }));
    const boss = await openDesk(
      server,
      await server.signedIn(shop, { role: "supervisor", queues: ["Orders"] }),
    );
    await ready(agent);
    const { conversation } = await openVisitor(server, shop, "buy my pills");
    const offer = await offerOf(agent, conversation.id);
    const { body } = await boss.http("GET", `/conversations/${conversation.id}`);
    const end = { assignmentToken: body.assignmentToken, outcome: "spam" };
    const closed = await boss.http("POST", `/conversations/${conversation.id}/close`, end);
    expect(closed).toMatchObject({ status: 200, body: { state: "closed", assignee: null } });
    await eventually(async () => (await snapshot(agent)).offers.length === 0, "the withdrawal");
    const late = await agent.http("POST", `/offers/${offer.id}/accept`);
    expect(late).toMatchObject({ status: 409, body: { code: "offer.gone" } });
  });
});

describe("the files of a conversation", () => {
  it("are the customer's to read when they were sent to him, not when they lie in a note or were never sent", async () => {
    const { desk, customer, id, agent } = await startTalking(server);
    const upload = async (name: string): Promise<string> => {
      const body = new FormData();
      body.append("file", new File([name], name));
      const sent = await server.request("POST", `/api/v1/conversations/${id}/files`, {
        headers: agent.headers,
        body,
      });
      return sent.body.id;
    };
    const [shown, noted, unsent] = [
      await upload("bill.txt"),
      await upload("fraud.txt"),
      await upload("oops.txt"),
    ];
    await say(desk, id, "your bill", { fileIds: [shown] });
    await say(desk, id, "is this a fraud?", { kind: "note", fileIds: [noted] });
    const status = async (fileId: string) => (await customer.http("GET", `/files/${fileId}`)).status;
    expect([await status(shown), await status(noted), await status(unsent)]).toEqual([200, 404, 404]);
    expect((await desk.http("GET", `/files/${noted}`)).status).toBe(200);
  });
});

async function identify(shop: TestWorkspace, visitorToken: string, sub: string) {
  const { rows } = await sql("select identity_secret as s from workspaces where id = $1", [shop.id]);
  const identityToken = await new SignJWT({ sub, jti: randomUUID(), name: "Marina Alves" })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(shop.key)
    .setExpirationTime("10m")
    .sign(new TextEncoder().encode(rows[0].s));
  const boot = await server.request("GET", `/api/v1/widget/boot?key=${shop.key}`, { headers: siteHeaders });
  const body = { siteTicket: boot.body.siteTicket, visitorToken, identityToken };
  return server.request("POST", "/api/v1/widget/session", { body });
}

describe("a customer who signs in at the shop in the middle of a conversation", () => {
  it("goes on under his name at the agent's desk, and whoever holds his anonymous token is out", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const desk = await openDesk(server, await server.signedIn(shop, { queues: ["Orders"] }));
    await ready(desk);
    const planted = await openVisitor(server, shop, "hello", "M.");
    await accept(desk, planted.conversation.id);
    const gone = new Promise((resolve) => planted.socket.once("disconnect", resolve));

    const entered = await identify(shop, planted.token, "customer-9");

    expect(entered.body).toMatchObject({ verified: true, conversation: { id: planted.conversation.id } });
    await gone;
    expect((await planted.http("GET", "/visitor/conversations/current")).body.code).toBe(
      "visitor.token_invalid",
    );
    const headers = { authorization: `Bearer ${entered.body.visitorToken}` };
    expect((await server.request("GET", "/api/v1/visitor/conversations/current", { headers })).status).toBe(
      200,
    );
    await eventually(
      () => desk.heard<Conversation>("conversation.changed").at(-1)?.customer.name === "Marina Alves",
      "his name",
    );
  });

  it("may do so in two tabs at once", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const tabs = [await openVisitor(server, shop), await openVisitor(server, shop)];
    const both = await Promise.all(tabs.map(({ token }) => identify(shop, token, "customer-10")));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0]?.body.customerId).toBe(both[1]?.body.customerId);
  });
});

describe("a customer with several conversations", () => {
  it("finds the open one when he comes back, not the newest that is closed", async () => {
    const { desk, customer, id } = await startTalking(server);
    const second = await customer.http("POST", "/visitor/conversations", {
      clientId: randomUUID(),
      text: "more",
    });
    const other = second.body.conversation.id;
    const { assignmentToken } = await accept(desk, other);
    await desk.http("POST", `/conversations/${other}/close`, { assignmentToken, outcome: "resolved" });
    expect((await customer.http("GET", "/visitor/conversations/current")).body.id).toBe(id);
  });
});
