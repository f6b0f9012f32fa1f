import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { createSoftwareAuthenticator, type Deviation } from "./support/software-authenticator.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let shop: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  shop = await server.workspace();
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const own = (who: SignedIn, method: string, path: string, body?: object) =>
  server.request(method, `/api/v1/me/${path}`, { headers: who.headers, body });
const auth = (path: string, body: object = {}) =>
  server.request("POST", `/api/auth/sign-in/${path}`, { body });

async function add(who: SignedIn, deviation: Deviation = {}) {
  const device = createSoftwareAuthenticator(server.url);
  const { body } = await own(who, "POST", "passkeys/start", { password: who.password });
  const response = device.create(body.options, deviation);
  const answer = await own(who, "POST", "passkeys", { step: body.step, name: "Laptop", response });
  return { device, answer, step: body.step, response, options: body.options };
}
async function enter(device: ReturnType<typeof createSoftwareAuthenticator>, deviation: Deviation = {}) {
  const { body } = await auth("passkey/start");
  const response = device.get(body.options, deviation);
  return { answer: await auth("passkey", { step: body.step, response }), step: body.step, response };
}

describe("passkeys", () => {
  it("are added with the password and signed in with, without a name or a further factor", async () => {
    const ada = await server.signedIn(shop);
    expect((await own(ada, "POST", "passkeys/start", { password: "wrong" })).body.code).toBe(
      "auth.wrong_password",
    );
    const { device, answer } = await add(ada);
    expect(answer.body.passkeys).toMatchObject([{ name: "Laptop", lastUsedAt: null }]);
    await sql("update users set two_factor_enabled = true where id = $1", [ada.id]);
    const entered = await enter(device);
    expect(entered.answer.body).toEqual({ user: { id: ada.id, name: ada.name, email: ada.email } });
    const headers = { authorization: `Bearer ${entered.answer.headers.get("set-auth-token")}` };
    expect((await server.request("GET", "/api/v1/me", { headers })).body.id).toBe(ada.id);
    const { rows } = await sql("select method, outcome from sign_ins where user_id = $1 order by at", [
      ada.id,
    ]);
    expect(rows.at(-1)).toEqual({ method: "passkey", outcome: "signed_in" });
    expect((await own(ada, "GET", "factors")).body.passkeys[0].lastUsedAt).not.toBeNull();
  });

  it("ask the browser for a passkey that is found without a name, and for finger, face or PIN", async () => {
    const ada = await server.signedIn(shop);
    const { options } = await add(ada);
    expect(options).toMatchObject({
      rp: { id: "127.0.0.1", name: "Sidetone" },
      user: { name: ada.email },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [],
    });
    const second = await own(ada, "POST", "passkeys/start", { password: ada.password });
    expect(second.body.options.excludeCredentials).toHaveLength(1);
  });

  it.each<[string, Deviation]>([
    ["another challenge", { challenge: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["another site", { origin: "https://evil.example" }],
    ["another party", { rpId: "evil.example" }],
    ["nobody's finger", { unverified: true }],
  ])("are not added with %s", async (_, deviation) => {
    const ada = await server.signedIn(shop);
    expect((await add(ada, deviation)).answer).toMatchObject({
      status: 400,
      body: { code: "passkey.refused" },
    });
    expect((await own(ada, "GET", "factors")).body.passkeys).toEqual([]);
  });

  it("are not added twice, by an old step, or by somebody else's", async () => {
    const [ada, eva] = [await server.signedIn(shop), await server.signedIn(shop)];
    const { step, response } = await add(ada);
    expect((await own(ada, "POST", "passkeys", { step, name: "Again", response })).body.code).toBe(
      "passkey.refused",
    );
    const { body } = await own(ada, "POST", "passkeys/start", { password: ada.password });
    const made = createSoftwareAuthenticator(server.url).create(body.options);
    const stolen = await own(eva, "POST", "passkeys", { step: body.step, name: "Mine", response: made });
    expect(stolen.body.code).toBe("passkey.refused");
  });

  it.each<[string, Deviation]>([
    ["another challenge", { challenge: "AAAAAAAAAAAAAAAAAAAAAA" }],
    ["another site", { origin: "https://evil.example" }],
    ["another party", { rpId: "evil.example" }],
    ["nobody's finger", { unverified: true }],
    ["a wrong signature", { brokenSignature: true }],
    ["somebody else's name", { userHandle: "c29tZWJvZHk" }],
  ])("do not sign in with %s, and the try is noted", async (_, deviation) => {
    const ada = await server.signedIn(shop);
    const { device } = await add(ada);
    const { answer } = await enter(device, deviation);
    expect(answer).toMatchObject({ status: 401, body: { code: "auth.passkey_refused" } });
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { rows } = await sql("select method, outcome from sign_ins where user_id = $1 order by at", [
      ada.id,
    ]);
    expect(rows.at(-1)).toEqual({ method: "passkey", outcome: "wrong_code" });
  });

  it("sign in once with an answer: a recorded one is worth nothing", async () => {
    const ada = await server.signedIn(shop);
    const { device } = await add(ada);
    const { answer, step, response } = await enter(device);
    expect(answer.status).toBe(200);
    expect((await auth("passkey", { step, response })).body.code).toBe("auth.passkey_refused");
    const { body } = await auth("passkey/start");
    expect((await auth("passkey", { step: body.step, response })).body.code).toBe("auth.passkey_refused");
  });

  it("are refused when a copy was used: their count went back", async () => {
    const ada = await server.signedIn(shop);
    const { device } = await add(ada);
    expect((await enter(device, { counter: 9 })).answer.status).toBe(200);
    expect((await enter(device, { counter: 5 })).answer.body.code).toBe("auth.passkey_refused");
  });

  it("let no blocked person in, and none from a foreign address", async () => {
    const house = await server.workspace();
    const ada = await server.signedIn(house);
    const { device } = await add(ada);
    await sql(`update workspaces set security = '{"allowedAddresses": ["10.0.0.0/8"]}' where id = $1`, [
      house.id,
    ]);
    expect((await enter(device)).answer.body.code).toBe("auth.address_not_allowed");
    await sql("update workspaces set security = '{}' where id = $1", [house.id]);
    await server.server.accounts.blockUser(ada.id);
    expect((await enter(device)).answer).toMatchObject({ status: 401 });
  });

  it("are removed by their owner alone, and sign nobody in any more", async () => {
    const [ada, eva] = [await server.signedIn(shop), await server.signedIn(shop)];
    const { device, answer } = await add(ada);
    const path = `passkeys/${answer.body.passkeys[0].id}`;
    expect(await own(eva, "DELETE", path)).toMatchObject({
      status: 404,
      body: { code: "passkey.not_found" },
    });
    expect((await own(ada, "DELETE", path)).body.passkeys).toEqual([]);
    expect((await enter(device)).answer.body.code).toBe("auth.passkey_refused");
    const { rows } = await sql("select action from activity_log where actor_id = $1 order by seq", [ada.id]);
    expect(rows.map(({ action }) => action)).toEqual([
      "session.started",
      "factor.passkey_added",
      "factor.passkey_removed",
    ]);
  });

  it.each([[{}], [{ step: "x".repeat(40), response: {} }], [{ step: "x".repeat(40), response: { id: 7 } }]])(
    "refuse %j without harm",
    async (body) => expect([400, 401]).toContain((await auth("passkey", body)).status),
  );
});
