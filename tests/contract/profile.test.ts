import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const query = async (text: string, ...values: unknown[]) =>
  (await server.server.database.pool.query(text, values)).rows;
const me = (who: SignedIn, method: string, path: string, body?: object) =>
  server.request(method, `/api/v1/me/${path}`, { headers: who.headers, ...(body && { body }) });
const fresh = () => `moved-${Math.random().toString(36).slice(2)}@shop.example`;

const conversationSettings = ["skills", "maxConversations", "notify"];
const everything = ["avatar", "name", "email", "language", "timeZone"];

describe("one's own profile", () => {
  it("opens the fields that the role opens, and no others", async () => {
    const open: [scheme: "voximplant-kit" | "aivo-live" | "vivocha", role: string, string[], string[]][] = [
      ["voximplant-kit", "agent", ["avatar", "language", "timeZone"], []],
      ["voximplant-kit", "supervisor", everything, []],
      ["voximplant-kit", "manager", everything, conversationSettings],
      ["voximplant-kit", "administrator", everything, conversationSettings],
      ["aivo-live", "agent", [], []],
      ["aivo-live", "agent-dashboard", everything, []],
      ["vivocha", "agent", everything, []],
    ];
    for (const [scheme, role, editable, account] of open) {
      const who = await server.signedIn(await server.workspace({ scheme }), { role });
      const profile = await me(who, "GET", "profile");
      expect(profile).toMatchObject({
        status: 200,
        body: { user: { id: who.id, isSelf: true }, pendingEmail: null, editable, account },
      });
    }
  });

  it("is changed, and written down", async () => {
    const who = await server.signedIn(await server.workspace(), { role: "supervisor", name: "Sofia" });
    const body = { name: "Sofia B.", language: "it", timeZone: "Europe/Rome" };
    expect(await me(who, "PATCH", "profile", body)).toMatchObject({
      status: 200,
      body: { ...body, version: 2 },
    });
    expect(
      await query(
        "select before, after from activity_log where action = 'user.updated' and actor_id = $1",
        who.id,
      ),
    ).toEqual([{ before: { name: "Sofia", language: "en", timeZone: "UTC" }, after: body }]);
    expect((await me(who, "PATCH", "profile", { timeZone: "Mars/Base" })).status).toBe(400);
  });

  it("refuses a kit Agent his name and address, and says which field", async () => {
    const who = await server.signedIn(await server.workspace({ scheme: "voximplant-kit" }));
    expect(await me(who, "PATCH", "profile", { name: "X", language: "it" })).toMatchObject({
      status: 403,
      body: { code: "permission.field", data: { fields: [{ field: "name" }] } },
    });
    expect((await query("select language from users where id = $1", who.id))[0].language).toBe("en");
    const email = { email: fresh(), password: who.password };
    expect(await me(who, "POST", "email", email)).toMatchObject({
      status: 403,
      body: { code: "permission.field", data: { fields: [{ field: "email" }] } },
    });
    expect((await me(who, "PATCH", "profile", { language: "it", timeZone: "Europe/Rome" })).status).toBe(200);
    expect((await me(who, "PATCH", "account", { notify: false })).status).toBe(403);
  });

  it("lets a kit Manager change his own conversation settings, but not his groups or role", async () => {
    const home = await server.workspace({ scheme: "voximplant-kit" });
    const who = await server.signedIn(home, { role: "manager" });
    const groupId = await server.group(home, {});
    const changed = await me(who, "PATCH", "account", { maxConversations: 9, notify: false, role: "owner" });
    expect(changed).toMatchObject({
      status: 200,
      body: { maxConversations: 9, notify: false, role: "manager" },
    });
    expect(await me(who, "PATCH", "account", { groups: [groupId] })).toMatchObject({
      status: 403,
      body: { code: "permission.field", data: { fields: [{ field: "groups" }] } },
    });
  });
});

describe("one's own e-mail address", () => {
  /** Asks for another address; answers the link's token from the mail. */
  async function ask(who: SignedIn, email: string) {
    const answer = await me(who, "POST", "email", { email, password: who.password });
    expect(answer).toMatchObject({ status: 200, body: { pendingEmail: email } });
    const [mail] = await query(
      "select body from mail_outbox where recipient = $1 order by created_at desc",
      email,
    );
    return /#email=([\w-]+)/.exec(mail.body)?.[1] ?? "";
  }
  const confirm = (token: string) => server.request("POST", "/api/v1/email/confirm", { body: { token } });
  const supervisor = async () => server.signedIn(await server.workspace(), { role: "supervisor" });

  it("changes when its new mailbox confirms it, once, and the old one is told", async () => {
    const who = await supervisor();
    const email = fresh();
    const token = await ask(who, email);
    expect((await me(who, "GET", "profile")).body).toMatchObject({
      pendingEmail: email,
      user: { email: who.email },
    });
    expect(await confirm(token)).toMatchObject({ status: 200, body: { email } });
    expect((await me(who, "GET", "profile")).body).toMatchObject({ pendingEmail: null, user: { email } });
    expect(await confirm(token)).toMatchObject({ status: 410, body: { code: "email.link_invalid" } });
    const [told] = await query("select body from mail_outbox where recipient = $1", who.email);
    expect(told.body).toContain(email);
    await server.signIn({ ...who, email });
    await expect(server.signIn(who)).rejects.toThrow("401");
  });

  it("stays when the password is wrong, the address is taken, the link is old, or one thinks again", async () => {
    const who = await supervisor();
    const other = await supervisor();
    expect(await me(who, "POST", "email", { email: fresh(), password: "wrong" })).toMatchObject({
      status: 403,
      body: { code: "auth.wrong_password" },
    });
    expect(await me(who, "POST", "email", { email: other.email, password: who.password })).toMatchObject({
      status: 409,
      body: { code: "email.taken" },
    });
    const first = await ask(who, fresh());
    const second = await ask(who, fresh());
    expect((await confirm(first)).status).toBe(410);
    await query("update email_changes set expires_at = now() where user_id = $1", who.id);
    expect((await confirm(second)).status).toBe(410);
    const third = await ask(who, fresh());
    expect((await me(who, "DELETE", "email")).body).toEqual({ ok: true });
    expect((await confirm(third)).status).toBe(410);
  });

  it("goes to whoever confirms first when two ask for the same one", async () => {
    const [one, other] = [await supervisor(), await supervisor()];
    const email = fresh();
    const tokens = [await ask(one, email), await ask(other, email)];
    const answers = await Promise.all(tokens.map(confirm));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("does not change any more for somebody who is blocked meanwhile", async () => {
    const who = await supervisor();
    const token = await ask(who, fresh());
    await query("update users set blocked_at = now() where id = $1", who.id);
    expect((await confirm(token)).status).toBe(410);
  });
});

describe("one's own password", () => {
  const password = "lantern over the river 7";

  it("changes with the one of before, and ends the other sessions", async () => {
    const who = await server.signedIn(await server.workspace());
    const elsewhere = await server.signIn(who);
    const answer = await me(who, "POST", "password", { current: who.password, password });
    expect(answer).toMatchObject({ status: 200, body: { endedSessions: 1 } });
    expect((await me(elsewhere, "GET", "profile")).status).toBe(401);
    expect((await me(who, "GET", "profile")).status).toBe(200);
    await server.signIn({ ...who, password });
    await expect(server.signIn(who)).rejects.toThrow("401");
    const log = await query(
      "select * from activity_log where action = 'user.password_changed' and actor_id = $1",
      who.id,
    );
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain("lantern");
  });

  it("is not taken when it is short for this workspace, known, or the old one is wrong", async () => {
    const home = await server.workspace();
    await query("update workspaces set security = '{\"minPasswordLength\": 14}' where id = $1", home.id);
    const who = await server.signedIn(home);
    for (const bad of ["thirteen-char", "aaaaaaaaaaaaaaaa"]) {
      expect(await me(who, "POST", "password", { current: who.password, password: bad })).toMatchObject({
        status: 400,
        body: { code: "password.refused", data: { fields: [{ field: "password" }] } },
      });
    }
    expect(await me(who, "POST", "password", { current: "wrong", password })).toMatchObject({
      status: 403,
      body: { code: "auth.wrong_password" },
    });
    await server.signIn(who);
  });

  it("cannot be guessed by who has taken a session over", async () => {
    const who = await server.signedIn(await server.workspace());
    const tries = [];
    for (let count = 0; count < 11; count++)
      tries.push(await me(who, "POST", "password", { current: "x", password }));
    expect(tries.map(({ status }) => status)).toEqual([...Array(10).fill(403), 429]);
  });
});
