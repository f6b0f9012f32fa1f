import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WhyWaiting } from "#shared/contract/index.ts";
import { readyAgent, rings, someWaiting, withRules } from "./support/routing.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { openDesk } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const reasonsOf = ({ agents }: WhyWaiting) =>
  Object.fromEntries(agents.map(({ user, reason }) => [user.name, reason?.code ?? null]));

describe("why is this still waiting, while it rings?", () => {
  it("It says at whose desk and until when, and of everybody else what really keeps it from him", async () => {
    const shop = await server.workspace();
    const boss = await openDesk(server, await server.signedIn(shop, { role: "manager", name: "Boss" }));
    const ana = await readyAgent(server, shop, { name: "Ana" });
    await server.signedIn(shop, { name: "Luca", queues: ["Orders"] });
    await readyAgent(server, shop, { name: "Mia", maxConversations: 0 });
    const [id = ""] = await someWaiting(server, shop, [{ seconds: 40 }]);
    await rings(ana.desk, id);
    const asked = async (): Promise<WhyWaiting> =>
      (await boss.http("GET", `/conversations/${id}/why-waiting`)).body;
    const why = await asked();
    expect(why.rings).toMatchObject({ names: ["Ana"], people: 1 });
    const left = Date.parse(why.rings?.until ?? "") - Date.now();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(60_000);
    expect(reasonsOf(why)).toEqual({ Ana: "not_offered", Luca: "present", Mia: "account_takes_medium" });
    expect(why.reasons.map(({ code }) => code).toSorted()).toEqual([
      "account_takes_medium",
      "not_offered",
      "present",
    ]);
    expect(why.chosen).toEqual([]);

    const rosa = await readyAgent(server, shop, { name: "Rosa" });
    const later = await asked();
    expect(later.chosen).toEqual([rosa.id]);
    expect(later.rings?.names).toEqual(["Ana"]);
  });

  it("It says at how many desks when it rings at everybody's", async () => {
    const shop = await server.workspace();
    await withRules(server, shop.queueIds.Orders, { selection: "broadcast" });
    const boss = await openDesk(server, await server.signedIn(shop, { role: "manager" }));
    const ana = await readyAgent(server, shop, { name: "Ana" });
    const luca = await readyAgent(server, shop, { name: "Luca" });
    const [id = ""] = await someWaiting(server, shop, [{}]);
    await rings(ana.desk, id);
    await rings(luca.desk, id);
    const why: WhyWaiting = (await boss.http("GET", `/conversations/${id}/why-waiting`)).body;
    expect(why.rings).toMatchObject({ names: ["Ana", "Luca"], people: 2 });
    expect(why.reasons).toEqual([{ code: "not_offered", people: 2 }]);
  });
});
