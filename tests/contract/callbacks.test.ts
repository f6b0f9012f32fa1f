import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MissedItem, VisitorConversation } from "#shared/contract/index.ts";
import type { SignedIn } from "./support/fixtures.ts";
import { pass } from "./support/passing.ts";
import { withRules } from "./support/routing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, openVisitor, sites, type VisitorEnd } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const pool = () => server.server.database.pool;
const ask = (user: SignedIn, method: string, path = "", body?: unknown) =>
  server.request(method, `/api/v1/missed${path}`, { headers: user.headers, body });
const list = async (user: SignedIn): Promise<MissedItem[]> => (await ask(user, "GET")).body;
const aShop = () => server.workspace({ allowedSites: sites });
const leave = (customer: VisitorEnd) =>
  customer.http("POST", `/visitor/conversations/${customer.conversation.id}/leave`, {});
const now = async (customer: VisitorEnd): Promise<VisitorConversation> =>
  (await customer.http("GET", "/visitor/conversations/current")).body;

describe("calling back", () => {
  it("is offered by queues that call back to who waits; his number counts once, and he waits no longer", async () => {
    const shop = await aShop();
    const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
    const customer = await openVisitor(server, shop, "My order is broken", "Marta");
    const path = `/visitor/conversations/${customer.conversation.id}/callback`;
    expect((await customer.http("POST", path, { phone: "+39 06 1234 5678" })).body.code).toBe(
      "callback.not_offered",
    );
    await withRules(server, shop.queueIds.Orders, {
      maxWaitSeconds: 3_600,
      whenWaitedTooLong: { to: "callback" },
    });
    expect((await now(customer)).callback).toBe("offered");
    expect((await customer.http("POST", path, { phone: "06 1234" })).status).toBe(400);

    const wantedAt = new Date(Date.now() + 3_600_000).toISOString();
    const asked = await customer.http("POST", path, {
      phone: "+39 06 1234 5678",
      name: "Marta Bianchi",
      wantedAt,
    });
    expect(asked.body).toMatchObject({ state: "closed", callback: "asked" });
    expect((await customer.http("POST", path, { phone: "0039 347 000 0000" })).status).toBe(200);
    expect(await list(ana)).toMatchObject([
      {
        kind: "callback",
        phone: "+393470000000",
        wantedAt: null,
        customer: { name: "Marta Bianchi" },
        text: "My order is broken",
      },
    ]);
    const other = await openVisitor(server, shop);
    expect((await other.http("POST", path, { phone: "+39 06 1234 5678" })).body.code).toBe(
      "conversation.not_found",
    );
  });

  it("is offered by the rules to who has waited too long", async () => {
    const shop = await aShop();
    const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
    await withRules(server, shop.queueIds.Orders, {
      maxWaitSeconds: 30,
      whenWaitedTooLong: { to: "callback" },
    });
    const customer = await openVisitor(server, shop, "Hello?", "Marta");
    await pass(pool(), customer.conversation.id, 31);
    await eventually(async () => (await now(customer)).state === "closed", "the overflow");
    expect((await now(customer)).callback).toBe("offered");
    expect(await list(ana)).toMatchObject([{ kind: "missed", customer: { name: "Marta" } }]);
    const path = `/visitor/conversations/${customer.conversation.id}/callback`;
    await customer.http("POST", path, { phone: "+55 11 98765 4321" });
    expect(await list(ana)).toMatchObject([{ kind: "callback", phone: "+5511987654321" }]);
    await customer.say("Or write to me");
    expect((await now(customer)).callback).toBe("asked");
  });

  it("leaves him on the list once when an agent takes Done back at the moment he asks to be called", async () => {
    const shop = await aShop();
    const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
    await withRules(server, shop.queueIds.Orders, {
      maxWaitSeconds: 3_600,
      whenWaitedTooLong: { to: "callback" },
    });
    for (let round = 0; round < 6; round += 1) {
      const customer = await openVisitor(server, shop);
      const { id } = customer.conversation;
      await leave(customer);
      const item = (await list(ana)).find(({ conversationId }) => conversationId === id);
      await ask(ana, "POST", `/${item?.id}/done`, {});
      await customer.say("I am back");
      await eventually(async () => (await now(customer)).state === "waiting", "waiting again");
      const undo = () => ask(ana, "POST", `/${item?.id}/undo`, {});
      const callback = () =>
        customer.http("POST", `/visitor/conversations/${id}/callback`, { phone: "+39 06 1234 5678" });
      const [undone, asked] =
        round === 0
          ? [await undo(), await callback()]
          : round === 1
            ? [await callback(), await undo()].reverse()
            : await Promise.all([undo(), callback()]);
      expect(asked?.status).toBe(200);
      if (undone?.status !== 200) expect(undone?.body.code).toBe("missed.too_late");
      const open = (await list(ana)).filter(({ conversationId }) => conversationId === id);
      expect(open).toMatchObject([{ kind: "callback" }]);
    }
  });
});
