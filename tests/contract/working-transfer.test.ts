import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepGroups } from "#server/features/conversations/sweep-groups.ts";
import type { Conversation, ConversationEvent } from "#shared/contract/index.ts";
import type { QueueRules } from "#shared/domain/queue-rules.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  accept,
  type End,
  eventually,
  logOf,
  offerOf,
  openDesk,
  openVisitor,
  ready,
  sites,
} from "./support/talk.ts";

let server: TestServer;
let pool: TestServer["server"]["database"]["pool"];
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  pool = server.server.database.pool;
});
afterAll(() => server.stop());

interface Floor {
  shop: TestWorkspace;
  ana: SignedIn;
  luca: SignedIn;
  atAna: End;
  atLuca: End;
  /** Ana has it. */
  given: Conversation;
}

/** Ana serves a customer; Luca is at his desk for direct work only. */
async function floor(rules: Partial<QueueRules> = {}): Promise<Floor> {
  const shop = await server.workspace({ queues: ["Orders", "Billing"], allowedSites: sites });
  await pool.query("update queues set rules = $2 where workspace_id = $1", [shop.id, JSON.stringify(rules)]);
  const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
  const luca = await server.signedIn(shop, { name: "Luca", queues: ["Billing"] });
  const [atAna, atLuca] = [await openDesk(server, ana), await openDesk(server, luca)];
  const customer = await openVisitor(server, shop);
  const { body: given } = await atAna.http("POST", `/conversations/${customer.conversation.id}/take`);
  return { shop, ana, luca, atAna, atLuca, given };
}

const transfer = (desk: End, { id, assignmentToken }: Conversation, to: object) =>
  desk.http("POST", `/conversations/${id}/transfer`, { assignmentToken, to, note: "Wants a refund" });

/** Lets what rings for a conversation run out, as the clock would. */
const lapse = (conversationId: string) =>
  pool.query("update offers set expires_at = now() where conversation_id = $1 and state = 'open'", [
    conversationId,
  ]);

const noted = (events: readonly ConversationEvent[], what: string) =>
  events.flatMap(({ body }) => (body.kind === "noted" && body.what === what ? [body] : []));

const offersOf = async (conversationId: string) =>
  (
    await pool.query(
      `select user_id as "userId", state, reason from offers where conversation_id = $1 order by created_at`,
      [conversationId],
    )
  ).rows;

const stateOf = async (conversationId: string) =>
  (
    await pool.query(
      `select state, assignee_id as "assigneeId", group_id as "groupId", queue_id as "queueId", priority from conversations where id = $1`,
      [conversationId],
    )
  ).rows[0];

describe("a transfer to a person", () => {
  it("rings as long as its queue says, by the transfer's priority, and comes back once when it is not taken", async () => {
    const { atAna, atLuca, given, luca, ana } = await floor({ transferSeconds: 45, transferPriority: 27 });

    const handed = await transfer(atAna, given, { kind: "agent", userId: luca.id });
    const offer = await offerOf(atLuca, given.id);

    expect(handed.body).toMatchObject({ state: "waiting", priority: 27 });
    expect(Date.parse(offer.expiresAt) - Date.parse(offer.createdAt)).toBe(45_000);
    expect(offer).toMatchObject({ reason: "transfer", note: "Wants a refund", from: { id: ana.id } });

    await lapse(given.id);
    const back = await offerOf(atAna, given.id);
    expect(back).toMatchObject({ reason: "bounce_back", from: { id: luca.id, name: "Luca" } });

    await lapse(given.id);
    await eventually(async () => noted(await logOf(atAna, given.id), "bounced_back").length === 2);
    expect(noted(await logOf(atAna, given.id), "bounced_back")).toMatchObject([
      { who: { name: "Luca" }, detail: { outcome: "expired", to: "agent", name: "Ana" } },
      { who: { name: "Ana" }, detail: { outcome: "expired", to: "queue", name: "Orders" } },
    ]);
    // It waits for whoever is ready; it is nobody's own any more, and rings at neither of the two by itself.
    expect(await stateOf(given.id)).toMatchObject({ state: "waiting", assigneeId: null });
    expect(await offersOf(given.id)).toMatchObject([
      { userId: luca.id, state: "expired", reason: "transfer" },
      { userId: ana.id, state: "expired", reason: "bounce_back" },
    ]);
  });

  it("comes back at once when it is declined, and goes to its queue when he who handed it over is gone or the rule says so", async () => {
    const { atAna, atLuca, given, luca } = await floor();
    await transfer(atAna, given, { kind: "agent", userId: luca.id });
    const offer = await offerOf(atLuca, given.id);
    await atLuca.http("POST", `/offers/${offer.id}/decline`);
    const again = await accept(atAna, given.id);
    expect(again).toMatchObject({ assignee: { name: "Ana" } });

    await transfer(atAna, again, { kind: "agent", userId: luca.id });
    await atAna.http("PUT", "/me/status", { status: "dnd" });
    const second = await offerOf(atLuca, given.id);
    await atLuca.http("POST", `/offers/${second.id}/decline`);
    expect((await offersOf(given.id)).filter(({ state }) => state === "open")).toEqual([]);

    const plain = await floor({ bounceBack: false });
    await transfer(plain.atAna, plain.given, { kind: "agent", userId: plain.luca.id });
    const third = await offerOf(plain.atLuca, plain.given.id);
    await plain.atLuca.http("POST", `/offers/${third.id}/decline`);
    expect(await offersOf(plain.given.id)).toMatchObject([{ state: "declined" }]);
    expect(await stateOf(plain.given.id)).toMatchObject({ state: "waiting" });
  });

  it("comes back at once when the colleague's app is gone while it rings", async () => {
    const { atAna, atLuca, given, luca } = await floor();
    await transfer(atAna, given, { kind: "agent", userId: luca.id });
    await offerOf(atLuca, given.id);

    atLuca.close();
    await pool.query("update presence_leases set until = now() where user_id = $1", [luca.id]);

    expect(await offerOf(atAna, given.id)).toMatchObject({ reason: "bounce_back" });
    expect(noted(await logOf(atAna, given.id), "bounced_back")).toMatchObject([
      { who: { name: "Luca" }, detail: { outcome: "withdrawn", to: "agent" } },
    ]);
  });

  it("is never both accepted and bounced, however the two meet", { timeout: 60_000 }, async () => {
    const { atAna, atLuca, given, luca, ana } = await floor();
    let mine = given;
    let accepted = 0;
    for (let round = 0; round < 12; round += 1) {
      await transfer(atAna, mine, { kind: "agent", userId: luca.id });
      const offer = await offerOf(atLuca, given.id);
      // The clock runs out while he accepts, and his other device declines.
      const [answer] = await Promise.all([
        atLuca.http("POST", `/offers/${offer.id}/accept`),
        round % 2 === 0 ? lapse(given.id) : atLuca.http("POST", `/offers/${offer.id}/decline`),
      ]);
      expect([200, 409]).toContain(answer.status);
      if (answer.status === 200) {
        accepted += 1;
        expect(await stateOf(given.id)).toMatchObject({ state: "assigned", assigneeId: luca.id });
        const back = await transfer(atLuca, answer.body, { kind: "agent", userId: ana.id });
        expect(back.status).toBe(200);
      }
      const open = (await offersOf(given.id)).filter(({ state }) => state === "open");
      expect(open.length).toBeLessThanOrEqual(1);
      mine = await accept(atAna, given.id);
      expect((await offersOf(given.id)).filter(({ state }) => state === "open")).toEqual([]);
    }
    const log = await logOf(atAna, given.id);
    expect(noted(log, "bounced_back")).toHaveLength(12 - accepted);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  });
});

describe("a transfer to a group or a queue", () => {
  it("asks only the group's people, keeps the queue, and gives the group up when it goes on to another queue", async () => {
    const { shop, atAna, given, luca } = await floor({ transferPriority: 21 });
    const refunds = await server.group(shop, { name: "Refunds", members: [luca] });
    const empty = await server.group(shop, { name: "Nobody" });
    const foreign = await server.group(await server.workspace(), { name: "Elsewhere" });

    const to = (groupId: string) => transfer(atAna, given, { kind: "group", groupId });
    expect(await to(foreign)).toMatchObject({ status: 404, body: { code: "group.not_found" } });
    expect(await to(empty)).toMatchObject({ status: 409, body: { code: "group.nobody" } });
    const handed = await to(refunds);
    expect(handed.body).toMatchObject({
      state: "waiting",
      group: { id: refunds, name: "Refunds" },
      queue: { name: "Orders" },
      priority: 21,
    });
    const said = await pool.query(
      "select body from conversation_events where conversation_id = $1 and body->>'kind' = 'transferred'",
      [given.id],
    );
    expect(said.rows[0].body).toMatchObject({ toGroup: { name: "Refunds" }, toAgent: null, toQueue: null });

    const atBoss = await openDesk(server, await server.signedIn(shop, { name: "Boss", role: "owner" }));
    const on = await transfer(atBoss, handed.body, { kind: "queue", queueId: shop.queueIds.Billing });
    expect(on.body).toMatchObject({ group: null, queue: { name: "Billing" } });
  });

  it("waits for its whole queue when nobody of the group is left to answer, or the group is deleted", async () => {
    const { shop, atAna, given, luca } = await floor();
    const group = await server.group(shop, { name: "Refunds", members: [luca] });
    const handed = await transfer(atAna, given, { kind: "group", groupId: group });
    expect(handed.body).toMatchObject({ group: { name: "Refunds" } });
    const news = { publish: async (committed: { result: unknown }) => committed.result };
    await sweepGroups({ pool, news } as never);
    expect(await stateOf(given.id)).toMatchObject({ groupId: group });

    await pool.query("delete from groups where id = $1", [group]);
    await sweepGroups({ pool, news } as never);

    expect(await stateOf(given.id)).toMatchObject({ state: "waiting", groupId: null });
    // She handed it on herself, and rests from it for ten seconds: here it waits as if from after that.
    await pool.query("update conversations set waiting_since = now() where id = $1", [given.id]);
    await ready(atAna);
    expect(await offerOf(atAna, given.id)).toMatchObject({ conversationId: given.id });
  });

  it("tells beforehand who is there, how many of a group, and which queue is open", async () => {
    const { shop, atAna, atLuca, luca, given } = await floor();
    await server.group(shop, { name: "Refunds", members: [luca] });
    await pool.query("update queues set rules = $2 where id = $1", [
      shop.queueIds.Billing,
      JSON.stringify({ hours: { timeZone: "UTC", week: {}, holidays: [] } }),
    ]);
    const targets = (await atAna.http("GET", `/conversations/${given.id}/targets`)).body;

    expect(targets.rule).toEqual({ seconds: 60, bouncesBack: true });
    expect(targets.people.find((one: { name: string }) => one.name === "Luca")).toMatchObject({
      status: "online",
      present: true,
      wrappingUp: false,
      free: { chat: 4, voice: 1, video: 1 },
    });
    expect(targets.groups).toMatchObject([{ name: "Refunds", people: 1, available: 0 }]);
    expect(targets.queues).toMatchObject([
      { name: "Orders", open: true },
      { name: "Billing", open: false, waiting: 0 },
    ]);
    expect(targets.people.map((one: { name: string }) => one.name)).not.toContain("Ana");
    await ready(atLuca);
    const later = (await atAna.http("GET", `/conversations/${given.id}/targets`)).body;
    expect(later.groups).toMatchObject([{ name: "Refunds", people: 1, available: 1 }]);
  });
});
