import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { headOf, notedOf, readyAgent, ringing, someWaiting, withRules } from "./support/routing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, openVisitor, sites } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const never = { timeZone: "UTC", week: {}, holidays: [] };
const missedOf = async (conversationId: string) =>
  (
    await server.server.database.pool.query(
      "select kind, state, offers_callback from missed_items where conversation_id = $1",
      [conversationId],
    )
  ).rows;

describe("somebody who cannot or need not wait", () => {
  it("in a closed queue is told so, or asked for a call back, and is a missed item from there on", async () => {
    const shop = await server.workspace({ allowedSites: sites, queues: ["Orders", "Calls"] });
    const agent = await readyAgent(server, shop, { queues: ["Orders", "Calls"] });
    await withRules(server, shop.queueIds.Orders, { hours: never, whenClosed: { to: "message" } });
    await withRules(server, shop.queueIds.Calls, { hours: never, whenClosed: { to: "callback" } });
    const { conversation } = await openVisitor(server, shop);
    const [call = ""] = await someWaiting(server, shop, [{ queue: "Calls" }]);
    await eventually(async () => (await headOf(server, conversation.id))?.state === "closed");
    await eventually(async () => (await headOf(server, call))?.state === "closed");
    expect(await missedOf(conversation.id)).toEqual([
      { kind: "missed", state: "open", offers_callback: false },
    ]);
    expect(await missedOf(call)).toEqual([{ kind: "missed", state: "open", offers_callback: true }]);
    expect(await notedOf(server, call)).toContainEqual(
      expect.objectContaining({
        what: "overflowed",
        detail: expect.objectContaining({ why: "closed", queue: "Calls" }),
      }),
    );
    expect(await ringing(agent.desk)).toEqual([]);
  });

  it("too long goes to the other queue, keeps his place in time, and never comes back", async () => {
    const shop = await server.workspace({ queues: ["Orders", "Others"] });
    const [orders, others] = [shop.queueIds.Orders ?? "", shop.queueIds.Others ?? ""];
    const rules = { maxWaitSeconds: 30, priority: 18 } as const;
    await withRules(server, orders, { ...rules, whenWaitedTooLong: { to: "queue", queueId: others } });
    await withRules(server, others, { ...rules, whenWaitedTooLong: { to: "queue", queueId: orders } });
    const [id = "", soon = ""] = await someWaiting(server, shop, [{ seconds: 40 }, { seconds: 5 }]);
    const moved = await eventually(async () => {
      const head = await headOf(server, id);
      return head?.queue_id === others && head;
    });
    expect(moved).toMatchObject({ state: "waiting", priority: 18, overflowed_from: [orders] });
    await server.server.database.pool.query(
      "update conversation_events set at = at - interval '1 minute' where conversation_id = $1",
      [id],
    );
    await server.server.database.pool.query(
      "update conversations set waiting_since = waiting_since - interval '1 hour' where id = $1",
      [id],
    );
    const agent = await readyAgent(server, shop, { queues: ["Others"] });
    await eventually(async () => (await ringing(agent.desk)).includes(id as never));
    expect((await headOf(server, soon))?.queue_id).toBe(orders);
  });

  it("too long is told so, or asked for a call back, each as his queue says", async () => {
    const shop = await server.workspace({ queues: ["Told", "Called"] });
    const rules = { maxWaitSeconds: 30 };
    await withRules(server, shop.queueIds.Told, { ...rules, whenWaitedTooLong: { to: "message" } });
    await withRules(server, shop.queueIds.Called, { ...rules, whenWaitedTooLong: { to: "callback" } });
    const [told = "", called = "", soon = ""] = await someWaiting(server, shop, [
      { queue: "Told", seconds: 40 },
      { queue: "Called", seconds: 40 },
      { queue: "Called", seconds: 5 },
    ]);
    for (const one of [told, called])
      await eventually(async () => (await headOf(server, one))?.state === "closed");
    expect(await missedOf(told)).toEqual([{ kind: "missed", state: "open", offers_callback: false }]);
    expect(await missedOf(called)).toEqual([{ kind: "missed", state: "open", offers_callback: true }]);
    expect((await headOf(server, soon))?.state).toBe("waiting");
  });

  it("in a full queue the last to come have no place: they are told so, called back, or wait in the other", async () => {
    const shop = await server.workspace({ queues: ["Told", "Called", "Sent", "Others"] });
    const ways = {
      Told: { to: "message" },
      Called: { to: "callback" },
      Sent: { to: "queue", queueId: shop.queueIds.Others ?? "" },
    } as const;
    for (const [name, whenFull] of Object.entries(ways))
      await withRules(server, shop.queueIds[name], { maxLength: 2, whenFull });
    const ids = await someWaiting(
      server,
      shop,
      Object.keys(ways).flatMap((queue) => [40, 30, 20, 10].map((seconds) => ({ queue, seconds }))),
    );
    const heads = async () => Promise.all(ids.map((id) => headOf(server, id)));
    const now = await eventually(async () => {
      const all = await heads();
      const gone = all.filter((one) => one?.state === "closed" || one?.queue_id === shop.queueIds.Others);
      return gone.length === 6 && all;
    });
    const stays = (queue: string) => ({ state: "waiting", queue_id: shop.queueIds[queue] });
    const [waits, closed] = [["Told", "Called", "Sent"].map(stays), { state: "closed" }];
    expect(now).toMatchObject([
      ...[waits[0], waits[0], closed, closed],
      ...[waits[1], waits[1], closed, closed],
      ...[waits[2], waits[2], stays("Others"), stays("Others")],
    ]);
    expect(await missedOf(ids[3] ?? "")).toEqual([{ kind: "missed", state: "open", offers_callback: false }]);
    expect(await missedOf(ids[7] ?? "")).toEqual([{ kind: "missed", state: "open", offers_callback: true }]);
    expect(await missedOf(ids[11] ?? "")).toEqual([]);
  });
});
