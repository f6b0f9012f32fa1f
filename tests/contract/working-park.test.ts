import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, ConversationEvent } from "#shared/contract/index.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  type End,
  eventually,
  openDesk,
  openVisitor,
  sites,
  snapshot,
  type VisitorEnd,
} from "./support/talk.ts";

let server: TestServer;
let pool: TestServer["server"]["database"]["pool"];
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  pool = server.server.database.pool;
});
afterAll(() => server.stop());

/** Ana, with room for so many conversations, and so many customers whom she serves. */
async function floor(room: number, customers: number) {
  const shop = await server.workspace({ queues: ["Orders"], allowedSites: sites });
  const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"], maxConversations: room });
  const atAna = await openDesk(server, ana);
  const served: { customer: VisitorEnd; mine: Conversation }[] = [];
  for (let each = 0; each < customers; each += 1) {
    const customer = await openVisitor(server, shop);
    served.push({ customer, mine: await taken(atAna, customer) });
  }
  return { shop, ana, atAna, served };
}

async function taken(desk: End, customer: VisitorEnd): Promise<Conversation> {
  const { status, body } = await desk.http("POST", `/conversations/${customer.conversation.id}/take`);
  expect(status).toBe(200);
  return body;
}

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const park = (desk: End, { id, assignmentToken }: Conversation, until = inHours(1)) =>
  desk.http("POST", `/conversations/${id}/park`, { assignmentToken, until, note: "the warehouse answers" });

const recordOf = async (desk: End, id: string): Promise<Conversation> =>
  (await desk.http("GET", `/conversations/${id}`)).body;

/** As if the hour had come. */
const cometh = (id: string) =>
  pool.query("update conversations set parked_until = now() - interval '1 second' where id = $1", [id]);

async function noted(id: string): Promise<object[]> {
  const { rows } = await pool.query<{ body: ConversationEvent["body"] }>(
    "select body from conversation_events where conversation_id = $1 and body->>'kind' = 'noted' order by seq",
    [id],
  );
  return rows.map(({ body }) => (body.kind === "noted" ? { what: body.what, why: body.detail.why } : {}));
}

const stateOf = async (id: string) =>
  (
    await pool.query(
      `select state, assignee_id as "assigneeId", parked_until is not null as parked, priority from conversations where id = $1`,
      [id],
    )
  ).rows[0];

describe("parking", () => {
  it("gives the place to somebody else, reminds at its moment, and waits parked and due while there is no place", async () => {
    const { shop, atAna, served } = await floor(1, 1);
    const { mine } = served[0] as (typeof served)[0];

    const { body: parked } = await park(atAna, mine);
    expect(parked).toMatchObject({ state: "assigned", parked: { note: "the warehouse answers" } });
    const other = await openVisitor(server, shop);
    const second = await taken(atAna, other);

    await cometh(mine.id);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await stateOf(mine.id)).toMatchObject({ state: "assigned", parked: true });
    const full = await atAna.http("POST", `/conversations/${mine.id}/resume`, {
      assignmentToken: mine.assignmentToken,
    });
    expect(full).toMatchObject({ status: 409, body: { code: "agent.at_capacity" } });

    await park(atAna, second);
    await eventually(async () => !(await stateOf(mine.id)).parked, "the reminder");
    await eventually(
      () =>
        atAna.heard<Conversation>("conversation.changed").some((one) => one.id === mine.id && !one.parked),
      "the news of it",
    );
    expect(await noted(mine.id)).toEqual([
      { what: "parked", why: undefined },
      { what: "resumed", why: "reminder" },
    ]);
    expect((await snapshot(atAna)).mine).toHaveLength(2);
  });

  it("ends when the customer writes: with its agent if there is a place, else in its queue, with a note", async () => {
    const { shop, atAna, served } = await floor(1, 1);
    const { mine, customer } = served[0] as (typeof served)[0];
    await park(atAna, mine);
    await customer.say("Are you still there?");
    await eventually(async () => !(await stateOf(mine.id)).parked, "taking it up");
    expect(await stateOf(mine.id)).toMatchObject({ state: "assigned" });

    // Parked behind that message: it does not count again.
    await park(atAna, await recordOf(atAna, mine.id));
    const other = await openVisitor(server, shop);
    await taken(atAna, other);
    expect(await stateOf(mine.id)).toMatchObject({ parked: true });
    await customer.say("Hello?");
    await eventually(async () => (await stateOf(mine.id)).state === "waiting", "going back");

    expect(await stateOf(mine.id)).toMatchObject({ assigneeId: null, parked: false, priority: 20 });
    expect(await noted(mine.id)).toEqual([
      { what: "parked", why: undefined },
      { what: "resumed", why: "customer" },
      { what: "parked", why: undefined },
      { what: "returned", why: "customer" },
    ]);
  });

  it("is one's own to begin and to end, at a moment to come, and taken up once however many try", async () => {
    const { shop, atAna, served } = await floor(2, 1);
    const { mine } = served[0] as (typeof served)[0];
    const boss = await openDesk(server, await server.signedIn(shop, { name: "Boss", role: "owner" }));

    expect(await park(boss, mine)).toMatchObject({ status: 409, body: { code: "conversation.stale" } });
    expect((await park(atAna, mine, inHours(-1))).body.code).toBe("request.invalid");
    expect((await park(atAna, mine, inHours(24 * 91))).body.code).toBe("request.invalid");
    await park(atAna, mine);
    const token = { assignmentToken: mine.assignmentToken };
    await cometh(mine.id);
    const tries = await Promise.all(
      [1, 2, 3].map(() => atAna.http("POST", `/conversations/${mine.id}/resume`, token)),
    );
    for (const { status, body } of tries)
      if (status !== 200) expect(body.code).toBe("conversation.not_parked");
    await eventually(async () => !(await stateOf(mine.id)).parked);
    expect((await noted(mine.id)).filter((one) => "what" in one && one.what === "resumed")).toHaveLength(1);
  });
});

describe("an agent who disappears", () => {
  const gone = (userId: string, minutes: number) =>
    pool.query(
      "update agent_status set since = now() - make_interval(mins => $2) where user_id = $1 and status = 'offline'",
      [userId, minutes],
    );

  it("keeps what he has for as long as the workspace waits; then it is in its queue, but what he parked", async () => {
    const { shop, ana, atAna, served } = await floor(4, 2);
    const [talk, later] = served as [(typeof served)[0], (typeof served)[0]];
    await park(atAna, later.mine);
    await pool.query(
      `update workspaces set settings = settings || '{"away":{"returnMinutes":2}}' where id = $1`,
      [shop.id],
    );
    atAna.close();
    await pool.query("update presence_leases set until = now() where user_id = $1", [ana.id]);
    await eventually(async () => {
      const { rows } = await pool.query("select status from agent_status where user_id = $1", [ana.id]);
      return rows[0]?.status === "offline";
    }, "being offline");

    await gone(ana.id, 1);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await stateOf(talk.mine.id)).toMatchObject({ state: "assigned" });
    await gone(ana.id, 3);
    await eventually(async () => (await stateOf(talk.mine.id)).state === "waiting", "going back").catch(() =>
      eventually(async () => (await stateOf(talk.mine.id)).state === "waiting", "going back"),
    );
    expect(await noted(talk.mine.id)).toEqual([{ what: "returned", why: "agent_gone" }]);
    expect(await stateOf(later.mine.id)).toMatchObject({ state: "assigned", parked: true });

    // Its moment comes, and she is still not there.
    await cometh(later.mine.id);
    await eventually(async () => (await stateOf(later.mine.id)).state === "waiting", "going back");
    expect(await noted(later.mine.id)).toEqual([
      { what: "parked", why: undefined },
      { what: "returned", why: "reminder" },
    ]);
  });
});
