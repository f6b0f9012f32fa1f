import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import type { TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

/** A conversation that an assistant has in this queue. */
async function withAssistant({ id, queueIds }: TestWorkspace, queue: string): Promise<string> {
  const { pool } = server.server.database;
  const conversationId = randomUUID();
  await pool.query(
    `with customer as (insert into customers (workspace_id, name) values ($1, 'Marina') returning id),
       bot as (insert into assistants (id, workspace_id, name, kind) values ($4::uuid, $1, $4::uuid::text, 'built_in') returning id)
     insert into conversations (id, workspace_id, customer_id, queue_id, state, assistant_id, start_id)
       select $3, $1, customer.id, $2, 'assistant', bot.id, $3 from customer, bot`,
    [id, queueIds[queue], conversationId, randomUUID()],
  );
  return conversationId;
}

/** Who looks on at assistants in the workspace, and of which queues: his own, or all. Monitor is a part of its own. */
const lookingOn: Readonly<Record<SchemeName, Readonly<Record<string, "own queues" | "all">>>> = {
  standard: {
    coordinator: "own queues",
    "agent-supervisor": "own queues",
    supervisor: "own queues",
    manager: "all",
    administrator: "all",
    owner: "all",
  },
  vivocha: { administrator: "all" },
  "aivo-live": {},
  "voximplant-kit": { manager: "all", administrator: "all", owner: "all" },
};

describe.each(Object.keys(lookingOn) as SchemeName[])("conversations of assistants under %s", (scheme) => {
  const roles = createRoleBook(scheme).roles.map(({ key }) => key);
  let shop: TestWorkspace;
  let orders: string;
  let returns: string;
  beforeAll(async () => {
    shop = await server.workspace({ scheme, queues: ["Orders", "Returns"] });
    orders = await withAssistant(shop, "Orders");
    returns = await withAssistant(shop, "Returns");
  });

  it("are looked on at by roles that there are", () => {
    expect(roles).toEqual(expect.arrayContaining(Object.keys(lookingOn[scheme])));
  });

  it.each(roles)(
    "are on the list of a member of Orders, and may be read, as the role %s has it",
    async (role) => {
      const reach = lookingOn[scheme][role];
      const seen = reach === "all" ? [orders, returns] : reach ? [orders] : [];
      const { headers } = await server.signedIn(shop, { role, queues: ["Orders"] });
      const ask = (path: string) => server.request("GET", `/api/v1/conversations${path}`, { headers });
      const { body } = await ask("?view=assistant");
      const listed: { id: string }[] = Array.isArray(body) ? body : [];
      expect(listed.map(({ id }) => id).sort()).toEqual([...seen].sort());
      for (const id of [orders, returns]) {
        expect((await ask(`/${id}/events?after=0`)).status === 200, "reads it").toBe(seen.includes(id));
        expect((await ask(`/${id}/assistant`)).status === 200, "sees what it learnt").toBe(seen.includes(id));
      }
    },
  );

  it.each(roles)("are taken over by the role %s where it may see them, and nowhere else", async (role) => {
    const reach = lookingOn[scheme][role];
    const { id: me, headers } = await server.signedIn(shop, { role, queues: ["Orders"] });
    const take = async (queue: string) => {
      const id = await withAssistant(shop, queue);
      const { body } = await server.request("POST", `/api/v1/conversations/${id}/take`, { headers });
      return body.assignee?.id === me && body.state === "assigned";
    };
    expect(await take("Orders")).toBe(reach !== undefined);
    expect(await take("Returns")).toBe(reach === "all");
  });
});
