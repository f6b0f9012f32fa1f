import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

const site = "https://shop.example";
let server: TestServer;
let shop: TestWorkspace;
let secret: string;

beforeAll(async () => {
  server = await startTestServer();
  shop = await server.workspace({ allowedSites: [site] });
  secret = await secretOf(shop);
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[]) => server.server.database.pool.query(text, values);
const secretOf = async ({ id }: TestWorkspace): Promise<string> =>
  (await sql("select identity_secret as s from workspaces where id = $1", [id])).rows[0].s;

interface Change {
  readonly claims?: Record<string, unknown>;
  readonly without?: string;
  readonly key?: string;
  readonly alg?: string;
}

/** A token as a site signs it, with something changed. */
function identityToken({ claims = {}, without, key = secret, alg = "HS256" }: Change = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const all: Record<string, unknown> = {
    sub: "customer-7",
    aud: shop.key,
    jti: randomUUID(),
    iat: now,
    exp: now + 900,
    name: "Marina Alves",
    email: "marina@example.com",
    ...claims,
  };
  if (without) delete all[without];
  return new SignJWT(all).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key));
}

async function enter(input: object, workspace = shop) {
  const boot = await server.request("GET", `/api/v1/widget/boot?key=${workspace.key}`, {
    headers: { origin: site },
  });
  return server.request("POST", "/api/v1/widget/session", {
    body: { siteTicket: boot.body.siteTicket, ...input },
  });
}

describe("a customer the site vouches for", () => {
  it("is known by name, verified, and the same on every device", async () => {
    const here = (await enter({ identityToken: await identityToken() })).body;
    const there = (await enter({ identityToken: await identityToken() })).body;
    expect(here).toMatchObject({ name: "Marina Alves", verified: true });
    expect(there.customerId).toBe(here.customerId);
  });

  it("takes along the conversation he began before he signed in", async () => {
    const anonymous = (await enter({})).body;
    const headers = { authorization: `Bearer ${anonymous.visitorToken}` };
    const body = { clientId: randomUUID(), text: "Hello", name: "M." };
    const started = await server.request("POST", "/api/v1/visitor/conversations", { headers, body });
    const claims = { sub: "customer-8", name: "Bruna Lima", email: "bruna@example.com" };
    const entered = await enter({
      visitorToken: anonymous.visitorToken,
      identityToken: await identityToken({ claims }),
    });
    expect(entered.body).toMatchObject({
      customerId: anonymous.customerId,
      name: "Bruna Lima",
      verified: true,
    });
    expect(entered.body.conversation.id).toBe(started.body.conversation.id);
  });

  it("does not get the conversation of the customer who was signed in here before", async () => {
    const before = (await enter({ identityToken: await identityToken({ claims: { sub: "a" } }) })).body;
    const after = await enter({
      visitorToken: before.visitorToken,
      identityToken: await identityToken({ claims: { sub: "b" } }),
    });
    expect(after.body.customerId).not.toBe(before.customerId);
  });

  it("is renamed when the site knows him by another name", async () => {
    await enter({ identityToken: await identityToken({ claims: { sub: "c", name: "Old Name" } }) });
    const renamed = await enter({
      identityToken: await identityToken({ claims: { sub: "c", name: "New Name" } }),
    });
    expect(renamed.body.name).toBe("New Name");
  });
});

describe("the identity token", () => {
  const now = Math.floor(Date.now() / 1_000);
  it.each<[string, Change]>([
    ["signed with another key", { key: "another secret that is long enough" }],
    ["signed for another workspace", { claims: { aud: "other-shop" } }],
    ["replayed after its end", { claims: { iat: now - 900, exp: now - 60 } }],
    ["good for a day", { claims: { exp: now + 86_400 } }],
    ["good for ever", { without: "exp" }],
    ["without an id of its own", { without: "jti" }],
    ["without a customer", { without: "sub" }],
    ["without an audience", { without: "aud" }],
    ["for a customer with an empty id", { claims: { sub: "" } }],
    ["with a name of many lines", { claims: { name: "A\r\nBcc: x@evil.example" } }],
    ["with an e-mail that is none", { claims: { email: "marina@@" } }],
    ["signed in another way", { alg: "HS512" }],
  ])("is refused when it is %s", async (_how, change) => {
    const answer = await enter({ identityToken: await identityToken(change) });
    expect([answer.status, answer.body.code]).toEqual([401, "visitor.identity_invalid"]);
  });

  it("is refused when it was edited, or has no signature", async () => {
    const [head, , signature] = (await identityToken()).split(".");
    const claims = { sub: "victim", aud: shop.key, jti: "1", exp: now + 900 };
    const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    for (const token of [`${head}.${body}.${signature}`, `${none}.${body}.`, "x"]) {
      const answer = await enter({ identityToken: token });
      expect([answer.status, answer.body.code]).toEqual([401, "visitor.identity_invalid"]);
    }
  });
});

describe("a workspace that talks to identified customers only", () => {
  it("refuses anonymous visitors, also with a token of earlier days, and takes identified ones", async () => {
    const strict = await server.workspace({ allowedSites: [site] });
    const early = (await enter({}, strict)).body;
    await sql("update workspaces set identity_mode = 'required' where id = $1", [strict.id]);
    await new Promise((resolve) => setTimeout(resolve, 5_200));

    for (const input of [{}, { visitorToken: early.visitorToken }]) {
      const answer = await enter(input, strict);
      expect([answer.status, answer.body.code]).toEqual([401, "visitor.identity_required"]);
    }
    const headers = { authorization: `Bearer ${early.visitorToken}` };
    const body = { clientId: randomUUID(), text: "Hello" };
    const written = await server.request("POST", "/api/v1/visitor/conversations", { headers, body });
    expect([written.status, written.body.code]).toEqual([401, "visitor.token_invalid"]);

    const token = await identityToken({ key: await secretOf(strict), claims: { aud: strict.key } });
    const entered = (await enter({ identityToken: token }, strict)).body;
    expect(entered.verified).toBe(true);
    expect((await enter({ visitorToken: entered.visitorToken }, strict)).status).toBe(200);
  });
});
