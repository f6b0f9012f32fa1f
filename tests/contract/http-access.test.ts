import { randomUUID } from "node:crypto";
import type { AnyContractProcedure } from "@orpc/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProcedureMeta } from "#shared/contract/procedure.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import { procedures } from "../../scripts/describe-contract.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let shop: TestWorkspace;
const book = createRoleBook("standard");
const roleNames = book.roles.map(({ key }) => key);
const people = new Map<string, SignedIn>();
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  shop = await server.workspace({ settings: { video: { enabled: true, storeRecordings: false } } });
  for (const role of roleNames) people.set(role, await server.signedIn(shop, { role }));
});
afterAll(() => server.stop());

const all = procedures().map(({ name, procedure }) => ({ name, ...describedBy(procedure) }));

function describedBy(procedure: AnyContractProcedure) {
  const { route, meta } = procedure["~orpc"];
  const path = `/api/v1${route.path?.replace(/\{\w+\}/g, () => randomUUID())}`;
  return { method: route.method ?? "POST", path, access: (meta as ProcedureMeta).access };
}

const closed = all.filter(({ access }) => access !== "public");
const forStaff = closed.filter(({ access }) => access !== "visitor");
const ask = (to: { method: string; path: string }, headers: Record<string, string> = {}) =>
  server.request(to.method, to.path, { headers, ...(to.method !== "GET" && { body: {} }) });

describe("who may ask", () => {
  it("covers every procedure of the contract", () => {
    expect(all.length).toBeGreaterThanOrEqual(25);
  });

  it.each(closed)("$name is closed to strangers", async (procedure) => {
    const answer = await ask(procedure);
    expect(answer).toMatchObject({ status: 401, body: { code: "session.required", defined: true } });
  });

  it.each(closed)("$name is closed to made-up tokens", async (procedure) => {
    for (const token of [
      "nonsense",
      "a.b",
      "a.b.c",
      `${"x".repeat(32)}.${"y".repeat(44)}`,
      "x".repeat(4_000),
    ]) {
      expect((await ask(procedure, { authorization: `Bearer ${token}` })).status).toBe(401);
      expect((await ask(procedure, { cookie: `sidetone.session_token=${token}` })).status).toBe(401);
    }
  });

  it.each(forStaff)("$name is open to exactly the roles that have its permission", async (procedure) => {
    for (const role of roleNames) {
      const headers = people.get(role)?.headers ?? {};
      const mayAsk =
        procedure.access === "signed-in" || book.grantsOf(role)[procedure.access as Permission] !== undefined;
      const answer = await ask(procedure, headers);
      if (mayAsk) expect([role, answer.body.code]).not.toEqual([role, "permission.denied"]);
      else expect(answer).toMatchObject({ status: 403, body: { code: "permission.denied" } });
      expect(answer.status).not.toBe(500);
    }
  });

  it.each(all)("$name is served", async (procedure) => {
    const owner = people.get("owner")?.headers ?? {};
    const answer = await ask(procedure, procedure.access === "visitor" ? {} : owner);
    if (procedure.name !== "session.revoke") expect(answer.body.code).not.toBe("request.not_found");
  });

  it.each(all.filter(({ access }) => access === "visitor"))("$name is not for staff", async (procedure) => {
    expect((await ask(procedure, people.get("owner")?.headers)).status).toBe(401);
  });
});

describe("another workspace's things", () => {
  // People, groups and everything else that is set up: authorisation.test.ts, with bodies for each.
  const withIds = forStaff.filter(
    ({ name, path }) => /^(conversations|customers|offers|files)\./.test(name) && /[0-9a-f]{8}-/.test(path),
  );

  it("look exactly like things that do not exist", async () => {
    const other = await server.workspace();
    const foreign = await conversationOf(other);
    const bodies: Record<string, object> = {
      "conversations.send": { clientId: randomUUID(), text: "hello" },
      "conversations.transfer": {
        assignmentToken: 0,
        to: { kind: "queue", queueId: shop.queueIds.Orders },
      },
      "conversations.close": { assignmentToken: 0, outcome: "resolved" },
      "conversations.park": { assignmentToken: 0, until: "2100-01-01T00:00:00Z" },
      "conversations.resume": { assignmentToken: 0 },
      "conversations.whisper": { clientId: randomUUID(), text: "hello" },
      "conversations.tags.set": { tagIds: [] },
      "conversations.topics.set": { topicIds: [] },
      "customers.update": { name: "Taken over" },
    };
    const owner = people.get("owner")?.headers ?? {};
    for (const { name } of withIds.filter(
      (each) => each.name !== "files.upload" && each.name !== "session.revoke",
    )) {
      const procedure = procedures().find((each) => each.name === name)?.procedure;
      const route = procedure?.["~orpc"].route;
      const at = (ids: Record<string, string>) =>
        `/api/v1${route?.path?.replace(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? randomUUID())}`;
      const method = route?.method ?? "POST";
      const send = (path: string) =>
        server.request(method, path, {
          headers: owner,
          ...(method !== "GET" && { body: bodies[name] ?? {} }),
        });
      const [theirs, none] = [await send(at(foreign)), await send(at({}))];
      expect([name, theirs.status]).toEqual([name, 404]);
      expect(theirs.body).toEqual(none.body);
    }
  });

  it("are not in lists, nor is anybody of theirs", async () => {
    const other = await server.workspace();
    await conversationOf(other);
    const owner = people.get("owner")?.headers ?? {};
    const stranger = await server.signedIn(other);
    const colleagues = await server.request("GET", "/api/v1/colleagues", { headers: owner });
    expect(colleagues.body.map(({ id }: { id: string }) => id)).not.toContain(stranger.id);
    for (const view of ["unassigned", "closed", "mine"]) {
      const list = await server.request("GET", `/api/v1/conversations?view=${view}`, { headers: owner });
      expect([view, list.status, list.body]).toEqual([view, 200, []]);
    }
  });
});

/** A waiting conversation of a workspace, with its customer, written as the seed writes them. */
async function conversationOf({ id, queueIds }: TestWorkspace): Promise<Record<string, string>> {
  const { pool } = server.server.database;
  const customer = await pool.query<{ id: string }>(
    "insert into customers (workspace_id, name) values ($1, 'Zoe') returning id",
    [id],
  );
  const customerId = customer.rows[0]?.id ?? "";
  const conversation = await pool.query<{ id: string }>(
    `insert into conversations (workspace_id, customer_id, queue_id, start_id, waiting_since)
     values ($1, $2, $3, gen_random_uuid(), now()) returning id`,
    [id, customerId, Object.values(queueIds)[0]],
  );
  return { conversationId: conversation.rows[0]?.id ?? "", customerId };
}
