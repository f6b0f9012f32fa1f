import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HeardNow } from "#shared/contract/calls.ts";
import { aCall, aCallingCustomer, aColleague, heardBy } from "./support/call-floor.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, logOf, offerOf, ready, sites } from "./support/talk.ts";

let server: TestServer;
let pool: TestServer["server"]["database"]["pool"];
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  pool = server.server.database.pool;
});
afterAll(() => server.stop());

const stateOf = async (conversationId: string) =>
  (await pool.query("select state, assignee_id from conversations where id = $1", [conversationId])).rows[0];
const courseOf = async (conversationId: string) =>
  (
    await pool.query(
      "select body->>'what' as what from conversation_events where conversation_id = $1 and body->>'kind' = 'call' order by seq",
      [conversationId],
    )
  ).rows.map(({ what }) => what);
/** As if so many seconds had passed since a leg's media changed last. */
const later = (callId: string, seconds: number) =>
  pool.query("update call_media set since = since - make_interval(secs => $2) where call_id = $1", [
    callId,
    seconds,
  ]);

describe("a call from the page", () => {
  it("rings as an offer, connects at the agent who accepts, and ends with its conversation for both", async () => {
    const { ana, customer, id, conversationId } = await aCall(server);
    expect(await customer.now()).toMatchObject({ state: "connected", agentName: "ana" });
    expect(ana.told(id)).toMatchObject({ state: "connected", medium: "voice", direction: "inbound" });
    expect((await ana.http("GET", "/calls/mine")).body).toHaveLength(1);

    const { body } = await ana.http("POST", `/calls/${id}/leave`);
    expect(body).toMatchObject({ state: "ended", cause: "hung_up" });
    expect(await customer.now()).toBeNull();
    await eventually(async () => (await stateOf(conversationId)).state === "closed", "the end");
    expect(await courseOf(conversationId)).toEqual(["started", "answered", "ended"]);
    const [seen] = (await logOf(customer as never, conversationId, "visitor")).flatMap(({ body: said }) =>
      said.kind === "call" && said.what === "ended" ? [said] : [],
    );
    expect(seen).toMatchObject({ cause: null, seconds: expect.any(Number) });
    const [begun] = (await logOf(ana.desk, conversationId)).filter(({ body: said }) => said.kind === "call");
    expect(begun?.author.name).toBe("João");
    const { rows } = await pool.query(
      "select (stats->>'mos')::float8 as mos from call_media where call_id = $1",
      [id],
    );
    for (const { mos } of rows) expect(mos).toBeGreaterThan(3.5);
    await Promise.all([ana.close(), customer.close()]);
  });

  it("plays to who waits, and a customer who hangs up before anybody answers stops the ring at once", async () => {
    const shop = await server.workspace({ queues: ["Orders"], allowedSites: sites });
    const ana = await aColleague(server, shop, "ana", "agent");
    await ready(ana.desk);
    const customer = await aCallingCustomer(server, shop);
    await eventually(() => customer.isPlayedTo(), "the tone that somebody is called");
    const offer = await offerOf(ana.desk, customer.call.conversationId ?? "");
    const hungUp = Date.now();
    await customer.http("POST", `/visitor/calls/${customer.call.id}/leave`);
    await eventually(
      () =>
        ana.desk
          .heard<{ id: string; state: string }>("offer.changed")
          .some((one) => one.id === offer.id && one.state === "withdrawn"),
      "the end of the ring",
    );
    expect(Date.now() - hungUp).toBeLessThan(1_000);
    expect(await stateOf(customer.call.conversationId ?? "")).toMatchObject({ state: "closed" });
    await customer.close();
  });

  it("is handed on with its conversation: the customer hears music, then the colleague, and the first agent nothing", async () => {
    const { shop, ana, customer, id, conversationId } = await aCall(server);
    const bruno = await aColleague(server, shop, "bruno", "agent", ["Billing"]);
    await ready(bruno.desk);
    const { body: conversation } = await ana.http("GET", `/conversations/${conversationId}`);
    const moved = await ana.http("POST", `/conversations/${conversationId}/transfer`, {
      assignmentToken: conversation.assignmentToken,
      to: { kind: "queue", queueId: shop.queueIds.Billing },
      note: "",
    });
    expect(moved.status).toBe(200);
    await heardBy(ana, []);
    await heardBy(customer, []);
    await eventually(() => customer.isPlayedTo(), "music");
    await eventually(() => ana.told(id)?.state === "ended", "the end at her desk");
    await accept(bruno.desk, conversationId);
    await eventually(() => bruno.told(id), "the call at his desk");
    await bruno.connect(id);
    await heardBy(customer, ["bruno"]);
    await heardBy(bruno, ["customer"]);
    expect((await ana.http("POST", `/calls/${id}/end`)).body.code).toBe("call.wrong_state");
    await bruno.http("POST", `/calls/${id}/end`);
    await Promise.all([ana.close(), bruno.close(), customer.close()]);
  });
});

describe("what everybody hears", () => {
  it("while a colleague is consulted, swapped and joined in, and when the call is left to him", async () => {
    const { shop, ana, customer, id, conversationId } = await aCall(server);
    const bruno = await aColleague(server, shop, "bruno", "agent", ["Billing"]);
    const act = async (what: string, body: object = {}) => {
      const answer = await ana.http("POST", `/calls/${id}/${what}`, body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body;
    };
    const legOf = async (party: string) =>
      (await ana.http("GET", "/calls/mine")).body[0].legs.find(
        (leg: { party: string }) => leg.party === party,
      ).id;

    const consulting = await act("consult", { userId: bruno.user.id });
    expect(consulting.state).toBe("consulting");
    await eventually(() => bruno.told(id)?.legs.some(({ rings }) => rings), "the ring at his desk");
    expect((await customer.now())?.state).toBe("held");
    await bruno.connect(id);
    await heardBy(ana, ["bruno"]);
    await heardBy(bruno, ["ana"]);
    await heardBy(customer, []);
    await eventually(() => customer.isPlayedTo(), "music");

    await act("swap");
    await heardBy(ana, ["customer"]);
    await heardBy(customer, ["ana"]);
    await heardBy(bruno, []);

    await act("place", { legId: await legOf("consulted"), to: "talk" });
    await heardBy(ana, ["bruno", "customer"]);
    await heardBy(customer, ["ana", "bruno"]);
    await heardBy(bruno, ["ana", "customer"]);
    expect(ana.told(id)?.state).toBe("conference");

    await act("mute", { muted: true });
    await heardBy(customer, ["bruno"]);

    await act("leave");
    await heardBy(ana, []);
    await heardBy(customer, ["bruno"]);
    await heardBy(bruno, ["customer"]);
    expect(await stateOf(conversationId)).toEqual({ state: "assigned", assignee_id: bruno.user.id });
    expect((await customer.now())?.agentName).toBe("bruno");
    await customer.http("POST", `/visitor/calls/${id}/leave`);
    await Promise.all([ana.close(), bruno.close(), customer.close()]);
  });

  it("a whisper is heard by the agent alone, a switch leaves no gap, and the customer is told nothing of it", async () => {
    const { shop, ana, customer, id } = await aCall(server);
    const sofia = await aColleague(server, shop, "sofia", "supervisor", [], [ana]);
    const outsider = await aColleague(server, shop, "bruno", "supervisor", ["Billing"]);
    const supervise = (mode: string) => sofia.http("POST", `/calls/${id}/supervise`, { mode });
    const before = await customer.now();

    expect((await outsider.http("POST", `/calls/${id}/supervise`, { mode: "listen" })).status).toBe(404);
    const { body: listening } = await supervise("listen");
    expect(listening.legs.find((leg: { userId: string }) => leg.userId === sofia.user.id).mode).toBe(
      "listen",
    );
    await sofia.connect(id);
    await heardBy(sofia, ["ana", "customer"]);
    await heardBy(ana, ["customer"]);
    await heardBy(customer, ["ana"]);

    await supervise("whisper");
    await heardBy(ana, ["customer", "sofia"]);
    await heardBy(customer, ["ana"]);
    expect(await customer.now()).toEqual(before);

    const customerHears = () =>
      sofia.desk
        .heard<HeardNow>("heard.changed")
        .at(-1)
        ?.heard.filter(({ agoMs }) => agoMs < 500)
        .map(({ legId }) => sofia.told(id)?.legs.find((leg) => leg.id === legId)?.name);
    await eventually(() => customerHears()?.join() === "ana", "the meter of what the customer hears");

    await supervise("barge");
    await heardBy(customer, ["ana", "sofia"]);
    await eventually(() => customerHears()?.toSorted().join() === "ana,sofia", "herself on the meter");
    expect(ana.desk.heard("heard.changed")).toEqual([]);
    await supervise("whisper");
    await heardBy(customer, ["ana"]);
    await heardBy(ana, ["customer", "sofia"]);
    // Her client asks the engine for nothing: what she may send goes where the server says.
    await sofia.http("POST", `/calls/${id}/leave`);
    await heardBy(ana, ["customer"]);
    expect(ana.told(id)?.state).toBe("connected");

    const { rows } = await pool.query(
      "select after->>'mode' as mode from activity_log where action = 'call.supervised' and target_id = $1 order by seq",
      [id],
    );
    expect(rows.map(({ mode }) => mode)).toEqual(["listen", "whisper", "barge", "whisper"]);
    await ana.http("POST", `/calls/${id}/end`);
    await Promise.all([ana.close(), sofia.close(), customer.close()]);
  });
});

describe("nobody is left on the line", () => {
  it("a customer whose agent is lost waits again, with music, and is rung at the next agent", async () => {
    const { shop, ana, customer, id, conversationId } = await aCall(server);
    await ana.close();
    const media = async () =>
      (
        await pool.query(
          `select m.state from call_media m join calls k on k.id = m.call_id
           cross join jsonb_array_elements(k.legs) leg where k.id = $1 and leg->>'id' = m.leg_id and leg->>'party' = 'agent'`,
          [id],
        )
      ).rows[0]?.state;
    await eventually(async () => ["lost", "closed"].includes(await media()), "the loss");
    expect((await customer.now())?.state).toBe("connected");
    await later(id, 26);
    await eventually(async () => (await customer.now())?.state === "waiting", "waiting again");
    await eventually(() => customer.isPlayedTo(), "music");
    const bruno = await aColleague(server, shop, "bruno", "agent");
    await ready(bruno.desk);
    await accept(bruno.desk, conversationId);
    await eventually(() => bruno.told(id), "the call at his desk");
    await bruno.connect(id);
    await heardBy(customer, ["bruno"]);
    await customer.close();
    await eventually(
      async () =>
        (
          await pool.query("select 1 from call_media where call_id = $1 and state in ('lost', 'closed')", [
            id,
          ])
        ).rows.length > 1,
      "the customer's loss",
    );
    await later(id, 26);
    await eventually(async () => (await customer.now()) === null, "the end");
    expect((await pool.query("select cause from calls where id = $1", [id])).rows[0].cause).toBe("lost");
    expect(await stateOf(conversationId)).toMatchObject({ state: "closed" });
    await bruno.close();
  });

  it("a second window is told that the first has the sound, and takes it over when it is asked to", async () => {
    const { ana, customer, id } = await aCall(server);
    const second = { device: "another-window" };
    await expect(ana.connect(id, second)).rejects.toThrow("call.elsewhere");
    await ana.connect(id, { ...second, takeOver: true });
    await heardBy(customer, ["ana"]);
    await heardBy(ana, ["customer"]);
    await ana.http("POST", `/calls/${id}/end`);
    await Promise.all([ana.close(), customer.close()]);
  });
});
