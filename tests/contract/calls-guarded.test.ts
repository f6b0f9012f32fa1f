import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LiveCall } from "#shared/contract/calls.ts";
import { aCall, aCallingCustomer, aColleague, heardBy } from "./support/call-floor.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, offerOf, ready, sites, visitorLine, visitorToken } from "./support/talk.ts";

let server: TestServer;
let pool: TestServer["server"]["database"]["pool"];
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  pool = server.server.database.pool;
});
afterAll(() => server.stop());

const causeOf = async (callId: string) =>
  (await pool.query("select cause from calls where id = $1", [callId])).rows[0]?.cause;

describe("a supervisor in a call", () => {
  it("comes, whispers and goes without a word of news to the customer's page, and each minute is in the log", async () => {
    const { shop, ana, customer, id } = await aCall(server);
    const sofia = await aColleague(server, shop, "sofia", "supervisor", [], [ana]);
    const page = await visitorLine(server, customer.token);
    const news: string[] = [];
    page.socket.onAny((name: string) => news.push(name));

    for (const mode of ["listen", "whisper"]) {
      await sofia.http("POST", `/calls/${id}/supervise`, { mode });
      if (mode === "listen") await sofia.connect(id);
    }
    await heardBy(ana, ["customer", "sofia"]);
    await sofia.http("POST", `/calls/${id}/leave`);
    await heardBy(ana, ["customer"]);
    await ana.http("POST", `/calls/${id}/mute`, { muted: true });
    await heardBy(customer, []);
    expect(news).toEqual([]);

    const { rows } = await pool.query(
      "select action, actor_name from activity_log where target_id = $1 and action like 'call.%' order by seq",
      [id],
    );
    const actions = rows.map(({ action }) => action);
    expect([actions[0], actions.at(-1)]).toEqual(["call.supervised", "call.supervision_ended"]);
    expect(actions.filter((one) => one === "call.supervised")).toHaveLength(2);
    expect(actions).toContain("call.supervision_begun");
    await ana.http("POST", `/calls/${id}/end`);
    await eventually(() => news.includes("call.changed"), "the end of the call on the page");
    page.close();
    await Promise.all([ana.close(), sofia.close(), customer.close()]);
  });

  it("hears nothing any more a moment after his right has ended", async () => {
    const { shop, ana, customer, id } = await aCall(server);
    const sofia = await aColleague(server, shop, "sofia", "supervisor", [], [ana]);
    await sofia.http("POST", `/calls/${id}/supervise`, { mode: "listen" });
    await sofia.connect(id);
    await heardBy(sofia, ["ana", "customer"]);
    await pool.query("update users set role = 'agent' where id = $1", [sofia.user.id]);
    await heardBy(sofia, []);
    expect((await sofia.http("GET", "/calls/mine")).body).toEqual([]);
    await heardBy(customer, ["ana"]);
    await ana.http("POST", `/calls/${id}/end`);
    await Promise.all([ana.close(), sofia.close(), customer.close()]);
  });

  it("takes the call over, with its conversation, and doing so again changes nothing", async () => {
    const { shop, ana, customer, id, conversationId } = await aCall(server);
    const sofia = await aColleague(server, shop, "sofia", "supervisor", [], [ana]);
    await sofia.http("POST", `/calls/${id}/supervise`, { mode: "whisper" });
    await sofia.connect(id);
    await heardBy(ana, ["customer", "sofia"]);
    for (let times = 0; times < 2; times++)
      expect((await sofia.http("POST", `/calls/${id}/take-over`)).status).toBe(200);
    await heardBy(customer, ["sofia"]);
    await heardBy(ana, []);
    const { rows } = await pool.query("select state, assignee_id from conversations where id = $1", [
      conversationId,
    ]);
    expect(rows[0]).toEqual({ state: "assigned", assignee_id: sofia.user.id });
    await sofia.http("POST", `/calls/${id}/end`);
    await Promise.all([ana.close(), sofia.close(), customer.close()]);
  });
});

describe("trying the connection before a call", () => {
  it("lets one hear the engine's music without a call, which ends by itself and rings nobody", async () => {
    const shop = await server.workspace({ queues: ["Orders"], allowedSites: sites });
    const ana = await aColleague(server, shop, "ana", "agent");
    await ana.tryOut();
    await eventually(() => ana.isPlayedTo(), "music from the engine");
    // Longer than calls are compared with the engine: nothing that is no call is cut off before its time.
    await setTimeout(3_500);
    expect(ana.isPlayedTo()).toBe(true);
    expect((await ana.http("GET", "/calls/mine")).body).toEqual([]);
    expect((await ana.http("POST", "/calls/try", { offer: "v=0 nonsense" })).body.code).toBe(
      "call.media_failed",
    );
    await ana.close();
  });
});

describe("who sees a supervisor in a call", () => {
  const beside = (call?: LiveCall) =>
    call?.legs
      .filter(({ party, state }) => party === "supervisor" && state !== "gone")
      .map(({ name, mode }) => `${name} ${mode}`);

  it("is the workspace's choice: until then the agent gets no news, sees no gap in the versions, and finds nobody", async () => {
    const { shop, ana, id } = await aCall(server);
    const boss = await server.signedIn(shop, { role: "administrator" });
    const settings = (method: string, body?: object) =>
      server.request(method, "/api/v1/settings", { headers: boss.headers, body });
    const showFrom = async (supervisorsSeen: string) => {
      const { version } = (await settings("GET")).body;
      const changes = { monitor: { coordinatorsTransfer: false, supervisorsSeen } };
      expect((await settings("PATCH", { version, changes })).status).toBe(200);
    };
    const sofia = await aColleague(server, shop, "sofia", "supervisor", [], [ana]);
    const isIn = (mode: string) => sofia.http("POST", `/calls/${id}/supervise`, { mode });
    const mine = async (): Promise<LiveCall> => (await ana.http("GET", "/calls/mine")).body[0];
    const told = () => ana.desk.heard<LiveCall>("call.changed").filter((call) => call.id === id);

    await showFrom("barge");
    await eventually(async () => ana.told(id)?.version === (await mine()).version, "the last news so far");
    const [before, news] = [await mine(), told().length];
    await isIn("listen");
    await sofia.connect(id);
    await heardBy(sofia, ["ana", "customer"]);
    await isIn("whisper");
    await heardBy(ana, ["customer", "sofia"]);
    expect(await mine()).toEqual(before);
    expect((await ana.http("POST", `/calls/${id}/consult`, { userId: sofia.user.id })).body.code).toMatch(
      /call\.(busy|colleague_away)/,
    );
    const mute = await ana.http("POST", `/calls/${id}/mute`, { muted: true });
    expect(mute.body.version).toBe(before.version + 1);
    await eventually(() => told().length > news, "news of what she did herself");
    expect(told().length).toBe(news + 1);
    expect(JSON.stringify(told())).not.toContain(sofia.user.id);
    expect(beside((await sofia.http("GET", "/calls/mine")).body[0])).toEqual(["sofia whisper"]);

    await isIn("barge");
    await eventually(() => beside(ana.told(id))?.join() === "sofia barge", "her joining in, at the desk");
    await isIn("whisper");
    await eventually(() => beside(ana.told(id))?.length === 0, "her being unseen again");
    await showFrom("whisper");
    await eventually(
      () => beside(ana.told(id))?.join() === "sofia whisper",
      "her whispering, by another choice",
    );
    await isIn("listen");
    await eventually(() => beside(ana.told(id))?.length === 0, "her only listening");
    await showFrom("listen");
    await eventually(
      () => beside(ana.told(id))?.join() === "sofia listen",
      "her listening, by another choice",
    );

    const { version } = (await sofia.http("POST", `/calls/${id}/leave`)).body;
    await eventually(() => beside(ana.told(id))?.length === 0, "her going");
    await ana.http("POST", `/calls/${id}/mute`, { muted: false });
    await eventually(() => ana.told(id)?.legs.every(({ muted }) => !muted), "a change after she had gone");
    expect(sofia.told(id)).toMatchObject({ state: "ended", version });
    await ana.http("POST", `/calls/${id}/end`);
    await eventually(() => ana.told(id)?.state === "ended", "the end");
    expect(sofia.told(id)?.version).toBe(version);
    await Promise.all([ana.close(), sofia.close()]);
  });
});

describe("what a page may ask of calls", () => {
  it("one call at a time, the same command finds the same call, and nonsense for an offer rings nobody for ever", async () => {
    const shop = await server.workspace({ queues: ["Orders"], allowedSites: sites });
    const ana = await aColleague(server, shop, "ana", "agent");
    await ready(ana.desk);
    const { visitorToken: token } = await visitorToken(server, shop);
    const ask = (path: string, body: object) =>
      server.request("POST", `/api/v1/visitor/calls${path}`, {
        headers: { authorization: `Bearer ${token}` },
        body,
      });
    const clientId = randomUUID();
    const started = await Promise.all([1, 2, 3].map(() => ask("", { clientId, medium: "voice" })));
    expect(new Set(started.map(({ body }) => body.id)).size).toBe(1);
    expect((await ask("", { clientId: randomUUID(), medium: "voice" })).body.code).toBe("call.busy");
    expect((await ask("", { clientId: randomUUID(), medium: "video" })).body.code).toBe("call.not_offered");

    const { id, conversationId } = started[0]?.body ?? {};
    const nonsense = await ask(`/${id}/connect`, {
      device: "a-device-here",
      offer: "v=0 nonsense",
      restart: false,
    });
    expect(nonsense.body.code).toBe("call.media_failed");
    await offerOf(ana.desk, conversationId);
    await pool.query("update call_media set since = since - interval '31 seconds' where call_id = $1", [id]);
    await eventually(async () => (await causeOf(id)) === "no_answer", "the end of a call without a voice");
    await eventually(
      () => ana.desk.heard<{ state: string }>("offer.changed").some(({ state }) => state === "withdrawn"),
      "the end of the ring",
    );
    await ana.close();
  });

  it("nobody's call but his own", async () => {
    const { shop, ana, customer, id } = await aCall(server);
    const other = await aCallingCustomer(server, shop);
    for (const what of ["leave", "mute", "connect"]) {
      const body = { muted: true, device: "a-device-here", offer: "v=0 nonsense" };
      const answer = await other.http("POST", `/visitor/calls/${id}/${what}`, body);
      expect([what, answer.status]).toEqual([what, 404]);
    }
    await heardBy(customer, ["ana"]);
    await ana.http("POST", `/calls/${id}/end`);
    await other.http("POST", `/visitor/calls/${other.call.id}/leave`);
    await Promise.all([ana.close(), other.close(), customer.close()]);
  });
});
