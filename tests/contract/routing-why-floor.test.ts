import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OwnRouting, WhyWaiting } from "#shared/contract/index.ts";
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

describe("why am I not getting work, by my groups?", () => {
  it("It tells of what was handed to a group, and to the group of somebody without any queue", async () => {
    const shop = await server.workspace();
    const pool = server.server.database.pool;
    const ana = await server.signedIn(shop, { name: "Ana", queues: [] });
    const luca = await server.signedIn(shop, { name: "Luca", queues: ["Orders"] });
    const { rows } = await pool.query<{ id: string }>(
      `with made as (insert into groups (id, workspace_id, name) values (gen_random_uuid(), $1, 'Care') returning id), joined as (
         insert into group_members (group_id, user_id) select id, $2 from made) select id from made`,
      [shop.id, ana.id],
    );
    const groupId = rows[0]?.id ?? "";
    await someWaiting(server, shop, [{ seconds: 70, groupId }, { seconds: 20 }]);
    const why = async (user: typeof ana): Promise<OwnRouting> =>
      (await (await openDesk(server, user)).http("GET", "/me/routing")).body;

    const { lines } = await why(ana);
    expect(lines.map(({ queue, group }) => [queue, group?.name])).toEqual(lines.map(() => [null, "Care"]));
    const chat = lines.find(({ medium }) => medium === "chat");
    expect(chat).toMatchObject({ waiting: 1, reasons: [{ code: "ready", conversations: 1 }] });
    expect(chat?.conditions.find(({ code }) => code === "in_group")?.met).toBe(true);
    expect(chat?.conditions.map(({ code }) => code)).not.toContain("member");

    const own = (await why(luca)).lines;
    expect(own.map(({ group }) => group)).toEqual(own.map(() => null));
    expect(own.find(({ medium }) => medium === "chat")).toMatchObject({
      queue: { name: "Orders" },
      waiting: 1,
    });
  });
});
