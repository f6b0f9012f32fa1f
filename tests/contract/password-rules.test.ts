import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let shop: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  shop = await server.workspace();
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const auth = (path: string, body: object) => server.request("POST", `/api/auth/sign-in/${path}`, { body });

describe("every try to sign in", () => {
  it("of a known person is noted with its outcome, its address and its program; of an unknown one nothing is", async () => {
    const ada = await server.user(shop);
    const headers = { "user-agent": "Sidetone/0.1 (Linux)" };
    const body = { email: ada.email, password: "wrong wrong wrong" };
    await server.request("POST", "/api/auth/sign-in/email", { headers, body });
    await server.request("POST", "/api/auth/sign-in/email", {
      headers,
      body: { ...body, password: ada.password },
    });
    await server.server.accounts.blockUser(ada.id);
    await server.request("POST", "/api/auth/sign-in/email", {
      headers,
      body: { ...body, password: ada.password },
    });
    const { rows } = await sql("select * from sign_ins where user_id = $1 order by at", [ada.id]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["wrong_password", "signed_in", "blocked"]);
    expect(rows[0]).toMatchObject({ ip_address: "127.0.0.1", user_agent: headers["user-agent"] });
    const before = (await sql("select count(*) from sign_ins")).rows[0].count;
    await auth("email", { email: "nobody@shop.example", password: "wrong wrong" });
    expect((await sql("select count(*) from sign_ins")).rows[0].count).toBe(before);
  });

  it("stands in the activity log, failed ones under nobody's name", async () => {
    const ada = await server.user(shop);
    await auth("email", { email: ada.email, password: "wrong wrong wrong" });
    const { token } = await server.signIn(ada);
    await server.request("POST", "/api/auth/sign-out", {
      headers: { authorization: `Bearer ${token}` },
      body: {},
    });
    const { rows } = await sql(
      "select action, actor_id from activity_log where target_id = $1 order by seq",
      [ada.id],
    );
    expect(rows).toEqual([
      { action: "session.refused", actor_id: null },
      { action: "session.started", actor_id: ada.id },
      { action: "session.signed_out", actor_id: ada.id },
    ]);
  });
});

describe("choosing a password by a link", () => {
  const choose = async (newPassword: string, setup?: (userId: string) => Promise<unknown>) => {
    const ada = await server.user(shop, { name: "Ada Lovelace" });
    await setup?.(ada.id);
    await server.request("POST", "/api/auth/request-password-reset", { body: { email: ada.email } });
    const { rows } = await sql("select body from mail_outbox where recipient = $1", [ada.email]);
    const token = /token=([\w-]+)/.exec(rows[0].body)?.[1];
    return server.request("POST", "/api/auth/reset-password", { body: { token, newPassword } });
  };

  it.each([
    ["known from breaches", "password123"],
    ["too short", "zebra-9"],
    ["too long", "x9".repeat(65)],
    ["one's own name", "ada.lovelace"],
    ["with a NUL", "zebra\u0000lamp horse"],
  ])("refuses one that is %s, and the link still works", async (_, newPassword) => {
    expect(await choose(newPassword)).toMatchObject({
      status: 400,
      body: { code: "password.refused", data: { fields: [{ field: "newPassword" }] } },
    });
  });

  it("takes lower case letters alone, and 128 characters", async () => {
    expect((await choose("onlyplainsmallletters")).status).toBe(200);
    expect((await choose("zebra fox lamp ".repeat(8).padEnd(128, "7"))).status).toBe(200);
  });

  it("asks for as many characters as the workspace wants", async () => {
    const strict = await server.workspace();
    await sql(`update workspaces set security = '{"minPasswordLength": 15}' where id = $1`, [strict.id]);
    const answer = await choose("fourteen chars", (id) =>
      sql("update users set workspace_id = $2 where id = $1", [id, strict.id]),
    );
    expect(answer.body.data.fields[0].problem).toBe("must have at least 15 characters");
  });
});
