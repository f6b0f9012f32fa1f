import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let shop: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  shop = await server.workspace();
});
afterAll(() => server.stop());

const signIn = (user: Pick<TestUser, "email">, password: string, headers: Record<string, string> = {}) =>
  server.request("POST", "/api/auth/sign-in/email", { body: { email: user.email, password }, headers });
const me = (headers: Record<string, string>) => server.request("GET", "/api/v1/me", { headers });

describe("signing in", () => {
  it("opens the workspace with what the role allows", async () => {
    const ada = await server.signedIn(shop, { role: "coordinator", queues: ["Orders"] });
    const answer = await me(ada.headers);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: ada.id,
      email: ada.email,
      role: { key: "coordinator", name: "Coordinator" },
      grants: { "conversation.view": { scope: "managed" } },
      workspace: { id: shop.id },
      queues: [{ name: "Orders" }],
      status: { status: "offline", present: false },
    });
    expect(JSON.stringify(answer.body)).not.toContain("argon2");
  });

  it("works with the cookie, the session token and a short access token alike", async () => {
    const ada = await server.signedIn(shop);
    expect((await me({ cookie: ada.cookie })).status).toBe(200);
    const { body } = await server.request("GET", "/api/auth/token", { headers: ada.headers });
    const claims = JSON.parse(Buffer.from(body.token.split(".")[1], "base64url").toString());
    expect(claims.exp - claims.iat).toBe(300);
    expect(Object.keys(claims).sort()).toEqual(["aud", "exp", "iat", "iss", "sid", "sub"]);
    const answer = await me({ authorization: `Bearer ${body.token}` });
    expect(answer.body.id).toBe(ada.id);
  });

  it("keeps the cookie from scripts and from other sites", async () => {
    const ada = await server.user(shop);
    const answer = await signIn(ada, ada.password);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^sidetone\.session_token=.*HttpOnly.*SameSite=Lax/i);
    expect(JSON.stringify(answer.body)).not.toContain("password");
  });

  it("answers the same for a wrong password, an unknown person and a blocked one", async () => {
    const ada = await server.user(shop);
    const bob = await server.user(shop);
    await server.server.accounts.blockUser(bob.id);
    const answers = [
      await signIn(ada, "not her password"),
      await signIn({ email: "nobody@shop.example" }, "not her password"),
      await signIn(bob, bob.password),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 401, body: { code: "auth.wrong_credentials" } });
      expect(answer.body).toEqual(answers[0]?.body);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it("takes a password of 128 characters whole, and refuses a megabyte before it costs anything", async () => {
    const ada = await server.user(shop);
    expect((await signIn(ada, "x".repeat(128))).body.code).toBe("auth.wrong_credentials");
    const long = await signIn(ada, "x".repeat(1_025));
    expect(long).toMatchObject({ status: 400, body: { data: { fields: [{ field: "password" }] } } });
    expect((await signIn(ada, "x".repeat(1_000_000))).status).toBe(413);
  });

  it("slows down after wrong passwords, and the right one still works later", async () => {
    const ada = await server.user(shop);
    const answers = [];
    for (let i = 0; i < 20; i += 1) answers.push(await signIn(ada, `wrong password ${i}`));
    expect(answers.map(({ status }) => status)).toContain(429);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    await expect
      .poll(async () => (await signIn(ada, ada.password)).status, { timeout: 10_000, interval: 500 })
      .toBe(200);
  });

  it("gives a new session every time, whatever cookie was sent along", async () => {
    const ada = await server.signedIn(shop);
    const again = await signIn(ada, ada.password, { cookie: ada.cookie, origin: server.url });
    expect(again.status).toBe(200);
    expect(again.headers.get("set-auth-token")).not.toBe(ada.token);
    const planted = await signIn(ada, ada.password, {
      cookie: "sidetone.session_token=planted.AAAA",
      origin: server.url,
    });
    expect(planted.headers.getSetCookie()[0]).not.toContain("planted");
  });

  it("is refused from a foreign page", async () => {
    const ada = await server.user(shop);
    const answer = await signIn(ada, ada.password, { origin: "https://evil.example" });
    expect(answer).toMatchObject({ status: 403, body: { code: "origin.not_allowed" } });
  });

  it("cannot be had by signing up, nor by anything else of the library's", async () => {
    const body = { email: "new@shop.example", password: "a long password", name: "New" };
    for (const path of [
      "sign-up/email",
      "update-user",
      "list-sessions",
      "change-email",
      "delete-user",
      "ok",
    ]) {
      expect(await server.request("POST", `/api/auth/${path}`, { body })).toMatchObject({ status: 404 });
    }
  });
});
