import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn, TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const post = (who: SignedIn, path: string) =>
  server.request("POST", `/api/v1/users/${path}`, { headers: who.headers, body: {} });
const query = async (text: string, ...values: unknown[]) =>
  (await server.server.database.pool.query(text, values)).rows;

/** A conversation that somebody has, in Orders. */
async function conversationOf(home: TestWorkspace, { id }: TestUser): Promise<string> {
  const [made] = await query(
    `with customer as (insert into customers (workspace_id, name) values ($1, 'Zoe') returning id)
     insert into conversations (workspace_id, customer_id, queue_id, start_id, state, assignee_id, assigned_at)
     select $1, customer.id, $2, gen_random_uuid(), 'assigned', $3, now() from customer returning id`,
    home.id,
    home.queueIds.Orders,
    id,
  );
  return made.id;
}

async function aShop() {
  const home = await server.workspace();
  const boss = await server.signedIn(home, { role: "administrator", name: "Helena" });
  const ada = await server.signedIn(home, { name: "Ada", queues: ["Orders"] });
  return { home, boss, ada };
}

describe("blocking somebody", () => {
  it("ends his sessions, and he cannot sign in until he is unblocked", async () => {
    const { boss, ada } = await aShop();
    expect(await post(boss, `${ada.id}/block`)).toMatchObject({ status: 200, body: { state: "blocked" } });
    const mine = () => server.request("GET", "/api/v1/me", { headers: ada.headers });
    expect((await mine()).status).toBe(401);
    await expect(server.signIn(ada)).rejects.toThrow("401");
    expect(await post(boss, `${ada.id}/unblock`)).toMatchObject({ status: 200, body: { state: "active" } });
    await server.signIn(ada);
  });

  it("puts his conversations back into their queues, with an entry, and takes his name off the list of colleagues", async () => {
    const { home, boss, ada } = await aShop();
    const id = await conversationOf(home, ada);
    await post(boss, `${ada.id}/block`);
    const [now] = await query(
      "select state, assignee_id, assignment_token from conversations where id = $1",
      id,
    );
    expect(now).toMatchObject({ state: "waiting", assignee_id: null });
    const [entry] = await query(
      "select body, author_name from conversation_events where conversation_id = $1",
      id,
    );
    expect(entry).toEqual({
      author_name: "Helena",
      body: {
        kind: "transferred",
        from: { id: ada.id, name: "Ada" },
        toAgent: null,
        toQueue: { id: home.queueIds.Orders, name: "Orders" },
      },
    });
    const colleagues = await server.request("GET", "/api/v1/directory", { headers: boss.headers });
    expect(JSON.stringify(colleagues.body)).not.toContain(ada.id);
    const to = { kind: "agent", userId: ada.id };
    const tom = await server.signedIn(home, { queues: ["Orders"] });
    const other = await conversationOf(home, tom);
    const answer = await server.request("POST", `/api/v1/conversations/${other}/transfer`, {
      headers: tom.headers,
      body: { assignmentToken: 0, to, note: "" },
    });
    expect(answer.body.code).toBe("agent.not_found");
  });

  it("keeps his customers' place: they wait by the priority of transfers, for their group, and are asked for at once", async () => {
    const { home, boss, ada } = await aShop();
    await query(
      "update queues set rules = $2 where workspace_id = $1",
      home.id,
      JSON.stringify({ transferPriority: 27 }),
    );
    const groupId = await server.group(home, { name: "Refunds", members: [await server.user(home)] });
    const id = await conversationOf(home, ada);
    await query(
      `update conversations set priority = 15, attempts = 2, next_attempt_at = now() + interval '1 hour', group_id = $2
       where id = $1`,
      id,
      groupId,
    );
    await post(boss, `${ada.id}/block`);
    const [now] = await query(
      "select state, priority, attempts, next_attempt_at from conversations where id = $1",
      id,
    );
    expect(now).toEqual({ state: "waiting", priority: 27, attempts: 0, next_attempt_at: null });
    const [entry] = await query("select body from conversation_events where conversation_id = $1", id);
    expect(entry.body).toMatchObject({
      from: { name: "Ada" },
      toQueue: null,
      toGroup: { id: groupId, name: "Refunds" },
    });
  });

  it("takes away what rings at his desk", async () => {
    const { home, boss, ada } = await aShop();
    const id = await conversationOf(home, ada);
    await query(
      "update conversations set state = 'waiting', assignee_id = null, waiting_since = now() where id = $1",
      id,
    );
    await query(
      `insert into offers (workspace_id, conversation_id, user_id, reason, expires_at)
       values ($1, $2, $3, 'least_busy', now() + interval '1 minute')`,
      home.id,
      id,
      ada.id,
    );
    await post(boss, `${ada.id}/block`);
    expect(await query("select state from offers where conversation_id = $1", id)).toEqual([
      { state: "withdrawn" },
    ]);
  });

  it("is for those below oneself: never an equal, never oneself, never from outside", async () => {
    const { home, boss } = await aShop();
    const equal = await server.user(home, { role: "administrator" });
    const owner = await server.user(home, { role: "owner" });
    for (const whom of [equal, owner, boss]) {
      expect(await post(boss, `${whom.id}/block`)).toMatchObject({
        status: 403,
        body: { code: "permission.denied" },
      });
    }
    const stranger = await aShop();
    expect(await post(boss, `${stranger.ada.id}/block`)).toMatchObject({
      status: 404,
      body: { code: "user.not_found" },
    });
    expect((await post(boss, "nobody/block")).body).toEqual(
      (await post(boss, `${stranger.ada.id}/block`)).body,
    );
  });

  it("of vivocha's Supervisor reaches Agents and nobody else", async () => {
    const home = await server.workspace({ scheme: "vivocha" });
    const sofia = await server.signedIn(home, { role: "supervisor" });
    const agent = await server.user(home);
    expect((await post(sofia, `${agent.id}/archive`)).status).toBe(200);
    for (const role of ["auditor", "supervisor", "administrator"]) {
      const other = await server.user(home, { role });
      expect(await post(sofia, `${other.id}/archive`)).toMatchObject({ status: 404 });
    }
  });

  it("twice is once, and each step is written down", async () => {
    const { boss, ada } = await aShop();
    for (const step of ["block", "block", "archive", "unblock", "restore", "restore"]) {
      expect((await post(boss, `${ada.id}/${step}`)).status).toBe(200);
    }
    const log = await query(
      "select action, before, after from activity_log where action like 'user.%' and target_id = $1 order by seq",
      ada.id,
    );
    expect(log).toEqual([
      { action: "user.blocked", before: { state: "active" }, after: { state: "blocked" } },
      { action: "user.archived", before: { state: "blocked" }, after: { state: "archived" } },
      { action: "user.restored", before: { state: "archived" }, after: { state: "active" } },
    ]);
  });

  it("closes the doors that he left open: the invitations he made", async () => {
    const { home, boss } = await aShop();
    const manager = await server.signedIn(home, { role: "manager" });
    const made = await server.request("POST", "/api/v1/invitations", {
      headers: manager.headers,
      body: { rows: [{ email: `x-${manager.id}@shop.example`, name: "X", role: "agent" }] },
    });
    const token = made.body.rows[0].link.split("=")[1];
    const look = () => server.request("POST", "/api/v1/invitations/look", { body: { token } });
    expect((await look()).status).toBe(200);
    await post(boss, `${manager.id}/block`);
    expect(await look()).toMatchObject({ status: 410, body: { code: "invitation.invalid" } });
  });
});

describe("sessions and sign-ins of others", () => {
  it("are seen and ended by those who may", async () => {
    const { home, boss, ada } = await aShop();
    await query(
      "insert into sign_ins (id, user_id, method, outcome, ip_address) values (gen_random_uuid(), $1, 'password', 'wrong_password', '127.0.0.1')",
      ada.id,
    );
    const get = (who: SignedIn, path: string) =>
      server.request("GET", `/api/v1/users/${ada.id}/${path}`, { headers: who.headers });
    expect((await get(boss, "sign-ins?limit=1")).body).toHaveLength(1);
    expect((await get(boss, "sessions")).body).toEqual([expect.objectContaining({ ipAddress: "127.0.0.1" })]);
    expect(JSON.stringify((await get(boss, "sessions")).body)).not.toContain(ada.token);
    const supervisor = await server.signedIn(home, { role: "supervisor" });
    expect((await get(supervisor, "sessions")).status).toBe(404);
    expect(await post(boss, `${ada.id}/sessions/end`)).toMatchObject({ body: { ended: 1 } });
    expect((await server.request("GET", "/api/v1/me", { headers: ada.headers })).status).toBe(401);
    expect((await post(boss, `${boss.id}/sessions/end`)).status).toBe(403);
  });
});
