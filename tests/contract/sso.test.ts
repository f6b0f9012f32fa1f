import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { type IdentityProvider, startIdentityProvider } from "./support/identity-provider.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let provider: IdentityProvider;
let other: IdentityProvider;
let shop: TestWorkspace;
let owner: SignedIn;
let domain: string;
let turn = 0;
beforeAll(async () => {
  server = await startTestServer();
  const callback = `${server.url}/api/auth/sso/callback`;
  provider = await startIdentityProvider(callback);
  other = await startIdentityProvider(callback, true);
});
beforeEach(async () => {
  turn += 1;
  domain = `company-${turn}.example`;
  shop = await server.workspace();
  owner = await server.signedIn(shop, { role: "owner" });
});
afterAll(async () => {
  await Promise.all([provider?.stop(), other?.stop()]);
  await server.stop();
});

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const set = (body: object, who = owner) =>
  server.request("PUT", "/api/v1/security/sso", { headers: who.headers, body });
const setUp = (idp = provider, who = owner, of = domain) =>
  set({ issuer: idp.issuer, ...idp.client, domain: of }, who);

async function employee(home = shop, name = "ada", of = domain) {
  const user = await server.user(home);
  const email = `${name}@${of}`;
  await sql("update users set email = $2 where id = $1", [user.id, email]);
  return { ...user, email };
}

/** Begins in a browser, whose cookie it keeps. */
async function begin(email: string) {
  const answer = await server.request("POST", "/api/auth/sign-in/sso", { body: { email } });
  const cookie = (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  return { answer, url: new URL(answer.body.url ?? "http://none.invalid"), cookie };
}
const comeBack = (url: URL, cookie: string) =>
  server.request("GET", `${url.pathname}${url.search}`, { headers: { cookie } });
const isIn = async (answer: Awaited<ReturnType<typeof comeBack>>) => {
  const cookie = (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  return (await server.request("GET", "/api/v1/me", { headers: { cookie } })).body.id as string | undefined;
};
const refused = { status: 302, location: "/app/#sso=refused" };
const outcome = (answer: Awaited<ReturnType<typeof comeBack>>) => ({
  status: answer.status,
  location: (answer.headers.get("location") ?? "").replace(server.url, ""),
});

describe("setting up single sign-on", () => {
  it("is for those who may, tells the secret to nobody, and is noted without it", async () => {
    const agent = await server.signedIn(shop, { role: "agent" });
    expect(await setUp(provider, agent)).toMatchObject({ status: 403, body: { code: "permission.denied" } });
    const { body } = await setUp();
    expect(body.sso).toEqual({ issuer: provider.issuer, clientId: "sidetone", hasSecret: true, domain });
    const stored = JSON.stringify([
      body,
      (await sql("select * from sso_providers")).rows,
      (await sql("select * from activity_log")).rows,
    ]);
    expect(stored).not.toContain(provider.client.clientSecret);
    const { rows } = await sql(
      "select after from activity_log where workspace_id = $1 and action = 'sso.set'",
      [shop.id],
    );
    expect(rows[0].after).toMatchObject({ domain, newSecret: true });
  });

  it("keeps the secret when it is not given again, but never for another issuer", async () => {
    await setUp();
    const { issuer, client } = provider;
    expect((await set({ issuer, clientId: client.clientId, domain })).body.sso.hasSecret).toBe(true);
    expect((await set({ issuer: other.issuer, clientId: client.clientId, domain })).body.sso.hasSecret).toBe(
      false,
    );
  });

  it("needs a provider that answers, safely, and a domain that no other workspace has", async () => {
    for (const issuer of ["http://127.0.0.1:9", "http://idp.company.example", server.url])
      expect((await set({ issuer, clientId: "x", domain })).body.code).toBe("sso.issuer_unreachable");
    await setUp();
    const house = await server.workspace();
    const rival = await server.signedIn(house, { role: "owner" });
    expect((await setUp(provider, rival)).body.code).toBe("sso.domain_taken");
  });

  it("ends when it is removed", async () => {
    await setUp();
    const ada = await employee();
    const removed = await server.request("DELETE", "/api/v1/security/sso", { headers: owner.headers });
    expect(removed.body.sso).toBeNull();
    expect((await begin(ada.email)).answer).toMatchObject({ status: 404, body: { code: "sso.not_set_up" } });
  });
});

describe("signing in with the company", () => {
  it("goes to the provider with PKCE, state and nonce, and comes back signed in", async () => {
    await setUp();
    const ada = await employee();
    provider.people.set("ada", { email: ada.email, email_verified: true });
    const { url, cookie, answer } = await begin(ada.email);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      state: expect.stringMatching(/.{20,}/),
      nonce: expect.stringMatching(/.{20,}/),
      redirect_uri: `${server.url}/api/auth/sso/callback`,
    });
    expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Lax/);
    const back = await comeBack(await provider.signIn(url.href, "ada"), cookie);
    expect(outcome(back)).toEqual({ status: 302, location: "/app/" });
    expect(await isIn(back)).toBe(ada.id);
    const { rows } = await sql("select method, outcome from sign_ins where user_id = $1", [ada.id]);
    expect(rows).toEqual([{ method: "sso", outcome: "signed_in" }]);
  });

  it("works with a provider that puts the address into its token, too", async () => {
    await setUp(other);
    const ada = await employee();
    other.people.set("ada", { email: ada.email.toUpperCase(), email_verified: true });
    const { url, cookie } = await begin(ada.email);
    expect(await isIn(await comeBack(await other.signIn(url.href, "ada"), cookie))).toBe(ada.id);
  });

  const aFlow = async (change: {
    account?: string;
    authorization?: (url: URL) => void;
    callback?: (url: URL) => void;
  }) => {
    await setUp();
    const ada = await employee();
    provider.people.set("ada", { email: ada.email, email_verified: true });
    const { url, cookie } = await begin(ada.email);
    change.authorization?.(url);
    const back = await provider.signIn(url.href, change.account ?? "ada");
    change.callback?.(back);
    return { ada, cookie, back, answer: await comeBack(back, cookie) };
  };

  it.each<[string, Parameters<typeof aFlow>[0]]>([
    ["a wrong state", { callback: (url) => url.searchParams.set("state", "x".repeat(43)) }],
    ["no state", { callback: (url) => url.searchParams.delete("state") }],
    ["a wrong nonce", { authorization: (url) => url.searchParams.set("nonce", "planted") }],
    ["a wrong issuer", { callback: (url) => url.searchParams.set("iss", "https://evil.example") }],
    ["no issuer, where the provider names itself", { callback: (url) => url.searchParams.delete("iss") }],
    ["a wrong code", { callback: (url) => url.searchParams.set("code", "made-up") }],
    [
      "another challenge than ours",
      { authorization: (url) => url.searchParams.set("code_challenge", "A".repeat(43)) },
    ],
  ])("is refused with %s", async (_, change) => {
    const { answer } = await aFlow(change);
    expect(outcome(answer)).toEqual(refused);
    expect(await isIn(answer)).toBeUndefined();
  });

  it("takes a way back once, and a code never for another way", async () => {
    const { ada, back, cookie, answer } = await aFlow({});
    expect(answer.status).toBe(302);
    expect(outcome(await comeBack(back, cookie))).toEqual(refused);
    const again = await begin(ada.email);
    const mixed = new URL(back);
    mixed.searchParams.set("state", again.url.searchParams.get("state") ?? "");
    expect(outcome(await comeBack(mixed, again.cookie))).toEqual(refused);
  });

  it("is refused in a browser that did not begin it", async () => {
    await setUp();
    const ada = await employee();
    provider.people.set("ada", { email: ada.email, email_verified: true });
    const { url } = await begin(ada.email);
    const strange = await begin(ada.email);
    expect(outcome(await comeBack(await provider.signIn(url.href, "ada"), strange.cookie))).toEqual(refused);
  });

  it.each([
    ["whose address is not verified", { email_verified: false }, undefined],
    ["who is not known here", { email_verified: true }, "nobody"],
  ])("lets nobody in %s", async (_, { email_verified }, name) => {
    await setUp();
    const ada = await employee();
    provider.people.set("ada", { email: name ? `${name}@${domain}` : ada.email, email_verified });
    const { url, cookie } = await begin(ada.email);
    expect(outcome(await comeBack(await provider.signIn(url.href, "ada"), cookie))).toEqual(refused);
  });

  it("lets a second provider vouch for nobody of another workspace, whatever addresses it tells", async () => {
    const house = await server.workspace();
    const rival = await server.signedIn(house, { role: "owner" });
    const ofRival = `rival-${turn}.example`;
    await setUp();
    await setUp(other, rival, ofRival);
    const ada = await employee();
    const eva = await employee(shop, "eva", ofRival);
    for (const { email } of [ada, eva]) {
      other.people.set("mallory", { email, email_verified: true });
      const { url, cookie } = await begin(`mallory@${ofRival}`);
      expect(outcome(await comeBack(await other.signIn(url.href, "mallory"), cookie))).toEqual(refused);
    }
  });

  it("vouches for nobody above whoever chose the provider", async () => {
    const administrator = await server.signedIn(shop, { role: "administrator" });
    await setUp(provider, administrator);
    await sql("update users set email = $2 where id = $1", [owner.id, `owner@${domain}`]);
    provider.people.set("boss", { email: `owner@${domain}`, email_verified: true });
    const through = async () => {
      const { url, cookie } = await begin(`owner@${domain}`);
      return outcome(await comeBack(await provider.signIn(url.href, "boss"), cookie));
    };
    expect(await through()).toEqual(refused);
    await setUp(provider, owner);
    expect((await through()).location).toBe("/app/");
  });

  it("lets no blocked person in, and tells whoever comes from a foreign address so; both are noted", async () => {
    await setUp();
    const ada = await employee();
    provider.people.set("ada", { email: ada.email, email_verified: true });
    const through = async () => {
      const { url, cookie } = await begin(ada.email);
      return outcome(await comeBack(await provider.signIn(url.href, "ada"), cookie));
    };
    await sql(`update workspaces set security = '{"allowedAddresses": ["10.0.0.0/8"]}' where id = $1`, [
      shop.id,
    ]);
    expect((await through()).location).toBe("/app/#sso=address_not_allowed");
    await server.server.accounts.blockUser(ada.id);
    expect(await through()).toEqual(refused);
    const { rows } = await sql("select method, outcome from sign_ins where user_id = $1 order by at", [
      ada.id,
    ]);
    expect(rows).toEqual([
      { method: "sso", outcome: "address_not_allowed" },
      { method: "sso", outcome: "blocked" },
    ]);
  });
});
