import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaultSecurity } from "#shared/domain/settings.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, openDesk } from "./support/talk.ts";

let server: TestServer;
let shop: TestWorkspace;
let owner: SignedIn;
beforeAll(async () => {
  // As behind a proxy, which tells where a request comes from.
  server = await startTestServer({ env: { TRUST_PROXY: "1" } });
});
beforeEach(async () => {
  shop = await server.workspace();
  owner = await server.signedIn(shop, { role: "owner" });
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const setRules = (rules: object) =>
  sql("update workspaces set security = $2 where id = $1", [shop.id, JSON.stringify(rules)]);
const at = (ip: string) => ({ "x-forwarded-for": ip });
const me = (who: SignedIn, ip = "127.0.0.1") =>
  server.request("GET", "/api/v1/me", { headers: { ...who.headers, ...at(ip) } });
const rules = (who = owner) => server.request("GET", "/api/v1/security", { headers: who.headers });
const change = async (changes: object, who = owner, headers = {}) => {
  const now = await rules();
  return server.request("PUT", "/api/v1/security", {
    headers: { ...who.headers, ...headers },
    body: { version: now.body.version, rules: { ...now.body.rules, ...changes } },
  });
};
const signIn = ({ email, password }: { email: string; password: string }, ip: string) =>
  server.request("POST", "/api/auth/sign-in/email", { body: { email, password }, headers: at(ip) });
const ended = (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once("session.ended", ({ reason }) => resolve(reason)));

/** A desk as it comes from an address; gives the refusal when it is not let in. */
const deskFrom = (who: SignedIn, ip: string): Promise<Socket | string> =>
  new Promise((resolve) => {
    const socket = io(`${server.url}/desk`, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      extraHeaders: { ...who.headers, ...at(ip) },
    });
    socket.once("welcome", () => resolve(socket));
    socket.once("connect_error", (error) => resolve(error.message));
  });

describe("the rules for signing in", () => {
  it("are seen and changed only by those who may, each change with before and after in the activity log", async () => {
    expect((await rules()).body).toMatchObject({
      rules: defaultSecurity,
      sso: null,
      yourAddress: "127.0.0.1",
      callbackUrl: `${server.url}/api/auth/sso/callback`,
    });
    const changed = await change({ idleMinutes: 30 });
    expect(changed.body.rules).toEqual({ ...defaultSecurity, idleMinutes: 30 });
    const { rows } = await sql(
      "select * from activity_log where workspace_id = $1 and action = 'security.changed'",
      [shop.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      actor_id: owner.id,
      before: { idleMinutes: 0 },
      after: { idleMinutes: 30 },
      ip_address: "127.0.0.1",
    });
    for (const role of ["agent", "supervisor", "auditor"]) {
      const other = await server.signedIn(shop, { role });
      expect(await rules(other)).toMatchObject({ status: 403, body: { code: "permission.denied" } });
      expect(await change({ idleMinutes: 0 }, other)).toMatchObject({ status: 403 });
    }
    expect((await rules()).body.rules.idleMinutes).toBe(30);
  });

  it("are not overwritten by somebody who looked at older ones", async () => {
    const { body } = await rules();
    await change({ idleMinutes: 30 });
    const late = await server.request("PUT", "/api/v1/security", { headers: owner.headers, body });
    expect(late).toMatchObject({ status: 409, body: { code: "record.stale" } });
  });

  it("never shut out the one who sets them", async () => {
    expect(await change({ allowedAddresses: ["10.0.0.0/8"] })).toMatchObject({
      status: 409,
      body: { code: "security.shuts_you_out" },
    });
    expect((await rules()).body.rules.allowedAddresses).toEqual([]);
    expect((await change({ allowedAddresses: ["10.0.0.0/8", "127.0.0.1"] })).status).toBe(200);
    expect((await change({ allowedAddresses: ["10.0.0.0/8"] }, owner, at("10.1.2.3"))).body.code).toBe(
      // The address of a forwarded request counts, not the proxy's.
      undefined,
    );
  });

  it("name only roles that there are and addresses that are some", async () => {
    expect(await change({ secondFactorRoles: ["emperor"] })).toMatchObject({
      status: 404,
      body: { code: "role.not_found" },
    });
    const answer = await change({ allowedAddresses: ["127.0.0.1", "10.0.0.0/40"] });
    expect(answer).toMatchObject({ status: 400, body: { code: "request.invalid" } });
    expect(answer.body.data.fields[0].problem).toContain("10.0.0.0/40");
    for (const wrong of [{ idleMinutes: -1 }, { sessionHours: 0 }, { minPasswordLength: 7 }])
      expect((await change(wrong)).status).toBe(400);
  });
});

describe("a list of allowed addresses", () => {
  it("keeps everybody else out at sign-in, who is told so only with the right password", async () => {
    await setRules({ allowedAddresses: ["10.0.0.0/8", "2001:db8::/32"] });
    const ada = await server.user(shop);
    expect((await signIn(ada, "10.9.9.9")).status).toBe(200);
    expect((await signIn(ada, "2001:db8::7")).status).toBe(200);
    expect(await signIn(ada, "192.0.2.1")).toMatchObject({
      status: 403,
      body: { code: "auth.address_not_allowed" },
    });
    expect((await signIn({ ...ada, password: "wrong wrong" }, "192.0.2.1")).body.code).toBe(
      "auth.wrong_credentials",
    );
    const { rows } = await sql("select outcome from sign_ins where user_id = $1 order by at", [ada.id]);
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      "signed_in",
      "signed_in",
      "address_not_allowed",
      "wrong_password",
    ]);
    const blocked = await sql(
      "select after from activity_log where target_id = $1 and action = 'session.refused'",
      [ada.id],
    );
    expect(blocked.rows[0].after).toEqual({ method: "password", outcome: "address_not_allowed" });
  });

  it("does not believe an address that the caller wrote himself", async () => {
    await setRules({ allowedAddresses: ["10.0.0.0/8"] });
    const ada = await server.user(shop);
    expect((await signIn(ada, "10.9.9.9, 192.0.2.1")).status).toBe(403);
  });

  it("is applied to requests, access tokens, files and sockets of staff within five seconds of a change", async () => {
    const ada = await server.signedIn(shop);
    const { body } = await server.request("GET", "/api/auth/token", { headers: ada.headers });
    const away = (await deskFrom(ada, "192.0.2.1")) as Socket;
    const home = (await deskFrom(ada, "10.1.1.1")) as Socket;
    const told = ended(away);
    await change({ allowedAddresses: ["10.0.0.0/8", "127.0.0.1"] });
    const from = Date.now();
    await eventually(async () => (await me(ada, "192.0.2.1")).status === 403, "the refusal");
    expect(await told).toBe("address_not_allowed");
    expect(Date.now() - from).toBeLessThan(5_000);
    const jwt = { authorization: `Bearer ${body.token}`, ...at("192.0.2.1") };
    for (const [path, headers] of [
      ["/api/v1/me", jwt],
      ["/api/auth/token", { ...ada.headers, ...at("192.0.2.1") }],
      ["/api/auth/get-session", { ...ada.headers, ...at("192.0.2.1") }],
      ["/api/v1/files/00000000-0000-4000-8000-000000000000", jwt],
    ] as const)
      expect([path, await server.request("GET", path, { headers })]).toMatchObject([
        path,
        { status: 403, body: { code: "auth.address_not_allowed" } },
      ]);
    expect(await deskFrom(ada, "192.0.2.1")).toBe("auth.address_not_allowed");
    // Where one may be, everything goes on.
    expect((await me(ada, "10.1.1.1")).status).toBe(200);
    expect(home.connected).toBe(true);
    home.disconnect();
  });

  it("does not keep anybody from signing out", async () => {
    const ada = await server.signedIn(shop);
    await setRules({ allowedAddresses: ["10.0.0.0/8"] });
    const headers = { ...ada.headers, ...at("192.0.2.1") };
    expect((await server.request("POST", "/api/auth/sign-out", { headers, body: {} })).status).toBe(200);
    expect((await me(ada, "10.0.0.1")).status).toBe(401);
  });
});

describe("a second factor that a role must have", () => {
  it("leaves nothing open but one's own profile until there is one", async () => {
    await change({ secondFactorRoles: ["manager"] });
    const ada = await server.signedIn(shop, { role: "manager" });
    const get = (path: string) => server.request("GET", `/api/v1${path}`, { headers: ada.headers });
    expect((await get("/me")).body.needsSecondFactor).toBe(true);
    expect((await get("/me/factors")).body).toMatchObject({ required: true, totp: false });
    for (const path of ["/conversations?view=mine", "/colleagues", "/queues"])
      expect([path, await get(path)]).toMatchObject([
        path,
        { status: 403, body: { code: "auth.second_factor_required" } },
      ]);
    expect(await deskFrom(ada, "127.0.0.1")).toBe("auth.second_factor_required");
    await sql("update users set two_factor_enabled = true where id = $1", [ada.id]);
    await eventually(async () => (await get("/colleagues")).status === 200, "the opening");
  });

  it("is asked of people who are in already, within five seconds", async () => {
    const ada = await server.signedIn(shop, { role: "agent" });
    const desk = await openDesk(server, ada);
    const gone = new Promise((resolve) => desk.socket.once("disconnect", resolve));
    const from = Date.now();
    await change({ secondFactorRoles: ["agent"] });
    await gone;
    expect(Date.now() - from).toBeLessThan(5_000);
    expect(await deskFrom(ada, "127.0.0.1")).toBe("auth.second_factor_required");
  });
});
