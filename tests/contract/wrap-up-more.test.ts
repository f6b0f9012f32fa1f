import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";
import { notedOf, withRules } from "./support/routing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { openDesk, openVisitor, sites } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

describe("after-contact work", () => {
  it("has a minute more when its agent asks, once for each time he sees, in all as much again as its queue gives", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const rules = { wrapUp: { ...defaultQueueRules.wrapUp, enabled: true, seconds: 90 } };
    await withRules(server, shop.queueIds.Orders, rules);
    const desk = await openDesk(server, await server.signedIn(shop, { name: "Ana", queues: ["Orders"] }));
    const manager = await openDesk(server, await server.signedIn(shop, { role: "administrator" }));
    const { id } = (await openVisitor(server, shop)).conversation;
    const more = (until: string, who = desk) =>
      who.http("POST", `/conversations/${id}/wrap-up/extend`, { until });
    const { assignmentToken } = (await desk.http("POST", `/conversations/${id}/take`)).body;
    const { wrapUp } = (await desk.http("POST", `/conversations/${id}/close`, { assignmentToken })).body;
    const left = ({ until }: { until: string }) => (Date.parse(until) - Date.parse(wrapUp.startedAt)) / 1_000;

    const tries = await Promise.all([more(wrapUp.until), more(wrapUp.until)]);
    for (const { body } of tries) expect(left(body.wrapUp)).toBe(150);
    const second = await more(tries[0]?.body.wrapUp.until);
    expect(left(second.body.wrapUp)).toBe(180);
    expect((await more(second.body.wrapUp.until)).body.code).toBe("wrap_up.no_more_time");
    expect((await more(wrapUp.until, manager)).body.code).toBe("wrap_up.not_found");

    const added = (await notedOf(server, id)).filter(({ what }) => what === "wrap_up_extended");
    expect(added.map(({ detail }) => detail)).toEqual([{ seconds: 60 }, { seconds: 30 }]);
  });

  it("leaves its agent the customer's details until it is saved, and no longer", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const rules = { wrapUp: { ...defaultQueueRules.wrapUp, enabled: true } };
    await withRules(server, shop.queueIds.Orders, rules);
    const desk = await openDesk(server, await server.signedIn(shop, { name: "Ana", queues: ["Orders"] }));
    const other = await openDesk(server, await server.signedIn(shop, { queues: ["Orders"] }));
    const { conversation, customerId } = await openVisitor(server, shop);
    const at = `/conversations/${conversation.id}`;
    const { assignmentToken } = (await desk.http("POST", `${at}/take`)).body;
    await desk.http("POST", `${at}/close`, { assignmentToken, outcome: "resolved" });

    expect((await desk.http("GET", `/customers/${customerId}`)).status).toBe(200);
    expect((await other.http("GET", `/customers/${customerId}`)).status).toBe(404);
    await desk.http("POST", `${at}/wrap-up`, {});
    expect((await desk.http("GET", `/customers/${customerId}`)).status).toBe(404);
  });
});
