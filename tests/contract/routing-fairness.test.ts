import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestWorkspace } from "./support/fixtures.ts";
import { pass } from "./support/passing.ts";
import { readyAgent, ringing, rings } from "./support/routing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, offerOf, openDesk, openVisitor, ready, sites, snapshot } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

/** Conversations that have waited for an hour. */
const waiting = (shop: TestWorkspace, howMany: number) =>
  server.server.database.pool.query(
    `with customer as (insert into customers (workspace_id, name) values ($1, 'Zoe') returning id)
     insert into conversations (workspace_id, customer_id, queue_id, start_id, state, waiting_since)
     select $1, customer.id, $2, gen_random_uuid(), 'waiting', now() - interval '1 hour'
     from customer, generate_series(1, $3)`,
    [shop.id, shop.queueIds.Orders, howMany],
  );

describe("who is not forgotten", () => {
  it("a queue where nobody is there, however long, does not hold up another company's customers", async () => {
    await waiting(await server.workspace(), 120);
    const shop = await server.workspace({ allowedSites: sites });
    const desk = await openDesk(server, await server.signedIn(shop, { queues: ["Orders"] }));
    await ready(desk);
    const customer = await openVisitor(server, shop);
    expect(await offerOf(desk, customer.conversation.id)).toMatchObject({ reason: "least_loaded" });
  });

  it("a long queue with a busy agent does not hold up another either", async () => {
    const busy = await server.workspace();
    const agent = await openDesk(server, await server.signedIn(busy, { queues: ["Orders"] }));
    await waiting(busy, 120);
    const shop = await server.workspace({ allowedSites: sites });
    const desk = await openDesk(server, await server.signedIn(shop, { queues: ["Orders"] }));
    await ready(desk);
    await ready(agent);
    const customer = await openVisitor(server, shop);
    await offerOf(desk, customer.conversation.id);
    expect((await snapshot(agent)).offers).toHaveLength(1);
  });

  it("those at the front whom nobody free can take do not hide those behind them", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const agent = await server.signedIn(shop, { queues: ["Orders"] });
    await server.server.database.pool.query("update users set max_video = 0 where id = $1", [agent.id]);
    await waiting(shop, 230);
    await server.server.database.pool.query(
      "update conversations set medium = 'video' where workspace_id = $1",
      [shop.id],
    );
    const desk = await openDesk(server, agent);
    await ready(desk);
    const customer = await openVisitor(server, shop);
    await offerOf(desk, customer.conversation.id);
  });

  it("whoever declines the oldest is offered the next at once, and nobody twice at a time", async () => {
    const shop = await server.workspace();
    const desk = await openDesk(server, await server.signedIn(shop, { queues: ["Orders"] }));
    await waiting(shop, 3);
    await ready(desk);
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn++) {
      const [offer] = await eventually(async () => {
        const { offers } = await snapshot(desk);
        return offers.some(({ conversationId }) => !seen.has(conversationId)) && offers;
      });
      seen.add(offer?.conversationId ?? "");
      expect((await desk.http("POST", `/offers/${offer?.id}/decline`)).status).toBe(200);
    }
    expect(seen.size).toBe(3);
  });

  it("who handed it to his own group or queue is not asked at once, a colleague is; in the end he is, when nobody comes", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const ana = await readyAgent(server, shop, { name: "Ana" });
    const tom = await openDesk(server, await server.signedIn(shop, { name: "Tom", queues: ["Orders"] }));
    const group = await server.group(shop, { name: "Refunds", members: [ana] });
    for (const to of [
      { kind: "group", groupId: group },
      { kind: "queue", queueId: shop.queueIds.Orders },
    ]) {
      const customer = await openVisitor(server, shop);
      const { id } = customer.conversation;
      const { body: mine } = await ana.desk.http(
        "POST",
        `/offers/${(await offerOf(ana.desk, id)).id}/accept`,
      );
      const { assignmentToken } = mine;
      await ana.desk.http("POST", `/conversations/${id}/transfer`, { assignmentToken, to });
      // However much the customer writes meanwhile.
      for (let line = 0; line < 25; line++) await customer.say(`And ${line}`);
      // Later than all that would have been offered by then.
      const later = await openVisitor(server, shop);
      await rings(ana.desk, later.conversation.id);
      await ana.desk.http("POST", `/conversations/${later.conversation.id}/take`);
      expect(await ringing(ana.desk)).toEqual([]);
      if (to.kind === "queue") {
        await ready(tom);
        expect(await offerOf(tom, id)).toMatchObject({ conversationId: id });
      } else {
        await pass(server.server.database.pool, id, 11);
        await rings(ana.desk, id);
        await ana.desk.http("POST", `/conversations/${id}/take`);
      }
    }
  });
});
