import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoPassword, demoPeople, schemeHouses } from "#server/features/demo/index.ts";
import { Conversation } from "#shared/contract/conversations.ts";
import { schemes } from "#shared/permissions/schemes/index.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { DEMO: "1" } });
});
afterAll(() => server.stop());

const signIn = async (email: string) => {
  const answer = await server.request("POST", "/api/auth/sign-in/email", {
    body: { email, password: demoPassword },
  });
  return {
    status: answer.status,
    headers: { authorization: `Bearer ${answer.headers.get("set-auth-token")}` },
  };
};

describe("the demo workspace", () => {
  it("lets each of its twelve people in, over all nine roles", async () => {
    const roles = new Set<string>();
    for (const { email, role } of demoPeople) {
      const { headers } = await signIn(email);
      const me = await server.request("GET", "/api/v1/me", { headers });
      expect(me.body).toMatchObject({ email, role: { key: role }, workspace: { name: "Lumina" } });
      roles.add(me.body.role.key);
    }
    expect([demoPeople.length, roles.size]).toEqual([12, 9]);
  });

  it("has a week of past conversations in four languages, which its manager can read", async () => {
    const { headers } = await signIn("nora.lindqvist@lumina.example");
    const list = await server.request("GET", "/api/v1/conversations?view=closed&limit=200", { headers });
    expect(list.status).toBe(200);
    expect(list.body.length).toBeGreaterThanOrEqual(60);
    for (const conversation of list.body) expect(Conversation.safeParse(conversation).error).toBeUndefined();
    const languages = new Set(list.body.map(({ language }: { language: string }) => language));
    expect([...languages].sort()).toEqual(["en", "es", "it", "pt-BR"]);
    const [{ id, lastSeq }] = list.body;
    const log = await server.request("GET", `/api/v1/conversations/${id}/events`, { headers });
    expect(log.body.events.map(({ seq }: { seq: number }) => seq)).toEqual(
      Array.from({ length: lastSeq }, (_, index) => index + 1),
    );
  });

  it("has two groups, supervisors of queues, skills that people hold, sign-ins and an open invitation", async () => {
    const { pool } = server.server.database;
    const { rows } = await pool.query(
      `with shop as (select id from workspaces where key = 'demo-shop')
       select (select array_agg(g.name || ': ' || u.name order by g.name)
                 from groups g join group_leaders l on l.group_id = g.id join users u on u.id = l.user_id
                where g.workspace_id = shop.id) as leaders,
              (select array_agg(distinct s.level order by s.level)
                 from queue_supervisors s join queues q on q.id = s.queue_id where q.workspace_id = shop.id) as levels,
              (select count(*)::int from user_skills h join skills s on s.id = h.skill_id
                where s.workspace_id = shop.id) as held,
              (select count(distinct i.user_id)::int from sign_ins i where i.outcome = 'signed_in'
                 and i.user_agent like 'Mozilla%') as "signedIn",
              (select array_agg(email) from invitations where workspace_id = shop.id
                 and accepted_at is null and expires_at > now()) as invited
         from shop`,
    );
    expect(rows[0]).toMatchObject({
      leaders: ["Day team: Rafael Lima", "Night team: Giulia Conti"],
      levels: ["editor", "viewer"],
      held: 13,
      signedIn: 12,
      invited: ["jonas.weber@lumina.example"],
    });
  });

  it("stands beside a workspace for each other scheme, with one person for each of its roles", async () => {
    const found = [];
    for (const { scheme, domain, people, name } of schemeHouses) {
      for (const role of Object.keys(people)) {
        const { headers } = await signIn(`${role}@${domain}`);
        const { body } = await server.request("GET", "/api/v1/me", { headers });
        expect(body).toMatchObject({ role: { key: role }, workspace: { name, scheme } });
        found.push(`${scheme} ${role}`);
      }
    }
    const all = (["vivocha", "aivo-live", "voximplant-kit"] as const).flatMap((scheme) =>
      schemes[scheme].roles.map(({ key }) => `${scheme} ${key}`),
    );
    expect(found.sort()).toEqual(all.sort());
  });

  it("has the four queues of the shop", async () => {
    const { headers } = await signIn("rafael.lima@lumina.example");
    const queues = await server.request("GET", "/api/v1/queues", { headers });
    expect(queues.body.map(({ name }: { name: string }) => name).sort()).toEqual([
      "Billing",
      "Orders",
      "Returns",
      "Technical",
    ]);
  });
});

it("can be deleted with all that is set up in it, once its activity log has been put away", async () => {
  const { pool } = server.server.database;
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows: shops } = await client.query("select id from workspaces where key = 'demo-shop'");
    const shop = shops[0].id;
    // Somebody's contact was about a topic that nothing but the contact names, and somebody holds a skill.
    await client.query(
      `insert into conversation_topics (conversation_id, topic_id)
       select c.id, t.id from (select id from conversations where workspace_id = $1 limit 1) c,
         (select t.id from topics t join topic_sets s on s.id = t.set_id where s.workspace_id = $1 limit 1) t
       on conflict do nothing`,
      [shop],
    );
    const held = await client.query(
      "select 1 from user_skills h join skills s on s.id = h.skill_id where s.workspace_id = $1",
      [shop],
    );
    expect(held.rowCount).toBeGreaterThan(0);
    await client.query("alter table activity_log disable trigger user");
    await client.query("alter table activity_heads disable trigger user");
    await client.query("delete from activity_log where workspace_id = $1", [shop]);
    await client.query("delete from activity_heads where workspace_id = $1", [shop]);

    await client.query("delete from workspaces where id = $1", [shop]);

    // What is set up goes by itself; customers, conversations and what was said are put away by themselves.
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'workspace_id'
         and table_name not in ('customers', 'conversations', 'offers') order by 1`,
    );
    expect(tables.length).toBeGreaterThan(20);
    const left: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await client.query(
        `select 1 from "${name}" where workspace_id::text = $1 limit 1`,
        [shop],
      );
      if (rowCount) left.push(name);
    }
    expect(left).toEqual([]);
  } finally {
    await client.query("rollback");
    client.release();
  }
});

describe("the pages of the server", () => {
  it("describe the contract to programs and to people", async () => {
    const openapi = await server.request("GET", "/openapi.json");
    expect(openapi.body.openapi).toMatch(/^3\.1/);
    expect(openapi.body.paths["/conversations/{conversationId}/transfer"].post.summary).toContain(
      "Hand over",
    );
    const docs = await server.request("GET", "/docs");
    expect(docs.body).toContain('<h3 id="session.me">');
    expect(docs.body).not.toMatch(/<script|src=/);
    expect(docs.headers.get("content-security-policy")).toContain("style-src 'sha256-");
  });

  it("tell a machine whether the server lives, is ready, and how it does", async () => {
    expect((await server.request("GET", "/health/live")).body).toEqual({ status: "live" });
    expect(await server.request("GET", "/health/ready")).toMatchObject({
      status: 200,
      body: { status: "ready" },
    });
    const metrics = await server.request("GET", "/metrics");
    expect(metrics.body).toMatch(/sidetone_http_request_seconds_count\{.*route="session\.me"/);
    expect(metrics.body).toContain("nodejs_eventloop_lag_p99_seconds");
    expect(metrics.body).toContain("sidetone_database_connections");
  });
});
