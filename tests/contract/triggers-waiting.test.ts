import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshTriggers } from "#shared/domain/triggers/index.ts";
import { pass } from "./support/passing.ts";
import { headOf, readyAgent, rings } from "./support/routing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, logOf, offerOf, openVisitor, sites, snapshot } from "./support/talk.ts";
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

describe("what a group was given", () => {
  it("goes back to the group when its agent is silent: he is paused, a colleague of the group is asked, nobody else", async () => {
    const shop = await one.workspace({ allowedSites: sites, queues: ["Orders", "Returns"] });
    await aTrigger(one, shop, "agent_inactivity", { seconds: 600 });
    const rita = await readyAgent(one, shop, { name: "Rita", queues: ["Returns"] });
    const group = await one.group(shop, { name: "Refunds", members: [rita] });
    const customer = await openVisitor(one, shop, "My money, please");
    const { id } = customer.conversation;
    await pool().query("update conversations set group_id = $2 where id = $1", [id, group]);
    await accept(rita.desk, id);
    const [colleague, other] = [
      await readyAgent(one, shop, { name: "Ugo", queues: ["Returns"] }),
      await readyAgent(one, shop, { name: "Tom" }),
    ];
    await pool().query("insert into group_members (group_id, user_id) values ($1, $2)", [
      group,
      colleague.id,
    ]);

    await pass(pool(), id, 601);

    await offerOf(colleague.desk, id);
    await rings(rita.desk);
    expect((await snapshot(other.desk)).offers).toEqual([]);
    expect((await snapshot(rita.desk)).status).toMatchObject({ status: "paused", cause: "agent_inactive" });
    expect(await headOf(one, id)).toMatchObject({ state: "waiting", group_id: group, priority: 20 });
    expect((await accept(colleague.desk, id)).group).toMatchObject({ name: "Refunds" });
    const bodies = (await logOf(colleague.desk, id)).map(({ body }) => body);
    expect(bodies).toContainEqual(
      expect.objectContaining({
        kind: "transferred",
        from: expect.objectContaining({ name: "Rita" }),
        toGroup: { id: group, name: "Refunds" },
        toQueue: null,
      }),
    );
  });
});
