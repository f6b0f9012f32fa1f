import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, openDesk } from "./support/talk.ts";

let server: TestServer;
let shop: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  shop = await server.workspace();
});
afterAll(() => server.stop());

const sql = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const setRules = (rules: object) =>
  sql("update workspaces set security = $2 where id = $1", [shop.id, JSON.stringify(rules)]);
const me = (who: SignedIn) => server.request("GET", "/api/v1/me", { headers: who.headers });
const ended = (socket: Socket): Promise<string> =>
  new Promise((resolve) => socket.once("session.ended", ({ reason }) => resolve(reason)));

describe("limits of sessions", () => {
  const age = (who: SignedIn, column: "updated_at" | "created_at", span: string) =>
    sql(`update sessions set ${column} = now() - $2::interval where user_id = $1`, [who.id, span]);

  it("end a session that nobody used, on its next request, for access tokens too, with an entry", async () => {
    await setRules({ idleMinutes: 10 });
    const ada = await server.signedIn(shop);
    const { body } = await server.request("GET", "/api/auth/token", { headers: ada.headers });
    await age(ada, "updated_at", "11 minutes");
    await eventually(async () => (await me(ada)).status === 401, "the end");
    expect((await server.request("GET", "/api/auth/token", { headers: ada.headers })).status).toBe(401);
    const jwt = { authorization: `Bearer ${body.token}` };
    expect((await server.request("GET", "/api/v1/me", { headers: jwt })).status).toBe(401);
    const { rows } = await sql(
      "select actor_name from activity_log where target_id = $1 and action = 'session.expired'",
      [ada.id],
    );
    expect(rows).toEqual([{ actor_name: "Sidetone" }]);
  });

  it("note use finely enough: a session in use goes on", async () => {
    await setRules({ idleMinutes: 1 });
    const ada = await server.signedIn(shop);
    await age(ada, "updated_at", "40 seconds");
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await me(ada)).status).toBe(200);
    const { rows } = await sql(
      "select now() - updated_at < interval '15 seconds' as fresh from sessions where user_id = $1",
      [ada.id],
    );
    expect(rows).toEqual([{ fresh: true }]);
  });

  it("count what is done on the socket as use, and the heartbeat not", async () => {
    await setRules({ idleMinutes: 10 });
    const ada = await server.signedIn(shop);
    const desk = await openDesk(server, ada);
    const used = async () =>
      (
        await sql(
          "select now() - updated_at < interval '1 minute' as used from sessions where user_id = $1",
          [ada.id],
        )
      ).rows[0].used;
    await age(ada, "updated_at", "5 minutes");
    // The check of open connections has to have seen that there is a limit.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await desk.ask("presence.beat");
    await desk.ask("ping");
    expect(await used()).toBe(false);
    await desk.ask("conversation.unwatch", { conversationId: "00000000-0000-4000-8000-000000000000" });
    expect(await eventually(used, "the note")).toBe(true);
    desk.close();
  });

  it("end every session after its hours, however busy, and say so on its socket", async () => {
    await setRules({ sessionHours: 8 });
    const ada = await server.signedIn(shop);
    const desk = await openDesk(server, ada);
    const told = ended(desk.socket);
    await age(ada, "created_at", "8 hours 1 minute");
    expect(await told).toBe("expired");
    expect((await me(ada)).status).toBe(401);
    expect((await server.request("GET", "/api/auth/get-session", { headers: ada.headers })).body).toBeNull();
  });

  it("leave sessions alone where there are none", async () => {
    const ada = await server.signedIn(shop);
    await age(ada, "updated_at", "20 days");
    expect((await me(ada)).status).toBe(200);
  });
});

describe("why a session ended, as its open desks are told", () => {
  const revoke = (who: SignedIn) =>
    server.request("POST", "/api/v1/me/sessions/end-others", { headers: who.headers });

  it("is truthful: revoked by the person, blocked by a superior, expired by time", async () => {
    const ada = await server.signedIn(shop);
    const other = await server.signIn(ada);
    const first = await openDesk(server, ada);
    const byPerson = ended(first.socket);
    await revoke(other);
    expect(await byPerson).toBe("revoked");

    const second = await openDesk(server, other);
    const byBlock = ended(second.socket);
    await server.server.accounts.blockUser(ada.id);
    expect(await byBlock).toBe("blocked");

    const eva = await server.signedIn(shop);
    const third = await openDesk(server, eva);
    const byTime = ended(third.socket);
    await sql("update sessions set expires_at = now() where user_id = $1", [eva.id]);
    expect(await byTime).toBe("expired");
  });

  it("is the same on another server, which learns of it by looking", async () => {
    const elsewhere = await startTestServer({ databaseUrl: server.databaseUrl });
    try {
      const ada = await server.signedIn(shop);
      const eva = await server.signedIn(shop);
      const [adas, evas] = [await openDesk(elsewhere, ada), await openDesk(elsewhere, eva)];
      const reasons = [ended(adas.socket), ended(evas.socket)];
      await server.server.accounts.blockUser(ada.id);
      await revoke(await server.signIn(eva));
      expect(await Promise.all(reasons)).toEqual(["blocked", "revoked"]);
    } finally {
      await elsewhere.stop();
    }
  });
});
