import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshTriggers } from "#shared/domain/triggers/index.ts";
import { pass } from "./support/passing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { sites, visitorToken } from "./support/talk.ts";

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

/** A shop that closes at once after its customers' silence. */
async function aShop() {
  const shop = await one.workspace({ allowedSites: sites });
  const owner = await one.signedIn(shop, { role: "owner" });
  const { seconds, action, texts } = freshTriggers.customer_inactivity;
  const { status } = await one.request("POST", "/api/v1/setup/triggers", {
    headers: owner.headers,
    body: { type: "customer_inactivity", channel: "web", enabled: true, seconds, action, steps: [], texts },
  });
  expect(status).toBe(200);
  return shop;
}

describe("a message at the very moment at which a trigger closes", () => {
  it("never falls into a closed conversation, nor does the trigger close over it or act twice, in a hundred tries on two servers", async () => {
    const shop = await aShop();
    const agent = await one.signedIn(shop, { queues: ["Orders"], maxConversations: 4 });
    const visitors = await Promise.all(Array.from({ length: 100 }, () => visitorToken(one, shop)));
    const { rows } = await pool().query<{ id: string; customerId: string }>(
      `with people as (insert into customers (id, workspace_id, name) select id, $1, 'Zoe' from unnest($2::uuid[]) id returning id),
         talks as (insert into conversations (workspace_id, customer_id, queue_id, start_id, state, assignee_id, assigned_at,
             last_seq, last_public_seq, last_message_seq, last_message_by, last_message_text, last_message_at)
           select $1, id, $3, gen_random_uuid(), 'assigned', $4, now(), 1, 1, 1, 'agent', 'Hi', now() from people
           returning id, customer_id)
       insert into conversation_events (conversation_id, seq, public_seq, author_kind, author_id, author_name, body)
         select id, 1, 1, 'agent', $4, 'Ana', '{"kind":"message","text":"Hi","files":[]}' from talks
       returning conversation_id as id, (select customer_id from talks where talks.id = conversation_id) as "customerId"`,
      [shop.id, visitors.map(({ customerId }) => customerId), shop.queueIds.Orders, agent.id],
    );
    const tokens = new Map(visitors.map((each) => [each.customerId, each.visitorToken]));
    const ids = rows.map(({ id }) => id);
    await pass(pool(), ids, 119.5);

    const answers = await Promise.all(
      rows.map(async ({ id, customerId }, index) => {
        // Spread over the moment at which they become due, and the looks of both servers.
        await new Promise((resolve) => setTimeout(resolve, index * 20));
        const server = index % 2 ? one : two;
        return server.request("POST", `/api/v1/visitor/conversations/${id}/messages`, {
          headers: { authorization: `Bearer ${tokens.get(customerId)}` },
          body: { conversationId: id, clientId: randomUUID(), text: "Still here" },
        });
      }),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));

    const { rows: ends } = await pool().query<{
      id: string;
      message: number;
      closed: number[];
      state: string;
    }>(
      `select c.id, c.state, (select e.seq from conversation_events e where e.conversation_id = c.id and e.author_kind = 'customer') as message,
         array(select e.seq from conversation_events e where e.conversation_id = c.id and e.body->>'kind' = 'closed') as closed
       from conversations c where c.id = any($1)`,
      [ids],
    );
    expect(ends).toHaveLength(100);
    expect(ends.filter(({ closed }) => closed.length > 1)).toEqual([]);
    expect(ends.filter(({ closed, message }) => closed.some((seq) => seq > message))).toEqual([]);
    expect(ends.filter(({ state }) => state === "closed")).toEqual([]);
    // Both happened: some were closed before the customer wrote, some were not.
    const closedFirst = ends.filter(({ closed }) => closed.length === 1).length;
    expect(closedFirst).toBeGreaterThan(0);
    expect(closedFirst).toBeLessThan(100);
  });
});
