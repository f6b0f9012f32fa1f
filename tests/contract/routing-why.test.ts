import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  HowRouted,
  Offer,
  OfferTrail,
  OwnRouting,
  RoutingStep,
  WhyWaiting,
} from "#shared/contract/index.ts";
import { readyAgent, rings, someWaiting, withRules } from "./support/routing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, openDesk, snapshot } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const unmet = ({ conditions }: { conditions: OwnRouting["lines"][number]["conditions"] }) =>
  conditions.filter(({ met }) => !met).map(({ code, mend }) => [code, mend]);

describe("why", () => {
  it("am I not getting work? Each condition by queue and medium, with the button that mends it", async () => {
    const shop = await server.workspace({ queues: ["Orders", "Calls"] });
    await withRules(server, shop.queueIds.Calls, { media: { chat: false, voice: true, video: false } });
    const ana = await server.signedIn(shop, { queues: ["Orders", "Calls"] });
    const pool = server.server.database.pool;
    await pool.query("update users set max_voice = 0 where id = $1", [ana.id]);
    const [id = ""] = await someWaiting(server, shop, [{ seconds: 70 }]);
    const desk = await openDesk(server, ana);
    const why = async (): Promise<OwnRouting> => (await desk.http("GET", "/me/routing")).body;

    const first = await why();
    expect(first).toMatchObject({
      load: 0,
      desk: [
        { medium: "chat", working: 0, most: 4 },
        { medium: "voice", working: 0, most: 0 },
        { medium: "video", working: 0, most: 1 },
      ],
    });
    const chat = first.lines.find(({ queue, medium }) => queue?.name === "Orders" && medium === "chat");
    expect(chat).toMatchObject({ waiting: 1, reasons: [{ code: "ready", conversations: 1 }] });
    expect(chat?.longestSeconds).toBeGreaterThanOrEqual(70);
    expect(chat && unmet(chat)).toEqual([["ready", "ready"]]);
    const calls = first.lines.filter(({ queue }) => queue?.name === "Calls");
    expect(calls.map((line) => [line.medium, unmet(line)])).toEqual([
      [
        "voice",
        [
          ["account_takes_medium", "ask"],
          ["ready", "ready"],
        ],
      ],
    ]);

    await desk.http("PUT", "/me/status", { status: "ready" });
    await rings(desk, id);
    const [line] = (await why()).lines;
    expect(line && unmet(line)).toEqual([["not_ringing", "answer_offer"]]);
  });

  it("is this still waiting? Everybody with what keeps it from him, for those who may see it", async () => {
    const shop = await server.workspace();
    const boss = await server.signedIn(shop, { role: "manager", name: "Boss" });
    const desk = await openDesk(server, boss);
    const ana = await readyAgent(server, shop, { name: "Ana", maxConversations: 0 });
    const away = await server.signedIn(shop, { name: "Luca", queues: ["Orders"] });
    const [first = "", id = ""] = await someWaiting(server, shop, [{ seconds: 90 }, { seconds: 40 }]);
    const answer = await desk.http("GET", `/conversations/${id}/why-waiting`);
    expect(answer.status).toBe(200);
    const why: WhyWaiting = answer.body;
    expect(why).toMatchObject({ position: 2, chosen: [], people: 2, open: true, attempts: 0, offers: [] });
    expect(Object.fromEntries(why.agents.map(({ user, reason }) => [user.name, reason?.code]))).toEqual({
      Ana: "account_takes_medium",
      Luca: "present",
    });
    expect(why.agents.find(({ user }) => user.id === ana.id)?.reason?.data).toEqual({ medium: "chat" });
    expect(why.reasons).toHaveLength(2);

    const stranger = await server.signedIn(await server.workspace(), { role: "manager" });
    const foreign = await openDesk(server, stranger);
    expect((await foreign.http("GET", `/conversations/${id}/why-waiting`)).status).toBe(404);
    await server.server.database.pool.query("update users set max_conversations = 1 where id = $1", [ana.id]);
    await ana.desk.http("POST", `/conversations/${first}/take`);
    expect((await desk.http("GET", `/conversations/${first}/why-waiting`)).status).toBe(409);
    expect(away.id).not.toBe(ana.id);
  });

  it("an offer's trail tells when it was sent, shown, heard and answered; nobody notes anything of another's", async () => {
    const shop = await server.workspace();
    const boss = await openDesk(server, await server.signedIn(shop, { role: "manager" }));
    const ana = await readyAgent(server, shop, { name: "Ana" });
    const luca = await openDesk(server, await server.signedIn(shop, { queues: [] }));
    const [id = ""] = await someWaiting(server, shop, [{}]);
    await rings(ana.desk, id);
    const [offer] = (await snapshot(ana.desk)).offers as [Offer];
    const trail = async (): Promise<OfferTrail> => (await boss.http("GET", `/offers/${offer.id}/trail`)).body;

    expect(await luca.ask("offer.seen", { offerId: offer.id, what: "shown" })).toMatchObject({ ok: true });
    const before = await eventually(async () => {
      const now = await trail();
      return now.sentAt !== null && now;
    });
    expect(before).toMatchObject({ state: "open", shownAt: null, soundedAt: null, endedAt: null });
    await ana.desk.ask("offer.seen", { offerId: offer.id, what: "shown" });
    await ana.desk.ask("offer.seen", { offerId: offer.id, what: "sounded" });
    await ana.desk.http("POST", `/offers/${offer.id}/decline`);
    const after = await trail();
    expect(after).toMatchObject({ state: "declined", user: { name: "Ana" } });
    expect([after.shownAt, after.soundedAt, after.endedAt]).not.toContain(null);
    expect((await luca.http("GET", `/offers/${offer.id}/trail`)).status).toBe(404);
    expect((await ana.desk.http("GET", `/offers/${offer.id}/trail`)).status).toBe(200);
  });

  it("was it routed so? After it is taken too: whom it rang at and why, what became of it, and each move", async () => {
    const shop = await server.workspace({ queues: ["Orders", "Returns"] });
    await withRules(server, shop.queueIds.Orders, { selection: "longest_idle" });
    const boss = await openDesk(server, await server.signedIn(shop, { role: "manager", name: "Boss" }));
    const ana = await readyAgent(server, shop, { name: "Ana", queues: ["Orders", "Returns"] });
    await server.signedIn(shop, { name: "Luca", queues: ["Orders"] });
    const mia = await readyAgent(server, shop, { name: "Mia" });
    const pool = server.server.database.pool;
    await pool.query("update agent_status set since = now() - interval '1 hour' where user_id = $1", [
      ana.id,
    ]);
    const [id = ""] = await someWaiting(server, shop, [{ seconds: 30 }]);
    await rings(ana.desk, id);
    const [offer] = (await snapshot(ana.desk)).offers as [Offer];
    await ana.desk.ask("offer.seen", { offerId: offer.id, what: "shown" });
    await ana.desk.http("POST", `/offers/${offer.id}/decline`);
    await rings(mia.desk, id);
    const [next] = (await snapshot(mia.desk)).offers as [Offer];
    const taken = await mia.desk.http("POST", `/offers/${next.id}/accept`);
    const { assignmentToken } = taken.body;
    const to = { kind: "agent", userId: ana.id };
    await mia.desk.http("POST", `/conversations/${id}/transfer`, { assignmentToken, to });
    const [direct] = (await eventually(async () => {
      const { offers } = await snapshot(ana.desk);
      return offers.length > 0 && offers;
    })) as [Offer];
    await ana.desk.http("POST", `/offers/${direct.id}/accept`);

    const asked = (desk: typeof boss) => desk.http("GET", `/conversations/${id}/routing`);
    const told = (steps: readonly RoutingStep[]) =>
      steps.map((step) =>
        step.kind === "event"
          ? step.body.kind
          : `${step.offer.reason} ${step.offer.user.name} ${step.offer.state}`,
      );
    const { steps, more }: HowRouted = (await asked(boss)).body;
    expect(more).toBe(false);
    expect(told(steps)).toEqual([
      "longest_idle Ana declined",
      "longest_idle Mia accepted",
      "transferred",
      "transfer Ana accepted",
    ]);
    const [first, second, , last] = steps as [RoutingStep, RoutingStep, RoutingStep, RoutingStep];
    expect(first).toMatchObject({
      offer: { sentAt: expect.any(String), shownAt: expect.any(String), endedAt: expect.any(String) },
      from: null,
      decision: {
        queue: { name: "Orders" },
        free: 2,
        people: 3,
        chosen: { conversations: 0 },
        reasons: [
          { code: "less_idle", people: 1, names: ["Mia"] },
          { code: "present", people: 1, names: ["Luca"] },
        ],
      },
    });
    expect(second).toMatchObject({
      decision: { free: 1, reasons: [{ names: ["Ana"] }, { names: ["Luca"] }] },
    });
    expect(last).toMatchObject({ from: { name: "Mia" }, decision: null });
    // Who has it now sees the same, as it is of a queue that he answers; and what was with himself.
    const own: HowRouted = (await asked(ana.desk)).body;
    expect(own.steps[1]).toMatchObject({ decision: { own: "not_refused_just_now" } });
  });

  it("is its way told to nobody who may not see the conversation, and of colleagues in other queues only how many", async () => {
    const shop = await server.workspace({ queues: ["Orders", "Returns"] });
    const ana = await readyAgent(server, shop, { name: "Ana" });
    const rosa = await readyAgent(server, shop, { name: "Rosa", queues: ["Returns"] });
    const [id = ""] = await someWaiting(server, shop, [{}]);
    await rings(ana.desk, id);
    const asked = async (desk: typeof ana.desk, of = id) => {
      const { status, body } = await desk.http("GET", `/conversations/${of}/routing`);
      return { status, body };
    };
    const nothing = await asked(rosa.desk, "00000000-0000-4000-8000-000000000000");
    const foreign = await openDesk(
      server,
      await server.signedIn(await server.workspace(), { role: "manager" }),
    );
    expect(nothing).toMatchObject({ status: 404, body: { code: "conversation.not_found" } });
    expect(await asked(rosa.desk)).toEqual(nothing);
    expect(await asked(foreign)).toEqual(nothing);

    const luca = await server.signedIn(shop, { name: "Luca", queues: ["Orders"] });
    const [offer] = (await snapshot(ana.desk)).offers as [Offer];
    const { body: taken } = await ana.desk.http("POST", `/offers/${offer.id}/accept`);
    const to = { kind: "agent", userId: rosa.id };
    const { assignmentToken } = taken;
    await ana.desk.http("POST", `/conversations/${id}/transfer`, { assignmentToken, to });
    const { body } = await eventually(async () => {
      const answer = await asked(rosa.desk);
      return answer.status === 200 && answer;
    });
    const [first] = (body as HowRouted).steps;
    expect(first).toMatchObject({ decision: { chosen: null, own: null } });
    expect(JSON.stringify(body)).not.toContain(luca.id);
    expect(JSON.stringify(body)).not.toContain("Luca");
    const [direct] = (await snapshot(rosa.desk)).offers as [Offer];
    await rosa.desk.http("POST", `/offers/${direct.id}/accept`);
    // Whoever had it before it was handed over has no part in it any more.
    expect(await asked(ana.desk)).toEqual(nothing);
  });

  it("does not tell one of very many that nothing kept it from him, when that is not known", async () => {
    const shop = await server.workspace({ queues: ["Orders"] });
    const ana = await readyAgent(server, shop, { name: "Ana" });
    const luca = await openDesk(server, await server.signedIn(shop, { name: "Luca", queues: ["Orders"] }));
    const [id = ""] = await someWaiting(server, shop, [{}]);
    await rings(ana.desk, id);
    const ownOf = async (desk: typeof luca) =>
      (await desk.http("GET", `/conversations/${id}/routing`)).body.steps.at(-1).decision;
    expect(await ownOf(luca)).toMatchObject({ own: expect.any(String), ownKnown: true });
    // Of 41 who were not there, 40 are kept by name, and he is not one of them.
    const who = Array.from({ length: 40 }, (_, at) => `user-${at}`);
    await server.server.database.pool.query(
      "update offers set decision = jsonb_set(decision, '{reasons}', $2) where conversation_id = $1",
      [id, JSON.stringify([{ code: "present", people: 41, who }])],
    );
    expect(await ownOf(luca)).toMatchObject({ own: null, ownKnown: false });
    expect(await ownOf(ana.desk)).toMatchObject({ own: null, ownKnown: true });
  });
});
