import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let shop: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer({ env: { DEMO: "1" } });
  shop = await server.workspace();
});
afterAll(() => server.stop());

const me = (headers: Record<string, string>) => server.request("GET", "/api/v1/me", { headers });
const twice = async (user: TestUser) => [await server.signIn(user), await server.signIn(user)] as const;

describe("one's sessions", () => {
  it("can be listed, with the one in use marked, and without anything that opens them", async () => {
    const [desktop, browser] = await twice(await server.user(shop));
    const { body } = await server.request("GET", "/api/v1/me/sessions", { headers: desktop.headers });
    expect(body).toHaveLength(2);
    expect(body.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
    expect(body[0].ipAddress).toBe("127.0.0.1");
    expect(JSON.stringify(body)).not.toContain(browser.token.split(".")[0]);
  });

  it("can be ended one by one, at once, and only one's own", async () => {
    const [desktop, browser] = await twice(await server.user(shop));
    const stranger = await server.signedIn(shop);
    expect((await me(browser.headers)).status).toBe(200);
    const list = await server.request("GET", "/api/v1/me/sessions", { headers: desktop.headers });
    const other = list.body.find(({ current }: { current: boolean }) => !current);
    const path = `/api/v1/me/sessions/${other.id}`;
    expect(await server.request("DELETE", path, { headers: stranger.headers })).toMatchObject({
      status: 404,
      body: { code: "request.not_found" },
    });
    expect((await server.request("DELETE", path, { headers: desktop.headers })).body).toEqual({ ended: 1 });
    expect((await me(browser.headers)).status).toBe(401);
    expect((await me(desktop.headers)).status).toBe(200);
  });

  it("can all be ended but the one in use", async () => {
    const [desktop, browser] = await twice(await server.user(shop));
    const answer = await server.request("POST", "/api/v1/me/sessions/end-others", {
      headers: desktop.headers,
    });
    expect(answer.body).toEqual({ ended: 1 });
    expect((await me(browser.headers)).status).toBe(401);
    expect((await me(desktop.headers)).status).toBe(200);
  });

  it("end by signing out, also for access tokens made from them", async () => {
    const ada = await server.signedIn(shop);
    const { body } = await server.request("GET", "/api/auth/token", { headers: ada.headers });
    const out = await server.request("POST", "/api/auth/sign-out", { headers: ada.headers, body: {} });
    expect(out.status).toBe(200);
    expect((await me(ada.headers)).status).toBe(401);
    expect((await me({ authorization: `Bearer ${body.token}` })).status).toBe(401);
  });

  it("end when the person is blocked", async () => {
    const ada = await server.signedIn(shop);
    const heard: string[] = [];
    const release = server.server.accounts.sessions.onEnded(({ userId, reason }) =>
      heard.push(`${userId} ${reason}`),
    );
    await server.server.accounts.blockUser(ada.id);
    release();
    expect(heard).toEqual([`${ada.id} blocked`]);
    expect((await me(ada.headers)).status).toBe(401);
  });

  it("that another server has ended are dead here within five seconds", async () => {
    const ada = await server.signedIn(shop);
    expect((await me(ada.headers)).status).toBe(200);
    await server.server.database.pool.query("delete from sessions where user_id = $1", [ada.id]);
    await expect.poll(async () => (await me(ada.headers)).status, { timeout: 5_000 }).toBe(401);
  });

  it("follow a changed role at once", async () => {
    const ada = await server.signedIn(shop, { role: "manager" });
    await server.server.database.pool.query("update users set role = 'auditor' where id = $1", [ada.id]);
    const list = () => server.request("GET", "/api/v1/conversations?view=mine", { headers: ada.headers });
    await expect.poll(async () => (await list()).status, { timeout: 5_000 }).toBe(403);
  });
});

describe("a forgotten password", () => {
  const forget = (email: string) =>
    server.request("POST", "/api/auth/request-password-reset", { body: { email } });
  const mails = async () => {
    const folder = join(server.config.dataDir, "outbox");
    const names = await readdir(folder).catch(() => []);
    return Promise.all(names.sort().map((name) => readFile(join(folder, name), "utf8")));
  };

  it("is replaced by a link in a mail, which works once and ends all sessions", async () => {
    const ada = await server.signedIn(shop);
    expect((await forget(ada.email)).status).toBe(200);
    const mail = (await mails()).find((text) => text.includes(`To: ${ada.email}`)) ?? "";
    const token = /token=([\w-]+)/.exec(mail)?.[1] ?? "";
    expect(token.length).toBeGreaterThanOrEqual(20);
    expect(server.logLines.join("")).toContain("mail queued");
    expect(server.logLines.join("")).not.toContain(token);

    const choose = (newPassword: string) =>
      server.request("POST", "/api/auth/reset-password", { body: { token, newPassword } });
    const weak = await choose("short");
    expect(weak).toMatchObject({ status: 400, body: { data: { fields: [{ field: "newPassword" }] } } });
    expect((await choose("a better password")).status).toBe(200);
    const again = await choose("yet another one");
    expect(again).toMatchObject({ status: 400, body: { data: { fields: [{ field: "token" }] } } });
    expect((await me(ada.headers)).status).toBe(401);
    await expect(server.signIn(ada)).rejects.toThrow("401");
    expect((await server.signIn({ ...ada, password: "a better password" })).id).toBe(ada.id);
  });

  it("does not tell whether an address has an account", async () => {
    const ada = await server.user(shop);
    const [known, unknown] = [await forget(ada.email), await forget("nobody@shop.example")];
    expect(known.body).toEqual(unknown.body);
    expect(known.status).toBe(unknown.status);
  });

  it("cannot be used to flood somebody with mails", async () => {
    const ada = await server.user(shop);
    for (let i = 0; i < 8; i += 1) await forget(ada.email);
    expect((await mails()).filter((text) => text.includes(`To: ${ada.email}`)).length).toBeLessThanOrEqual(5);
  });
});
