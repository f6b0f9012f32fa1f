import { randomUUID } from "node:crypto";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { VisitorConversation } from "#shared/contract/index.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, openDesk, openVisitor, ready, sites, visitorToken } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const page = (path: string, title = "A page") => ({ url: `https://shop.example${path}`, title });

async function house(shown = true) {
  const shop = await server.workspace({ queues: ["Orders", "Billing"], allowedSites: sites });
  const owner = await server.signedIn(shop, { role: "owner", name: "Olga" });
  const ana = await server.signedIn(shop, { name: "Ana", queues: ["Billing"], maxConversations: 1 });
  const api = (method: string, path: string, body?: unknown) =>
    server.request(method, `/api/v1${path}`, { headers: owner.headers, body });
  if (shown) expect((await api("PUT", "/site-invitations/visitors", { shown })).status).toBe(200);
  return { shop, owner, ana, atAna: await openDesk(server, ana), api };
}
type House = Awaited<ReturnType<typeof house>>;

/** Somebody on the site who has not written. */
async function onSite({ shop }: House) {
  const { visitorToken: token, customerId } = await visitorToken(server, shop);
  const headers = { authorization: `Bearer ${token}` };
  const looksAt = (path: string, language = "en") =>
    server.request("PUT", "/api/v1/visitor/visit", { headers, body: { page: page(path), language } });
  return { token, customerId, headers, looksAt };
}

describe("visitors on the site", () => {
  it("are told of when the company wants that, with page and number of visits, as long as they are there", async () => {
    const home = await house(false);
    const visitor = await onSite(home);
    const { pool } = server.server.database;
    const seen = async () => (await home.atAna.http("GET", "/visits")).body;
    await visitor.looksAt("/cart");
    expect(await seen()).toEqual({ shown: false, visits: [] });
    await home.api("PUT", "/site-invitations/visitors", { shown: true });

    await visitor.looksAt("/cart");
    await visitor.looksAt("/lamps");
    expect((await seen()).visits).toMatchObject([
      {
        customerId: visitor.customerId,
        name: null,
        page: { url: "https://shop.example/lamps" },
        visits: 1,
        conversation: null,
      },
    ]);
    await pool.query("update site_visits set seen_at = now() - interval '2 minutes' where customer_id = $1", [
      visitor.customerId,
    ]);
    expect((await seen()).visits).toEqual([]);
    await pool.query(
      "update site_visits set seen_at = now() - interval '40 minutes' where customer_id = $1",
      [visitor.customerId],
    );
    await visitor.looksAt("/lamps");
    expect((await seen()).visits).toMatchObject([{ visits: 2 }]);
    const stranger = await house();
    expect((await stranger.atAna.http("GET", "/visits")).body.visits).toEqual([]);
    await home.api("PUT", "/site-invitations/visitors", { shown: false });
    expect(
      (await pool.query("select 1 from site_visits where workspace_id = $1", [home.shop.id])).rowCount,
    ).toBe(0);
  });

  it("read what somebody writes to them first within 5 s; it is his from the start, takes his seat, and is written once", async () => {
    const home = await house();
    const visitor = await onSite(home);
    await visitor.looksAt("/cart", "it");
    const heard: VisitorConversation[] = [];
    const socket = io(`${server.url}/visitor`, {
      auth: { token: visitor.token },
      transports: ["websocket"],
      forceNew: true,
    });
    socket.on("conversation.changed", (news) => heard.push(news));
    await new Promise((resolve) => socket.once("welcome", resolve));

    const word = { clientId: randomUUID(), customerId: visitor.customerId, text: "May I help you?" };
    const write = (more: object = {}) => home.atAna.http("POST", "/visits/messages", { ...word, ...more });
    const [first, again] = await Promise.all([write(), write()]);
    expect(first.body).toMatchObject({
      reaches: "now",
      conversation: {
        state: "assigned",
        assignee: { name: "Ana" },
        queue: { name: "Billing" },
        language: "it",
      },
    });
    expect(again.body.conversation.id).toBe(first.body.conversation.id);
    await eventually(() => heard.some(({ agentName }) => agentName === "Ana"), "the teaser");
    // Whoever connects only now, or again after his line was down, hears of it too.
    const late: VisitorConversation[] = [];
    const behind = io(`${server.url}/visitor`, {
      auth: { token: visitor.token },
      transports: ["websocket"],
      forceNew: true,
    });
    behind.on("conversation.changed", (news) => late.push(news));
    await eventually(() => late.some(({ agentName }) => agentName === "Ana"), "the teaser, late");
    behind.disconnect();
    const events = await server.request(
      "GET",
      `/api/v1/visitor/conversations/${first.body.conversation.id}/events?after=0`,
      { headers: visitor.headers },
    );
    expect(
      events.body.events.filter((one: { body: { kind: string } }) => one.body.kind === "message"),
    ).toHaveLength(1);

    expect((await write({ clientId: randomUUID() })).body.code).toBe("customer.in_conversation");
    const second = await onSite(home);
    await second.looksAt("/");
    expect((await write({ clientId: randomUUID(), customerId: second.customerId })).body.code).toBe(
      "agent.at_capacity",
    );
    expect((await write({ clientId: randomUUID(), customerId: randomUUID() })).body.code).toBe(
      "customer.not_found",
    );
    const foreign = await house();
    const theirs = await onSite(foreign);
    await theirs.looksAt("/");
    expect((await write({ clientId: randomUUID(), customerId: theirs.customerId })).body.code).toBe(
      "customer.not_found",
    );
    socket.disconnect();
  });

  it("who were customers before get it at their next visit, from those who had them", async () => {
    const home = await house();
    const luca = await server.signedIn(home.shop, { name: "Luca", queues: ["Orders"] });
    const atLuca = await openDesk(server, luca);
    await ready(atLuca);
    const customer = await openVisitor(server, home.shop, "Hi", "João");
    const { id, assignmentToken } = await accept(atLuca, customer.conversation.id);
    await atLuca.http("POST", `/conversations/${id}/close`, { assignmentToken, outcome: "resolved" });

    const earlier = async (end: typeof atLuca, search = "joã") =>
      (await end.http("GET", `/visits/earlier?search=${encodeURIComponent(search)}`)).body;
    expect(await earlier(atLuca)).toMatchObject([
      { customerId: customer.customerId, name: "João", here: false },
    ]);
    for (const search of ["", "JOÃO", "oã"]) expect(await earlier(atLuca, search)).toHaveLength(1);
    for (const search of ["x", "%", "jo_o"]) expect(await earlier(atLuca, search)).toEqual([]);
    expect(await earlier(home.atAna)).toEqual([]);
    expect(await earlier(home.atAna, "")).toEqual([]);
    const word = { clientId: randomUUID(), customerId: customer.customerId, text: "It has arrived." };
    expect((await home.atAna.http("POST", "/visits/messages", word)).body.code).toBe("customer.not_found");
    const written = await atLuca.http("POST", "/visits/messages", word);
    expect(written.body).toMatchObject({ reaches: "next_visit", conversation: { state: "assigned" } });
    const back = await server.request("GET", "/api/v1/visitor/conversations/current", {
      headers: { authorization: `Bearer ${customer.token}` },
    });
    expect(back.body.id).toBe(written.body.conversation.id);
  });
});

describe("earlier customers", () => {
  /** Customers of somebody, all named alike, who were here some hours ago, one after the other. */
  const hadBy = async ({ shop }: House, agentId: string, count: number, name: string, hours: number) => {
    await server.server.database.pool.query(
      `with people as (insert into customers (id, workspace_id, name)
           select gen_random_uuid(), $1, $4 from generate_series(1, $3::int) returning id)
         insert into conversations (workspace_id, customer_id, queue_id, start_id, state, assignee_id, created_at, closed_at)
           select $1, id, $2, gen_random_uuid(), 'closed', $5, now() - make_interval(hours => $6::int + 1),
             now() - make_interval(hours => $6::int) from people`,
      [shop.id, shop.queueIds.Billing, count, name, agentId, hours],
    );
  };

  it("of one's own are found, however many one had since, and however many of the same name others had", async () => {
    const home = await house();
    const luca = await server.signedIn(home.shop, { name: "Luca", queues: ["Orders"] });
    await hadBy(home, home.ana.id, 2, "Anna Vidal", 5_000);
    await hadBy(home, home.ana.id, 2_100, "Bob", 3_000);
    await hadBy(home, luca.id, 2_100, "Anna", 1);
    const found = async (search: string) => {
      const { body } = await home.atAna.http("GET", `/visits/earlier?search=${encodeURIComponent(search)}`);
      return body.map(({ name }: { name: string }) => name);
    };
    for (const search of ["anna", "vida"])
      expect([search, await found(search)]).toEqual([search, ["Anna Vidal", "Anna Vidal"]]);
  });

  it("of everybody are found by how a name begins, however long ago they wrote, by who may see them", async () => {
    const home = await house();
    const luca = await server.signedIn(home.shop, { name: "Luca", queues: ["Orders"] });
    await hadBy(home, luca.id, 1, "Zoe", 9_000);
    await hadBy(home, luca.id, 2_100, "Anna", 1);
    expect((await home.api("GET", "/visits/earlier?search=zo")).body).toMatchObject([{ name: "Zoe" }]);
    expect((await home.atAna.http("GET", "/visits/earlier?search=zo")).body).toEqual([]);
  });
});

describe("invitations of the widget", () => {
  it("come by page, time and visits, in the visitor's language, and not to somebody who talks already", async () => {
    const home = await house();
    const { pool } = server.server.database;
    const invitation = {
      name: "Cart",
      enabled: true,
      page: "/cart",
      seconds: 15,
      visits: 2,
      texts: { en: "Need a hand?", it: "Serve aiuto?" },
    };
    const made = await home.api("POST", "/site-invitations", invitation);
    const visitor = await onSite(home);
    const invited = async (path: string, language = "en") =>
      (await visitor.looksAt(path, language)).body.invitations.map((one: { text: string }) => one.text);
    expect(await invited("/cart")).toEqual([]);
    await pool.query("update site_visits set visits = 2 where customer_id = $1", [visitor.customerId]);
    expect(await invited("/cart?x=1", "it")).toEqual(["Serve aiuto?"]);
    expect(await invited("/lamps")).toEqual([]);
    const { id, version } = made.body;
    const off = await home.api("PUT", `/site-invitations/${id}`, { ...invitation, version, enabled: false });
    expect(off.body).toMatchObject({ enabled: false, version: version + 1 });
    expect(await invited("/cart")).toEqual([]);
    expect((await home.api("PUT", `/site-invitations/${id}`, { ...invitation, version })).body.code).toBe(
      "record.stale",
    );
    await home.api("PUT", `/site-invitations/${id}`, { ...invitation, version: version + 1 });
    await visitor.looksAt("/cart");
    await server.request("POST", "/api/v1/visitor/conversations", {
      headers: visitor.headers,
      body: { clientId: randomUUID(), text: "Hi" },
    });
    expect(await invited("/cart")).toEqual([]);
    expect((await home.api("DELETE", `/site-invitations/${id}`)).status).toBe(200);
    expect((await home.api("GET", "/site-invitations")).body.invitations).toEqual([]);
  });
});
