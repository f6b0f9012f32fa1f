import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

const site = "https://shop.example";
let server: TestServer;
let shop: TestWorkspace;
let other: TestWorkspace;

beforeAll(async () => {
  server = await startTestServer();
  shop = await server.workspace({ allowedSites: [site, "https://*.lumina.example"] });
  other = await server.workspace({ allowedSites: ["https://other.example"] });
});
afterAll(() => server.stop());

const boot = (headers: Record<string, string>, key = shop.key) =>
  server.request("GET", `/api/v1/widget/boot?key=${key}`, { headers });
const ticketOf = async (workspace = shop, origin = site) =>
  (await boot({ origin }, workspace.key)).body.siteTicket as string;
const enter = async (input: object, workspace = shop, origin = site) =>
  server.request("POST", "/api/v1/widget/session", {
    body: { siteTicket: await ticketOf(workspace, origin), ...input },
  });
const asVisitor = (token: string, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1/visitor${path}`, { headers: { authorization: `Bearer ${token}` }, body });
const start = (token: string, text = "Hello") =>
  asVisitor(token, "POST", "/conversations", { clientId: randomUUID(), text });
const edited = (token: string, change: object) => {
  const [head, body = "", signature] = token.split(".");
  const claims = { ...JSON.parse(Buffer.from(body, "base64url").toString()), ...change };
  return [head, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
};
const unsigned = (claims: object) =>
  `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;

describe("where the widget may be loaded", () => {
  it("answers an allowed site, in words that its page may read", async () => {
    const answer = await boot({ origin: site });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.body).toMatchObject({ workspaceName: "A shop", open: true, identity: "optional" });
    expect(answer.body.calls).toEqual({ voice: true, video: false });
    expect((await boot({ origin: "https://www.lumina.example" })).status).toBe(200);
  });

  it.each([
    ["a foreign site", { origin: "https://evil.example" }],
    ["a site that begins like an allowed one", { origin: "https://shop.example.evil.test" }],
    ["the site without encryption", { origin: "http://shop.example" }],
    ["another port", { origin: "https://shop.example:8443" }],
    ["a page without an origin", { origin: "null" }],
    ["a program, which says no origin", {}],
    ["a foreign Referer", { referer: "https://evil.example/shop.example" }],
    ["a foreign Origin with an allowed Referer", { origin: "https://evil.example", referer: `${site}/` }],
  ])("refuses %s", async (_who, headers) => {
    const answer = await boot(headers as Record<string, string>);
    expect([answer.status, answer.body.code]).toEqual([403, "origin.not_allowed"]);
  });

  it("knows no workspace by another key", async () => {
    expect((await boot({ origin: site }, "no-such-shop")).body.code).toBe("workspace.not_found");
  });

  it.each([
    [{ video: { enabled: true, storeRecordings: false } }, { voice: true, video: true }],
    // As settings were stored before the widget could call.
    [{ callPermissions: { outboundCalls: false, callHistory: true } }, { voice: true, video: false }],
    [
      { callPermissions: { outboundCalls: true, callHistory: true, siteCalls: false } },
      { voice: false, video: false },
    ],
  ])("tells which calls are taken there, and takes no other: with %j it is %j", async (settings, calls) => {
    const house = await server.workspace({ allowedSites: [site], settings: settings as never });
    expect((await boot({ origin: site }, house.key)).body.calls).toEqual(calls);
    const { visitorToken } = (await enter({}, house)).body;
    for (const medium of ["voice", "video"] as const) {
      const answer = await asVisitor(visitorToken, "POST", "/calls", { clientId: randomUUID(), medium });
      expect([medium, answer.body.code]).toEqual([medium, calls[medium] ? undefined : "call.not_offered"]);
      if (calls[medium]) await asVisitor(visitorToken, "POST", `/calls/${answer.body.id}/leave`, {});
    }
  });

  it("lets only the allowed sites frame it, and its page do little", async () => {
    const page = await server.request("GET", `/widget/frame?key=${shop.key}`);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`frame-ancestors 'self' ${site} https://*.lumina.example`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(page.headers.get("permissions-policy")).toMatch(
      /microphone=\(self\), camera=\(self\).*geolocation=\(\)/,
    );
    expect(policy).not.toMatch(/unsafe|\*(?!\.lumina)/);
    expect((await server.request("GET", "/widget/frame?key=no-such-shop")).status).toBe(404);
    expect((await server.request("GET", "/widget/assets/..%2f..%2fpackage.json")).status).toBe(404);
  });
});

describe("the site's ticket", () => {
  it("of another site opens that site's workspace and no other", async () => {
    const { body } = await enter({}, other, "https://other.example");
    const foreign = await enter({ visitorToken: body.visitorToken });
    expect(foreign.body.customerId).not.toBe(body.customerId);
  });

  it.each([
    ["edited", async () => edited(await ticketOf(), { origin: "https://evil.example" })],
    ["edited to last longer", async () => edited(await ticketOf(), { exp: 9_999_999_999 })],
    [
      "without a signature",
      async () => unsigned({ ws: shop.id, origin: site, aud: "ticket", exp: 9_999_999_999 }),
    ],
    ["a visitor's token in its place", async () => (await enter({})).body.visitorToken],
    ["nonsense", async () => "x.y.z"],
    ["empty", async () => ""],
  ])("is refused when it is %s", async (_how, make) => {
    const answer = await enter({ siteTicket: await make() });
    expect([answer.status, answer.body.code]).toEqual([403, "origin.not_allowed"]);
  });

  it("is worth nothing after its site was taken off the list", async () => {
    const shrinking = await server.workspace({ allowedSites: [site, "https://old.example"] });
    const ticket = await ticketOf(shrinking, "https://old.example");
    await server.server.database.pool.query("update workspaces set allowed_sites = $2 where id = $1", [
      shrinking.id,
      [site],
    ]);
    // Settings are remembered for five seconds.
    await new Promise((resolve) => setTimeout(resolve, 5_200));
    expect((await enter({ siteTicket: ticket }, shrinking)).body.code).toBe("origin.not_allowed");
  });
});

describe("a visitor's token", () => {
  it("continues as the same visitor, who leaves no row before he writes", async () => {
    const first = (await enter({})).body;
    const again = (await enter({ visitorToken: first.visitorToken })).body;
    expect(again.customerId).toBe(first.customerId);
    const { rows } = await server.server.database.pool.query("select 1 from customers where id = $1", [
      first.customerId,
    ]);
    expect(rows).toHaveLength(0);
    expect((await start(first.visitorToken)).status).toBe(200);
    const resumed = (await enter({ visitorToken: first.visitorToken })).body;
    expect(resumed.conversation.state).toBe("waiting");
  });

  it.each([
    [
      "forged with another key",
      (id: string) => sign({ sub: id, ws: shop.id, aud: "visitor" }, "guess".repeat(8)),
    ],
    [
      "without a signature",
      (id: string) => unsigned({ sub: id, ws: shop.id, aud: "visitor", exp: 9_999_999_999 }),
    ],
    ["nonsense", () => "x.y.z"],
  ])("that is %s makes nobody a customer", async (_how, make) => {
    const victim = (await enter({})).body;
    await start(victim.visitorToken, "my secret");
    const token = await make(victim.customerId);
    const answer = await asVisitor(token, "GET", "/conversations/current");
    expect([answer.status, answer.body.code]).toEqual([401, "visitor.token_invalid"]);
    const entered = (await enter({ visitorToken: token })).body;
    expect(entered.customerId).not.toBe(victim.customerId);
    expect(entered.conversation).toBeNull();
  });

  it("that was edited to be another customer is refused", async () => {
    const victim = (await enter({})).body;
    const mine = (await enter({})).body;
    for (const change of [{ sub: victim.customerId }, { verified: true }, { exp: 9_999_999_999 }]) {
      const answer = await asVisitor(edited(mine.visitorToken, change), "GET", "/conversations/current");
      expect([answer.status, answer.body.code]).toEqual([401, "visitor.token_invalid"]);
    }
  });

  it("does not open another visitor's conversation", async () => {
    const victim = (await enter({})).body;
    const { conversation } = (await start(victim.visitorToken)).body;
    const mine = (await enter({})).body;
    const stranger = (await enter({}, other, "https://other.example")).body;
    for (const { visitorToken } of [mine, stranger]) {
      const answer = await asVisitor(visitorToken, "GET", `/conversations/${conversation.id}/events`);
      expect([answer.status, answer.body.code]).toEqual([404, "conversation.not_found"]);
    }
  });
});

describe("floods and forgeries of requests", () => {
  it("answers 429 to 500 new conversations of one visitor, while the next customer comes through", async () => {
    const flooder = (await enter({})).body;
    const answers = await Promise.all(Array.from({ length: 500 }, () => start(flooder.visitorToken)));
    const started = answers.filter(({ status }) => status === 200).length;
    const refused = answers.filter(
      ({ status, body }) => status === 429 && body.code === "request.rate_limited",
    );
    expect(started).toBeLessThanOrEqual(6);
    expect(started + refused.length).toBe(500);
    const next = (await enter({})).body;
    expect((await start(next.visitorToken)).status).toBe(200);
  });

  it("answers 429 to a thousand messages in a second of one visitor", async () => {
    const flooder = (await enter({})).body;
    const { conversation } = (await start(flooder.visitorToken)).body;
    const path = `/conversations/${conversation.id}/messages`;
    const send = () =>
      asVisitor(flooder.visitorToken, "POST", path, {
        conversationId: conversation.id,
        clientId: randomUUID(),
        text: "x",
      });
    const answers = await Promise.all(Array.from({ length: 1_000 }, send));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(41);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(950);
  });

  it("takes no JSON dressed as plain text, which any page could send unasked", async () => {
    const { visitorToken } = (await enter({})).body;
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "text/plain;application/json"]) {
      const answer = await server.request("POST", "/api/v1/visitor/conversations", {
        headers: {
          authorization: `Bearer ${visitorToken}`,
          "content-type": type,
          origin: "https://evil.example",
        },
        body: JSON.stringify({ clientId: randomUUID(), text: "forged" }),
      });
      expect([answer.status, answer.body.code]).toEqual([400, "request.invalid"]);
    }
  });

  it("does not take a token from a cookie", async () => {
    const { visitorToken } = (await enter({})).body;
    const answer = await server.request("POST", "/api/v1/visitor/conversations", {
      headers: { cookie: `visitorToken=${visitorToken}; token=${visitorToken}` },
      body: { clientId: randomUUID(), text: "forged" },
    });
    expect([answer.status, answer.body.code]).toEqual([401, "session.required"]);
  });
});

const sign = (claims: Record<string, unknown>, secret: string) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));
