import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshTriggers } from "#shared/domain/triggers/index.ts";
import { pass } from "./support/passing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, logOf, openVisitor, sites } from "./support/talk.ts";
import { aTrigger, isClosed, messagesOf, stateOf } from "./support/triggers.ts";

let one: TestServer;
beforeAll(async () => {
  one = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => one.stop());

const pool = () => one.server.database.pool;

describe("who waits too long", () => {
  it("is told and let go, stands among those who were missed, and waits anew when he writes", async () => {
    const shop = await one.workspace({ allowedSites: sites });
    await aTrigger(one, shop, "queue_timeout", { seconds: 300 });
    const user = await one.signedIn(shop, { queues: ["Orders"] });
    const customer = await openVisitor(one, shop, "Is anybody there?");
    const id = customer.conversation.id;
    await pass(pool(), id, 301);
    await isClosed(one, id);
    expect(messagesOf(await logOf(customer, id, "visitor"), "system")).toEqual([
      freshTriggers.queue_timeout.texts.en,
    ]);
    const { body } = await one.request("GET", "/api/v1/missed", { headers: user.headers });
    expect(body).toMatchObject([{ kind: "missed", conversationId: id, customer: { name: "João" } }]);
    await customer.say("Hello again");
    await eventually(async () => (await stateOf(one, id)) === "waiting");
  });

  it("is sent on as his queue says, and has his whole time in the next one; where nothing is said he is let go", async () => {
    const shop = await one.workspace({ allowedSites: sites, queues: ["Orders", "Backup"] });
    await aTrigger(one, shop, "queue_timeout", { seconds: 300, action: "transfer" });
    await pool().query("update queues set rules = $2 where id = $1", [
      shop.queueIds.Orders,
      JSON.stringify({ whenWaitedTooLong: { to: "queue", queueId: shop.queueIds.Backup } }),
    ]);
    const customer = await openVisitor(one, shop, "Is anybody there?");
    const id = customer.conversation.id;
    const queueOf = async () =>
      (await pool().query("select queue_id as id from conversations where id = $1", [id])).rows[0]?.id;
    await pass(pool(), id, 301);
    await eventually(async () => (await queueOf()) === shop.queueIds.Backup, "the other queue");
    await pass(pool(), id, 299);
    const sentinel = await openVisitor(one, shop, "Me too", "Lea");
    await pool().query("update queues set rules = '{}' where id = $1", [shop.queueIds.Orders]);
    await pass(pool(), sentinel.conversation.id, 301);
    await isClosed(one, sentinel.conversation.id);
    expect(await stateOf(one, id)).toBe("waiting");
    await pass(pool(), id, 2);
    await isClosed(one, id);
  });
});
