import { randomUUID } from "node:crypto";
import papaparse from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schemeNames, schemes } from "#shared/permissions/schemes/index.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, path: string) =>
  server.request("GET", `/api/v1${path}`, { headers: who.headers });
const query = (text: string, values: unknown[]) => server.server.database.pool.query(text, values);

/** A conversation that began so many months ago, with a customer's message and an answer of each agent. */
async function talked(shop: TestWorkspace, monthsAgo: number, agents: readonly string[]): Promise<void> {
  const at = `date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - interval '${monthsAgo} months'`;
  const customer = await query("insert into customers (workspace_id, name) values ($1, 'Zoe') returning id", [
    shop.id,
  ]);
  const made = await query(
    `insert into conversations (workspace_id, customer_id, queue_id, start_id, created_at, last_message_at)
     values ($1, $2, $3, $4, ${at}, ${at}) returning id`,
    [shop.id, customer.rows[0].id, Object.values(shop.queueIds)[0], randomUUID()],
  );
  const say = (seq: number, kind: string, author: string | null, body: object) =>
    query(
      `insert into conversation_events (conversation_id, seq, author_kind, author_id, author_name, body, at)
       values ($1, $2, $3, $4, 'Somebody', $5, ${at})`,
      [made.rows[0].id, seq, kind, author, JSON.stringify(body)],
    );
  await say(1, "customer", customer.rows[0].id, { kind: "message", text: "hello", files: [] });
  for (const [index, id] of agents.entries())
    await say(index + 2, "agent", id, { kind: "message", text: "hello", files: [] });
  await say(agents.length + 2, "agent", agents[0] ?? null, { kind: "note", text: "odd", files: [] });
}

describe("the bill", () => {
  it("counts seats by role, active and blocked; archived people have none", async () => {
    const shop = await server.workspace({ scheme: "voximplant-kit" });
    const owner = await server.signedIn(shop, { role: "owner" });
    const agents = [];
    for (let one = 0; one < 4; one++) agents.push(await server.user(shop));
    await query("update users set blocked_at = now() where id = $1", [agents[0]?.id]);
    await query("update users set blocked_at = now(), archived_at = now() where id = $1", [agents[1]?.id]);
    const { body } = await ask(owner, "/billing");
    expect(body.seats).toEqual([
      { role: "agent", roleName: "Agent", active: 2, blocked: 1 },
      { role: "owner", roleName: "Owner", active: 1, blocked: 0 },
    ]);
    expect(body.total).toBe(3);
  });

  it("counts conversations, messages and people who answered by month, for twelve months, of this workspace alone", async () => {
    const shop = await server.workspace({ scheme: "voximplant-kit" });
    const owner = await server.signedIn(shop, { role: "owner" });
    const [tom, ida] = [await server.user(shop), await server.user(shop)];
    await talked(shop, 0, [tom.id, ida.id]);
    await talked(shop, 0, [tom.id]);
    await talked(shop, 11, [ida.id]);
    await talked(shop, 12, [tom.id]);
    await talked(await server.workspace(), 0, [tom.id]);
    const { usage } = (await ask(owner, "/billing")).body;
    expect(usage).toHaveLength(12);
    expect(usage[0]).toMatchObject({ conversations: 1, messages: 2, activePeople: 1 });
    expect(usage[5]).toMatchObject({ conversations: 0, messages: 0, activePeople: 0 });
    expect(usage[11]).toEqual({
      month: new Date().toISOString().slice(0, 7),
      conversations: 2,
      messages: 5,
      activePeople: 2,
    });
  });

  it("goes out as CSV that no spreadsheet takes for formulas", async () => {
    const shop = await server.workspace({ scheme: "voximplant-kit" });
    await query(
      "insert into custom_roles (id, workspace_id, key, name, based_on, grants) values ($1, $2, 'custom-x', $3, 'agent', '{}')",
      [randomUUID(), shop.id, '=cmd|" /C calc"!A0'],
    );
    await server.user(shop, { role: "custom-x" });
    const owner = await server.signedIn(shop, { role: "owner" });
    const { fileName, csv } = (await ask(owner, "/billing/export.csv")).body;
    expect(fileName).toMatch(/^billing-\d{4}-\d{2}\.csv$/);
    const rows = papaparse.parse<string[]>(csv).data;
    expect(rows[0]).toEqual(["kind", "name", "active", "blocked", "conversations", "messages", "people"]);
    expect(rows).toContainEqual(["seats", "Owner", "1", "0", "", "", ""]);
    expect(rows.filter(([kind]) => kind === "month")).toHaveLength(12);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it.each(schemeNames)(
    "in %s is open to its top role alone: the server refuses every other",
    async (scheme) => {
      const shop = await server.workspace({ scheme });
      for (const { key } of schemes[scheme].roles) {
        const person = await server.signedIn(shop, { role: key });
        for (const path of ["/billing", "/billing/export.csv"]) {
          const answer = await ask(person, path);
          if (key === schemes[scheme].top) expect([key, answer.status]).toEqual([key, 200]);
          else expect([key, answer.status, answer.body.code]).toEqual([key, 403, "permission.denied"]);
        }
      }
    },
  );
});
