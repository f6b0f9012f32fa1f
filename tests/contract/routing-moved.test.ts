import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
import { accept, eventually, offerOf } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());
const query = (text: string, values: unknown[]) => server.server.database.pool.query(text, values);

describe("what somebody else takes from an agent", () => {
  it("does not ring at that agent again at once, though he is free and serves the queue that it goes to", async () => {
    const shop = await server.workspace({ queues: ["Orders", "Billing"] });
    const ana = await readyAgent(server, shop, { name: "Ana", queues: ["Orders", "Billing"] });
    const boss = await server.signedIn(shop, { role: "manager", name: "Boss" });
    const [id = ""] = await someWaiting(server, shop, [{}]);
    const { assignmentToken } = await accept(ana.desk, id);
    const to = { kind: "queue", queueId: shop.queueIds.Billing };
    const moved = await server.request("POST", `/api/v1/conversations/${id}/transfer`, {
      headers: boss.headers,
      body: { assignmentToken, to },
    });
    expect(moved).toMatchObject({ status: 200, body: { state: "waiting", queue: { name: "Billing" } } });

    const luca = await readyAgent(server, shop, { name: "Luca", queues: ["Billing"] });
    await rings(luca.desk, id);
    expect(await ringing(ana.desk)).toEqual([]);
    const { rows } = await query(
      `select author_name as by, body->'from'->>'name' as "from" from conversation_events
       where conversation_id = $1 and body->>'kind' = 'transferred'`,
      [id],
    );
    expect(rows).toEqual([{ by: "Boss", from: "Ana" }]);
  });
});

describe("what the staff is told of a broadcast", () => {
  it("is at how many desks it rang when nobody took it, once; and of who declined, that it rings on at the others", async () => {
    const shop = await server.workspace();
    await withRules(server, shop.queueIds.Orders, { selection: "broadcast" });
    const [ana, luca, mia] = [
      await readyAgent(server, shop, { name: "Ana" }),
      await readyAgent(server, shop, { name: "Luca" }),
      await readyAgent(server, shop, { name: "Mia" }),
    ];
    const [id = ""] = await someWaiting(server, shop, [{}]);
    for (const { desk } of [ana, luca, mia]) await rings(desk, id);
    const offer = await offerOf(ana.desk, id);
    expect((await ana.desk.http("POST", `/offers/${offer.id}/decline`)).status).toBe(200);
    await runOut(server, id);
    await eventually(async () => (await headOf(server, id))?.attempts === 1);
    const told = (await notedOf(server, id)).filter(({ what }) => what === "offer_missed");
    expect(told).toMatchObject([
      { who: { name: "Ana" }, detail: { outcome: "declined", why: "rings" } },
      { who: null, detail: { outcome: "expired", why: "nobody", people: 3 } },
    ]);
  });

  it("is who was asked, when he alone was; nothing is said of anybody else", async () => {
    const shop = await server.workspace();
    await withRules(server, shop.queueIds.Orders, { selection: "broadcast" });
    const ana = await readyAgent(server, shop, { name: "Ana" });
    const [id = ""] = await someWaiting(server, shop, [{}]);
    const offer = await offerOf(ana.desk, id);
    await ana.desk.http("POST", `/offers/${offer.id}/decline`);
    const told = (await notedOf(server, id)).filter(({ what }) => what === "offer_missed");
    expect(told).toMatchObject([{ who: { name: "Ana" }, detail: { outcome: "declined", people: 1 } }]);
    expect(told[0]?.detail.why).toBeUndefined();
  });
});
