import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, ConversationEvent } from "#shared/contract/index.ts";
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
  say,
  sites,
  snapshot,
} from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

interface Floor {
  shop: TestWorkspace;
  ana: SignedIn;
  luca: SignedIn;
  atAna: End;
  atLuca: End;
}

/** A shop with two agents at their desks; who is ready is said by the test. */
async function floor(options: { maxConversations?: number } = {}): Promise<Floor> {
  const shop = await server.workspace({ queues: ["Orders", "Billing"], allowedSites: sites });
  const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"], ...options });
  const luca = await server.signedIn(shop, { name: "Luca", queues: ["Orders", "Billing"], ...options });
  return { shop, ana, luca, atAna: await openDesk(server, ana), atLuca: await openDesk(server, luca) };
}

const kinds = (events: readonly ConversationEvent[]) => events.map(({ body }) => body.kind);

describe("a conversation from the first word to the last", () => {
  it("rings, is accepted, is answered, changes hands with a note and is closed with an outcome", async () => {
    const { shop, luca, atAna, atLuca } = await floor();
    await ready(atAna);
    const customer = await openVisitor(server, shop);
    const id = customer.conversation.id;

    const accepted = await accept(atAna, id);
    expect(accepted).toMatchObject({ state: "assigned", assignee: { name: "Ana" } });
    expect(await say(atAna, id, "Hello!")).toMatchObject({ ok: true, data: { seq: 4 } });
    expect(await customer.say("I ordered a lamp.")).toMatchObject({ ok: true });
    const handed = await atAna.http("POST", `/conversations/${id}/transfer`, {
      assignmentToken: accepted.assignmentToken,
      to: { kind: "agent", userId: luca.id },
      note: "Wants a refund",
    });
    expect(handed.body).toMatchObject({ state: "waiting", assignee: null });
    const atLast = await accept(atLuca, id);
    expect((await offersSeen(atLuca))[0]).toMatchObject({ reason: "transfer", note: "Wants a refund" });
    const closed = await atLuca.http("POST", `/conversations/${id}/close`, {
      assignmentToken: atLast.assignmentToken,
      outcome: "resolved",
      note: "Refunded",
    });
    expect(closed.body).toMatchObject({ state: "closed", outcome: "resolved" });

    const log = await logOf(atLuca, id).catch(() => []);
    const all = log.length > 0 ? log : await everything(id);
    expect(kinds(all)).toEqual([
      "opened",
      "message",
      "assigned",
      "message",
      "message",
      "note",
      "transferred",
      "assigned",
      "note",
      "closed",
    ]);
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
  });

  it("shows the customer no note, no outcome, no colleague's id, and numbers without a gap", async () => {
    const { shop, ana, atAna } = await floor();
    await ready(atAna);
    const customer = await openVisitor(server, shop);
    const id = customer.conversation.id;
    const { assignmentToken } = await accept(atAna, id);

    await say(atAna, id, "a secret thought", { kind: "note" });
    await say(atAna, id, "Hello!");
    await atAna.http("POST", `/conversations/${id}/close`, {
      assignmentToken,
      outcome: "spam",
      note: "rude",
    });
    await eventually(() =>
      customer.heard<ConversationEvent>("event.appended").some(({ body }) => body.kind === "closed"),
    );

    const seen = await logOf(customer, id, "visitor");
    expect(kinds(seen)).toEqual(["opened", "message", "assigned", "message", "closed"]);
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    const everythingHeard = JSON.stringify([
      seen,
      customer.heard("event.appended"),
      customer.heard("conversation.changed"),
    ]);
    for (const secret of ["secret thought", "spam", "rude", ana.id])
      expect(everythingHeard).not.toContain(secret);
  });

  it("opens again when the customer writes after the end, and waits in its queue", async () => {
    const { shop, atAna } = await floor();
    await ready(atAna);
    const customer = await openVisitor(server, shop);
    const id = customer.conversation.id;
    const { assignmentToken } = await accept(atAna, id);
    await atAna.http("POST", `/conversations/${id}/close`, { assignmentToken, outcome: "resolved" });

    expect(await customer.say("One more thing")).toMatchObject({ ok: true });

    expect(kinds(await logOf(customer, id, "visitor")).slice(-2)).toEqual(["reopened", "message"]);
    expect(await accept(atAna, id)).toMatchObject({ state: "assigned", outcome: null });
  });

  it("goes back to a queue with a note when the agent says so", async () => {
    const { shop, atAna, atLuca } = await floor();
    await ready(atAna);
    const customer = await openVisitor(server, shop);
    const id = customer.conversation.id;
    const { assignmentToken } = await accept(atAna, id);
    await ready(atLuca);

    const to = { kind: "queue", queueId: shop.queueIds.Billing };
    const back = await atAna.http("POST", `/conversations/${id}/transfer`, {
      assignmentToken,
      to,
      note: "an invoice",
    });

    expect(back.body).toMatchObject({ state: "waiting", queue: { name: "Billing" } });
    expect(await accept(atLuca, id)).toMatchObject({ assignee: { name: "Luca" } });
  });
});

const offersSeen = async (desk: End) => desk.heard<{ reason: string; note: string | null }>("offer.changed");

async function everything(id: string): Promise<ConversationEvent[]> {
  const { rows } = await server.server.database.pool.query(
    "select seq, body from conversation_events where conversation_id = $1 order by seq",
    [id],
  );
  return rows;
}

describe("who gets what waits", () => {
  it("offers to the ready agent with the fewest open conversations", async () => {
    const { shop, atAna, atLuca } = await floor();
    await ready(atAna);
    const first = await openVisitor(server, shop);
    await accept(atAna, first.conversation.id);
    await ready(atLuca);

    const second = await openVisitor(server, shop);

    expect(await offerOf(atLuca, second.conversation.id)).toMatchObject({
      state: "open",
      reason: "least_loaded",
    });
    expect((await snapshot(atAna)).offers).toEqual([]);
  });

  it("offers nothing to an agent who is not ready", async () => {
    const { shop, atAna } = await floor();
    const customer = await openVisitor(server, shop);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await snapshot(atAna)).offers).toEqual([]);
    expect((await snapshot(atAna)).unassigned.map(({ id }) => id)).toEqual([customer.conversation.id]);
  });

  it("asks somebody else after a decline", async () => {
    const { shop, atAna, atLuca } = await floor();
    await ready(atAna);
    const customer = await openVisitor(server, shop);
    const offer = await offerOf(atAna, customer.conversation.id);
    await ready(atLuca);

    const declined = await atAna.http("POST", `/offers/${offer.id}/decline`);

    expect(declined.body).toMatchObject({ state: "declined" });
    expect(await offerOf(atLuca, customer.conversation.id)).toMatchObject({ state: "open" });
  });

  it("takes a missed offer to somebody else and makes whoever missed it not ready", async () => {
    const { shop, atAna, atLuca, ana } = await floor();
    await ready(atAna);
    const customer = await openVisitor(server, shop);
    const offer = await offerOf(atAna, customer.conversation.id);
    await ready(atLuca);

    await server.server.database.pool.query("update offers set expires_at = now() where id = $1", [offer.id]);

    expect(await offerOf(atLuca, customer.conversation.id)).toMatchObject({ state: "open" });
    await eventually(() =>
      atAna
        .heard<{ id: string; state: string }>("offer.changed")
        .some((each) => each.id === offer.id && each.state === "expired"),
    );
    expect((await snapshot(atAna)).status).toMatchObject({
      userId: ana.id,
      status: "paused",
      cause: "offer_missed",
    });
    const late = await atAna.http("POST", `/offers/${offer.id}/accept`);
    expect(late).toMatchObject({ status: 409, body: { code: "offer.gone" } });
  });

  it("is accepted by exactly one, however many try at once", async () => {
    const { shop, atAna, atLuca } = await floor();
    const customer = await openVisitor(server, shop);
    const id = customer.conversation.id;

    const tries = await Promise.all(
      [atAna, atLuca, atAna, atLuca, atAna].map((desk) => desk.http("POST", `/conversations/${id}/take`)),
    );

    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(kinds(await everything(id)).filter((kind) => kind === "assigned")).toHaveLength(1);
  });

  it("never pushes anybody above his capacity, not even by many takes at once", async () => {
    const { shop, atAna } = await floor({ maxConversations: 2 });
    const customers = await Promise.all([1, 2, 3, 4, 5].map(() => openVisitor(server, shop)));

    const tries = await Promise.all(
      customers.map(({ conversation }) => atAna.http("POST", `/conversations/${conversation.id}/take`)),
    );

    expect(tries.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(tries.filter(({ body }) => body.code === "agent.at_capacity")).toHaveLength(3);
    expect((await snapshot(atAna)).mine).toHaveLength(2);
  });

  it("refuses a command that follows an earlier assignment", async () => {
    const { shop, atAna, atLuca, luca } = await floor();
    await ready(atAna);
    const customer = await openVisitor(server, shop);
    const id = customer.conversation.id;
    const old: Conversation = await accept(atAna, id);
    const token = { assignmentToken: old.assignmentToken };
    await atAna.http("POST", `/conversations/${id}/transfer`, {
      ...token,
      to: { kind: "agent", userId: luca.id },
    });
    await accept(atLuca, id);

    const again = await atAna.http("POST", `/conversations/${id}/close`, { ...token, outcome: "resolved" });
    const stale = await atLuca.http("POST", `/conversations/${id}/close`, { ...token, outcome: "resolved" });

    expect(again).toMatchObject({ status: 404, body: { code: "conversation.not_found" } });
    expect(stale).toMatchObject({ status: 409, body: { code: "conversation.stale" } });
    expect(await say(atAna, id, "still here?")).toMatchObject({
      ok: false,
      error: { code: "conversation.not_assigned" },
    });
  });

  it("does not hand a conversation to somebody who is not there, is a stranger, or is oneself", async () => {
    const { shop, atAna, ana } = await floor();
    await ready(atAna);
    const customer = await openVisitor(server, shop);
    const id = customer.conversation.id;
    const { assignmentToken } = await accept(atAna, id);
    const away = await server.signedIn(shop, { name: "Away" });
    const stranger = await server.signedIn(await server.workspace());

    const to = (userId: string) =>
      atAna.http("POST", `/conversations/${id}/transfer`, { assignmentToken, to: { kind: "agent", userId } });

    expect(await to(away.id)).toMatchObject({ status: 409, body: { code: "agent.not_available" } });
    expect(await to(stranger.id)).toMatchObject({ status: 404, body: { code: "agent.not_found" } });
    expect(await to(randomUUID())).toMatchObject({ status: 404, body: { code: "agent.not_found" } });
    expect(await to(ana.id)).toMatchObject({ status: 409, body: { code: "agent.not_available" } });
  });
});
