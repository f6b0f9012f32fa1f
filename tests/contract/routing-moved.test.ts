import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readyAgent, ringing, rings, someWaiting } from "./support/routing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept } from "./support/talk.ts";

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
