import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stepAt, totpAt } from "#server/features/accounts/totp.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
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
const password = ({ email, password }: Pick<SignedIn, "email" | "password">) =>
  auth("email", { email, password });
const own = (who: SignedIn, method: string, path: string, body?: object) =>
  server.request(method, `/api/v1/me/${path}`, { headers: who.headers, body });

/** Codes of the app, each later than the one before: a code and all older ones are worth nothing once it was taken. */
const later = new Map<string, number>();
async function nextCode(userId: string, secret: string): Promise<string> {
  const last = Number(later.get(userId) ?? 0);
  const step = Math.max(stepAt(Date.now()) - 1, last + 1);
  // Time is made to pass for the person instead of being waited for.
  if (step > stepAt(Date.now()) + 1) {
    await sql("update two_factors set last_step = 0 where user_id = $1", [userId]);
    later.delete(userId);
    return nextCode(userId, secret);
  }
  later.set(userId, step);
  return totpAt(secret, step);
}

async function withApp(role = "agent") {
  const ada = await server.signedIn(shop, { role });
  const begun = await own(ada, "POST", "totp", { password: ada.password });
  const { secret } = begun.body;
  const confirmed = await own(ada, "POST", "totp/confirm", { code: await nextCode(ada.id, secret) });
  expect(confirmed.status).toBe(200);
  const codes: string[] = confirmed.body.recoveryCodes;
  const asked = async (): Promise<string> => (await password(ada)).body.secondFactor.step;
  return { ada, secret, codes, asked, code: () => nextCode(ada.id, secret) };
}
const signInsOf = async (userId: string) =>
  (await sql("select method, outcome, ip_address from sign_ins where user_id = $1 order by at", [userId]))
    .rows;

describe("setting up an authenticator app", () => {
  it("needs the password, a first code, and gives ten recovery codes once", async () => {
    const ada = await server.signedIn(shop);
    expect(await own(ada, "POST", "totp", { password: "not it at all" })).toMatchObject({
      status: 403,
      body: { code: "auth.wrong_password" },
    });
    expect((await own(ada, "POST", "totp/confirm", { code: "123456" })).body.code).toBe("factor.not_started");
    const { body } = await own(ada, "POST", "totp", { password: ada.password });
    expect(body.otpauthUrl).toContain(`secret=${body.secret}`);
    expect((await own(ada, "GET", "factors")).body).toMatchObject({ totp: false, recoveryCodesLeft: 0 });
    const wrong = totpAt(body.secret, stepAt(Date.now()) + 50);
    expect((await own(ada, "POST", "totp/confirm", { code: wrong })).body.code).toBe("factor.wrong_code");
    const done = await own(ada, "POST", "totp/confirm", { code: await nextCode(ada.id, body.secret) });
    expect(new Set(done.body.recoveryCodes).size).toBe(10);
    expect((await own(ada, "GET", "factors")).body).toMatchObject({ totp: true, recoveryCodesLeft: 10 });
    expect((await own(ada, "POST", "totp", { password: ada.password })).body.code).toBe("factor.on_already");
  });

  it("is not in force before it is confirmed", async () => {
    const ada = await server.signedIn(shop);
    await own(ada, "POST", "totp", { password: ada.password });
    expect((await password(ada)).headers.get("set-auth-token")).not.toBeNull();
  });

  it("keeps neither the secret nor the codes readable in the database", async () => {
    const { ada, secret, codes } = await withApp();
    const { rows } = await sql("select * from two_factors where user_id = $1", [ada.id]);
    const kept = JSON.stringify([rows, (await sql("select * from recovery_codes")).rows]);
    expect(kept).not.toContain(secret);
    for (const code of codes) expect(kept).not.toContain(code);
    const log = JSON.stringify((await sql("select * from activity_log")).rows) + server.logLines.join("");
    expect(log).not.toContain(secret);
  });

  it("ends with the password, and then the password alone signs in", async () => {
    const { ada } = await withApp();
    expect((await own(ada, "POST", "totp/disable", { password: "no" })).body.code).toBe(
      "auth.wrong_password",
    );
    expect((await own(ada, "POST", "totp/disable", { password: ada.password })).body).toMatchObject({
      totp: false,
      recoveryCodesLeft: 0,
    });
    expect((await password(ada)).headers.get("set-auth-token")).not.toBeNull();
  });

  it("stands in the activity log", async () => {
    const { ada } = await withApp();
    await own(ada, "POST", "recovery-codes", { password: ada.password });
    await own(ada, "POST", "totp/disable", { password: ada.password });
    const { rows } = await sql("select action from activity_log where actor_id = $1 order by seq", [ada.id]);
    expect(rows.map(({ action }) => action)).toEqual([
      "session.started",
      "factor.totp_added",
      "factor.codes_renewed",
      "factor.totp_removed",
    ]);
  });
});

describe("signing in with a second factor", () => {
  it("gives nothing for the password but the next step", async () => {
    const { ada } = await withApp();
    const answer = await password(ada);
    expect(Object.keys(answer.body)).toEqual(["secondFactor"]);
    expect(answer.headers.get("set-auth-token")).toBeNull();
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { step } = answer.body.secondFactor;
    for (const token of [step, `${step}.x`]) {
      const me = await server.request("GET", "/api/v1/me", { headers: { authorization: `Bearer ${token}` } });
      expect(me.status).toBe(401);
    }
  });

  it("lets in with the right code, for browser and desktop alike, and notes how", async () => {
    const { ada, asked, code } = await withApp();
    const answer = await auth("second-factor", { step: await asked(), code: await code() });
    expect(answer.body).toEqual({ user: { id: ada.id, name: ada.name, email: ada.email } });
    for (const headers of [
      { cookie: (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "" },
      { authorization: `Bearer ${answer.headers.get("set-auth-token")}` },
    ])
      expect((await server.request("GET", "/api/v1/me", { headers })).body.id).toBe(ada.id);
    expect((await signInsOf(ada.id)).at(-1)).toEqual({
      method: "totp",
      outcome: "signed_in",
      ip_address: "127.0.0.1",
    });
  });

  it("takes a code once, within its time too", async () => {
    const { asked, code } = await withApp();
    const given = await code();
    expect((await auth("second-factor", { step: await asked(), code: given })).status).toBe(200);
    expect(await auth("second-factor", { step: await asked(), code: given })).toMatchObject({
      status: 401,
      body: { code: "auth.wrong_code" },
    });
  });

  it("takes a code once when two use it at the same moment", async () => {
    const { asked, code } = await withApp();
    const given = await code();
    const steps = await Promise.all([asked(), asked(), asked()]);
    const answers = await Promise.all(steps.map((step) => auth("second-factor", { step, code: given })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it("ends a step with its use", async () => {
    const { asked, code } = await withApp();
    const step = await asked();
    expect((await auth("second-factor", { step, code: await code() })).status).toBe(200);
    expect((await auth("second-factor", { step, code: await code() })).body.code).toBe("auth.step_ended");
  });

  it("stops a thousand guesses after five, also when all come at once; the right code is too late then", async () => {
    const { ada, asked, code } = await withApp();
    const step = await asked();
    const guess = (i: number) => auth("second-factor", { step, code: String(i).padStart(6, "0") });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => guess(i)));
    expect(answers.filter(({ body }) => body.code === "auth.wrong_code").length).toBeLessThanOrEqual(4);
    expect(answers.every(({ status }) => status === 401)).toBe(true);
    expect((await auth("second-factor", { step, code: await code() })).body.code).toBe("auth.step_ended");
    const noted = (await signInsOf(ada.id)).filter(({ outcome }) => outcome === "wrong_code");
    expect(noted).toHaveLength(5);
  });

  it("stops whoever has the password from beginning anew for ever", async () => {
    const { ada, asked } = await withApp();
    await sql(
      `insert into sign_ins (id, user_id, method, outcome)
       select gen_random_uuid(), $1, 'totp', 'wrong_code' from generate_series(1, 20)`,
      [ada.id],
    );
    const answer = await auth("second-factor", { step: await asked(), code: "000000" });
    expect(answer).toMatchObject({ status: 429, body: { code: "request.rate_limited" } });
  });

  it("takes each recovery code once, however it is typed", async () => {
    const { ada, asked, codes } = await withApp();
    const [first = "", second = ""] = codes;
    const use = async (recoveryCode: string) => auth("second-factor", { step: await asked(), recoveryCode });
    expect((await use(first.toUpperCase().replace("-", " "))).status).toBe(200);
    expect((await use(first)).body.code).toBe("auth.wrong_code");
    const steps = [await asked(), await asked()];
    const both = await Promise.all(
      steps.map((step) => auth("second-factor", { step, recoveryCode: second })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await signInsOf(ada.id)).at(-1)?.method).toBe("recovery_code");
    expect((await own(ada, "GET", "factors")).body.recoveryCodesLeft).toBe(8);
  });

  it("takes no old recovery code after new ones were made, and nobody else's", async () => {
    const { ada, asked, codes } = await withApp();
    const other = await withApp();
    const { body } = await own(ada, "POST", "recovery-codes", { password: ada.password });
    const use = async (recoveryCode = "") => auth("second-factor", { step: await asked(), recoveryCode });
    expect((await use(codes[0])).body.code).toBe("auth.wrong_code");
    expect((await use(other.codes[0])).body.code).toBe("auth.wrong_code");
    expect((await use(body.recoveryCodes[0])).status).toBe(200);
  });

  it("is asked for after a new password was chosen by a link, too, and the step before it ends", async () => {
    const { ada, asked, code } = await withApp();
    const old = await asked();
    await server.request("POST", "/api/auth/request-password-reset", { body: { email: ada.email } });
    const { rows } = await sql("select body from mail_outbox where recipient = $1", [ada.email]);
    const token = /token=([\w-]+)/.exec(rows[0].body)?.[1];
    const newPassword = "a much better horse";
    const chosen = await server.request("POST", "/api/auth/reset-password", { body: { token, newPassword } });
    expect(chosen.status).toBe(200);
    expect(chosen.headers.get("set-auth-token")).toBeNull();
    expect((await auth("second-factor", { step: old, code: await code() })).body.code).toBe(
      "auth.step_ended",
    );
    const answer = await password({ ...ada, password: newPassword });
    expect(Object.keys(answer.body)).toEqual(["secondFactor"]);
  });

  it("is refused for somebody who was blocked between the steps", async () => {
    const { ada, asked, code } = await withApp();
    const step = await asked();
    await server.server.accounts.blockUser(ada.id);
    const answer = await auth("second-factor", { step, code: await code() });
    expect(answer).toMatchObject({ status: 401, body: { code: "auth.wrong_credentials" } });
    expect((await signInsOf(ada.id)).at(-1)?.outcome).toBe("blocked");
  });

  it.each<object>([
    {},
    { step: 7, code: "123456" },
    { step: "x".repeat(40) },
    { step: "x".repeat(40), code: "12345" },
    { step: "x".repeat(40), code: ["123456"] },
  ])("refuses %j as malformed", async (body) => {
    expect(await auth("second-factor", body)).toMatchObject({
      status: 400,
      body: { code: "request.invalid" },
    });
  });
});
