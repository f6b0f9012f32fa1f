import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MissedItem } from "#shared/contract/index.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, openDesk, openVisitor, sites } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const pool = () => server.server.database.pool;
const ask = (user: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: user.headers, body });
const list = async (user: SignedIn, view = "open"): Promise<MissedItem[]> =>
  (await ask(user, "GET", `/missed?view=${view}`)).body;
const take = (user: SignedIn, { id }: MissedItem) => ask(user, "POST", `/missed/${id}/take`, {});
const release = (user: SignedIn, { id }: MissedItem) => ask(user, "POST", `/missed/${id}/release`, {});
const note = (user: SignedIn, { id }: MissedItem, words: string, seen: string | null) =>
  ask(user, "PUT", `/missed/${id}/note`, { note: words, seen });
const aShop = () => server.workspace({ allowedSites: sites, queues: ["Orders", "Returns"] });
const agent = (shop: TestWorkspace, name: string, more: object = {}) =>
  server.signedIn(shop, { name, queues: ["Orders"], ...more });

/** Somebody who left the queue, as who may take from it sees him. */
async function missedBy(shop: TestWorkspace, who: SignedIn, name = "Marta"): Promise<MissedItem> {
  const customer = await openVisitor(server, shop, "Where is my parcel?", name);
  await customer.http("POST", `/visitor/conversations/${customer.conversation.id}/leave`, {});
  customer.close();
  return eventually(
    async () => (await list(who)).find((one) => one.conversationId === customer.conversation.id),
    "the item",
  );
}

describe("seeing to somebody who was missed", () => {
  it("is reading what he wrote and writing to him first, for those who may take him; then he is off the list", async () => {
    const shop = await aShop();
    const [ana, tom] = [await agent(shop, "Ana"), await agent(shop, "Tom")];
    const other = await agent(shop, "Rita", { queues: ["Returns"] });
    const item = await missedBy(shop, ana);
    expect(item.past).toEqual({ state: "closed", queueId: shop.queueIds.Orders, assigneeId: null });
    const read = (who: SignedIn) => ask(who, "GET", `/conversations/${item.conversationId}`);
    expect((await read(ana)).status).toBe(200);
    expect((await ask(ana, "GET", `/conversations/${item.conversationId}/events?after=0`)).status).toBe(200);
    expect((await read(other)).body.code).toBe("conversation.not_found");

    const write = (who: SignedIn) =>
      ask(who, "POST", "/visits/messages", {
        clientId: randomUUID(),
        customerId: item.customer.id,
        text: "Your parcel is on its way.",
      });
    expect((await write(other)).body.code).toBe("customer.not_found");
    const written = await write(ana);
    expect(written.body).toMatchObject({ reaches: "next_visit", conversation: { state: "assigned" } });
    await eventually(async () => (await list(tom)).length === 0, "the end of the item");
    expect(await list(tom, "done")).toMatchObject([
      { id: item.id, doneBy: "reached", doneByPerson: { name: "Ana" } },
    ]);
    // Nothing is owed to him any more, so what he wrote is for those whose conversation it is.
    expect((await read(tom)).body.code).toBe("conversation.not_found");
  });

  it("tells who has him when he is back, so that nobody is led to a conversation of somebody else", async () => {
    const shop = await aShop();
    const ana = await agent(shop, "Ana");
    const desk = await openDesk(server, ana);
    const tom = await agent(shop, "Tom");
    const item = await missedBy(shop, ana);
    const written = await ask(tom, "POST", "/visits/messages", {
      clientId: randomUUID(),
      customerId: item.customer.id,
      text: "Hello again",
    });
    await eventually(
      () =>
        desk
          .heard<MissedItem>("missed.changed")
          .some(({ back }) => back?.assigneeId === tom.id && back.state === "assigned"),
      "the news of who has him",
    );
    expect(written.status).toBe(200);
  });
});

describe("what somebody took", () => {
  it("is everybody's again when he is blocked, has no place in its queue any more, or is away too long", async () => {
    const shop = await aShop();
    const tom = await agent(shop, "Tom");
    const boss = await server.signedIn(shop, { name: "Olga", role: "owner" });
    const takers = {
      blocked: await agent(shop, "Bea"),
      removed: await agent(shop, "Remo"),
      gone: await agent(shop, "Gino"),
      awayAMoment: await agent(shop, "Ada"),
      there: await agent(shop, "Teo"),
      everywhere: boss,
    };
    const items: Record<string, MissedItem> = {};
    for (const [name, taker] of Object.entries(takers)) {
      const item = await missedBy(shop, tom, name);
      items[name] = item;
      expect((await take(taker, item)).body).toMatchObject({ takenBy: { id: taker.id } });
    }
    await note(takers.gone, items.gone as MissedItem, "Rang twice", null);
    await pool().query("update users set blocked_at = now() where id = $1", [takers.blocked.id]);
    await pool().query("delete from queue_members where user_id = $1", [takers.removed.id]);
    const away = (who: SignedIn, minutes: number) =>
      pool().query("update sessions set updated_at = now() - make_interval(mins => $2) where user_id = $1", [
        who.id,
        minutes,
      ]);
    await away(takers.awayAMoment, 4);
    await away(takers.gone, 6);

    const open = async () => (await list(tom)).filter(({ state }) => state === "open");
    await eventually(async () => (await open()).length === 3, "three that are everybody's again");
    expect((await open()).map(({ customer }) => customer.name).sort()).toEqual([
      "blocked",
      "gone",
      "removed",
    ]);
    expect((await open()).find(({ id }) => id === items.gone?.id)?.note).toBe("Rang twice");
    const kept = (await list(tom)).filter(({ state }) => state === "taken");
    expect(kept.map(({ takenBy }) => takenBy?.name).sort()).toEqual(["Ada", "Olga", "Teo"]);
    expect((await take(tom, items.gone as MissedItem)).body).toMatchObject({ takenBy: { name: "Tom" } });
  });

  it("is given back for him by those who look after his conversations, and by no other colleague", async () => {
    const shop = await aShop();
    const [ana, tom] = [await agent(shop, "Ana"), await agent(shop, "Tom")];
    const lead = await agent(shop, "Lea", { role: "supervisor" });
    const item = await missedBy(shop, ana);
    await take(ana, item);
    expect((await release(tom, item)).body.code).toBe("missed.taken");
    expect((await release(lead, item)).body).toMatchObject({ state: "open", takenBy: null });
    expect((await take(tom, item)).body).toMatchObject({ takenBy: { name: "Tom" } });
  });
});

describe("a note on somebody who was missed", () => {
  it("is not written over by a colleague who has not seen it", async () => {
    const shop = await aShop();
    const [ana, tom] = [await agent(shop, "Ana"), await agent(shop, "Tom")];
    const item = await missedBy(shop, ana);
    expect((await note(ana, item, "Rang at nine", null)).body).toMatchObject({ note: "Rang at nine" });
    expect((await note(tom, item, "Wrote an e-mail", null)).body.code).toBe("record.stale");
    expect((await list(tom))[0]?.note).toBe("Rang at nine");
    const both = "Rang at nine\nWrote an e-mail";
    expect((await note(tom, item, both, "Rang at nine")).body).toMatchObject({ note: both });
    expect((await note(tom, item, " ", both)).body).toMatchObject({ note: null });
  });
});
