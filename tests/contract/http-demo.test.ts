import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoPassword, demoPeople } from "#server/features/demo/index.ts";
import { Conversation } from "#shared/contract/conversations.ts";
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
      expect(me.body).toMatchObject({ email, role, workspace: { name: "Lumina" } });
      roles.add(me.body.role);
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
