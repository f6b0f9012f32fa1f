import { randomBytes } from "node:crypto";
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
const address = () => `new-${randomBytes(5).toString("hex")}@shop.example`;

const invite = (who: SignedIn, rows: readonly object[], preview = false) =>
  server.request("POST", "/api/v1/invitations", { headers: who.headers, body: { rows, preview } });

/** Invites one person; answers the link's token. */
async function tokenFor(who: SignedIn, row: object = {}) {
  const answer = await invite(who, [{ email: address(), name: "Nina New", role: "agent", ...row }]);
  return String(answer.body.rows[0].link).split("#invitation=")[1] ?? "";
}

const open = (path: string, body: object) => server.request("POST", `/api/v1/invitations/${path}`, { body });
const accept = (token: string, more: object = {}) =>
  open("accept", {
    token,
    name: "Nina New",
    password: "lantern over the river 7",
    language: "it",
    timeZone: "Europe/Rome",
    ...more,
  });
const list = async (who: SignedIn) =>
  (await server.request("GET", "/api/v1/invitations", { headers: who.headers })).body;

async function aShop() {
  const home = await server.workspace({ scheme: "voximplant-kit" });
  return { home, boss: await server.signedIn(home, { role: "administrator" }) };
}

describe("accepting an invitation", () => {
  it("makes the account that was meant, once", async () => {
    const { home, boss } = await aShop();
    const groupId = await server.group(home, { name: "Mornings" });
    const email = address();
    const token = await tokenFor(boss, { email, role: "supervisor", groups: [groupId] });
    expect((await open("look", { token })).body).toEqual({
      workspace: "A shop",
      name: "Nina New",
      email,
      roleName: "Supervisor",
      language: "en",
      minPasswordLength: 8,
    });
    const foreign = await server.workspace();
    const more = { role: "owner", workspaceId: foreign.id, email: "evil@shop.example", groups: [] };
    expect(await accept(token, more)).toMatchObject({ status: 200, body: { email } });
    const [user] = await query("select * from users where email = $1", email);
    expect(user).toMatchObject({
      name: "Nina New",
      role: "supervisor",
      workspace_id: home.id,
      language: "it",
      time_zone: "Europe/Rome",
    });
    expect(await query("select group_id from group_members where user_id = $1", user.id)).toEqual([
      { group_id: groupId },
    ]);
    const [entry] = await query(
      "select after from activity_log where workspace_id = $1 and action = 'invitation.accepted'",
      home.id,
    );
    expect(entry.after).toMatchObject({ email, role: "Supervisor", groups: ["Mornings"] });
    const person = { ...boss, id: user.id, email, password: "lantern over the river 7" };
    expect((await server.signIn(person)).token).not.toBe("");
    for (const answer of [await accept(token), await open("look", { token })])
      expect(answer).toMatchObject({ status: 410, body: { code: "invitation.invalid" } });
    expect((await list(boss))[0].state).toBe("accepted");
  });

  it("makes one account when the same link is used many times at once", async () => {
    const { boss } = await aShop();
    const email = address();
    const token = await tokenFor(boss, { email });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => accept(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410]);
    expect(await query("select 1 from users where email = $1", email)).toHaveLength(1);
  });

  it("ends with the link: after a renewal, a cancellation, its time, or the end of its role", async () => {
    const { home, boss } = await aShop();
    const invalid = async (token: string) =>
      expect(await accept(token)).toMatchObject({ status: 410, body: { code: "invitation.invalid" } });

    const renewed = await tokenFor(boss);
    const { id } = (await list(boss))[0];
    const headers = boss.headers;
    const again = await server.request("POST", `/api/v1/invitations/${id}/renew`, { headers, body: {} });
    await invalid(renewed);
    expect((await accept(again.body.link.split("=")[1])).status).toBe(200);

    const cancelled = await tokenFor(boss);
    const open = (await list(boss)).find(({ state }: { state: string }) => state === "open");
    await server.request("DELETE", `/api/v1/invitations/${open.id}`, { headers });
    await invalid(cancelled);

    const email = address();
    const old = await tokenFor(boss, { email });
    await query("update invitations set expires_at = now() where email = $1", email);
    await invalid(old);
    expect((await list(boss))[0].state).toBe("expired");
    expect(await tokenFor(boss, { email })).not.toBe("");

    const roleless = await tokenFor(boss);
    await query(
      "update invitations set role = 'custom-gone' where workspace_id = $1 and accepted_at is null",
      home.id,
    );
    await invalid(roleless);
    await query(
      "update invitations set role = 'owner' where workspace_id = $1 and accepted_at is null",
      home.id,
    );
    await invalid(roleless);
    await invalid(randomBytes(32).toString("base64url"));
  });

  it("refuses a password that is short or known, and an address that has an account by now", async () => {
    const { home, boss } = await aShop();
    const email = address();
    const token = await tokenFor(boss, { email });
    for (const password of ["short", "password1"]) {
      expect(await accept(token, { password })).toMatchObject({
        status: 400,
        body: { code: "password.refused", data: { fields: [{ field: "password" }] } },
      });
    }
    const other = await server.user(home);
    await query("update users set email = $2 where id = $1", other.id, email);
    expect(await accept(token)).toMatchObject({ status: 409, body: { code: "email.taken" } });
  });
});
