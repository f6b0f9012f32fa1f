import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Explanation } from "#shared/contract/roles.ts";
import { defaultSettings } from "#shared/domain/settings.ts";
import type { SignedIn, TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, openDesk, openVisitor, ready, sites } from "./support/talk.ts";

let server: TestServer;
let shop: TestWorkspace;
let boss: SignedIn;
let sara: SignedIn;
let tom: SignedIn;
let night: string;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  shop = await server.workspace({
    scheme: "voximplant-kit",
    queues: ["Orders", "Returns"],
    allowedSites: sites,
    settings: { callPermissions: { ...defaultSettings.callPermissions, outboundCalls: false } },
  });
  boss = await server.signedIn(shop, { role: "administrator", name: "Anton" });
  await server.user(shop, { role: "owner", name: "Olga" });
  sara = await server.signedIn(shop, { role: "supervisor", name: "Sara" });
  tom = await server.signedIn(shop, { name: "Tom", queues: ["Orders"] });
  night = await server.group(shop, { name: "Night", leaders: [sara], members: [tom] });
  await query("insert into queue_supervisors (queue_id, user_id, level) values ($1, $2, 'viewer')", [
    shop.queueIds.Returns,
    sara.id,
  ]);
});
afterAll(() => server.stop());

const query = (text: string, values: unknown[]) => server.server.database.pool.query(text, values);
const ask = async (person: Pick<TestUser, "id">, permission: string, more: object = {}, who = boss) =>
  server.request("POST", "/api/v1/access/explain", {
    headers: who.headers,
    body: { userId: person.id, permission, ...more },
  });
const explain = async (...args: Parameters<typeof ask>): Promise<Explanation> => (await ask(...args)).body;
const said = ({ steps }: Explanation) => steps.map(({ text }) => text);
const thing = (kind: string, id: string | undefined) => ({ thing: { kind, id } });

describe("why somebody may or may not do something", () => {
  it("names the group that ties a Supervisor to a person, and who could grant it to whom it is closed", async () => {
    const answer = await explain(sara, "users.massEdit", thing("user", tom.id));
    expect(answer).toMatchObject({
      allowed: true,
      because: null,
      role: { name: "Supervisor" },
      grant: { scope: "managed", by: "groups" },
    });
    expect(said(answer)).toContain("Sara leads the group Night of Tom.");
    const closed = await explain(tom, "users.massEdit", thing("user", sara.id));
    expect(closed).toMatchObject({ allowed: false, because: "no_grant", grant: null });
    expect(closed.grantedBy.map(({ name }) => name)).toEqual([
      "Supervisor",
      "Manager",
      "Administrator",
      "Owner",
    ]);
    expect(closed.whoCanGrant).toMatchObject([
      { name: "Anton", roleName: "Administrator" },
      { name: "Olga", roleName: "Owner" },
    ]);
  });

  it("names only people who really could grant it: billing is the Owner's, and nobody gives it away", async () => {
    const answer = await explain(boss, "billing.view");
    expect(answer).toMatchObject({ allowed: false, because: "no_grant", grantedBy: [{ name: "Owner" }] });
    expect(answer.whoCanGrant).toMatchObject([{ name: "Olga" }]);
  });

  it("names the queue and how somebody is assigned to it", async () => {
    const watched = await explain(sara, "reports.queues.view", thing("queue", shop.queueIds.Returns));
    expect(said(watched)).toContain("Sara is assigned to the queue Returns as viewer.");
    const other = await explain(sara, "reports.queues.view", thing("queue", shop.queueIds.Orders));
    expect(said(other)).toContain("Sara neither answers the queue Orders nor is assigned to it.");
    const group = await explain(sara, "groups.view", thing("group", night));
    expect(group).toMatchObject({ allowed: true });
    expect(said(group)).toContain("Sara leads the group Night.");
  });

  it("names the setting that closes outbound calls, and the group's that opens them", async () => {
    const { pool } = server.server.database;
    expect(await explain(tom, "call.outbound")).toMatchObject({ allowed: false, because: "actor_condition" });
    expect(said(await explain(tom, "call.outbound")).join(" ")).toMatch(
      /outbound calls are allowed.*this is not so/,
    );
    await pool.query("update groups set outbound_calls = true where id = $1", [night]);
    expect(said(await explain(tom, "call.outbound")).join(" ")).toMatch(
      /outbound calls are allowed.*this is so/,
    );
  });

  it("names the part of a permission that is closed", async () => {
    const part = (field: string) => explain(tom, "profile.edit", { ...thing("user", tom.id), field });
    expect(await part("avatar")).toMatchObject({ allowed: true });
    expect(await part("email")).toMatchObject({ allowed: false, because: "field" });
  });

  it("of a conversation says what the server does: before it is answered, and after", async () => {
    const ida = await server.signedIn(shop, { name: "Ida", queues: ["Orders"] });
    const desk = await openDesk(server, tom);
    const customer = await openVisitor(server, shop);
    const { id } = customer.conversation;
    const sees = async (who: SignedIn) => {
      const answer = await server.request("GET", `/api/v1/conversations/${id}`, { headers: who.headers });
      const { allowed } = await explain(who, "conversation.view", thing("conversation", id));
      expect([who.name, allowed]).toEqual([who.name, answer.status === 200]);
      return allowed;
    };
    expect([await sees(tom), await sees(ida), await sees(boss)]).toEqual([true, true, true]);
    const waiting = await explain(ida, "conversation.view", thing("conversation", id));
    expect(said(waiting)).toContain("It waits for an agent: who sees what waits in its queue sees it too.");
    await ready(desk);
    await accept(desk, id);
    expect([await sees(tom), await sees(ida), await sees(boss)]).toEqual([true, false, true]);
  });

  it("says of a blocked person that he may nothing", async () => {
    const gone = await server.user(shop, { name: "Gone", role: "manager" });
    await query("update users set blocked_at = now() where id = $1", [gone.id]);
    expect(await explain(gone, "users.view")).toMatchObject({ allowed: false, because: "blocked" });
  });

  it("answers alike for a thing of another workspace and for none", async () => {
    const elsewhere = await server.workspace();
    const stranger = await server.user(elsewhere);
    const foreign = {
      user: stranger.id,
      group: await server.group(elsewhere, {}),
      queue: elsewhere.queueIds.Orders,
    };
    for (const [kind, id] of Object.entries(foreign)) {
      const answer = await explain(boss, "users.view", thing(kind, id));
      expect(answer).toMatchObject({ allowed: false, because: "missing" });
      expect(answer).toEqual(await explain(boss, "users.view", thing(kind, randomUUID())));
    }
    for (const { id } of [stranger, { id: randomUUID() }])
      expect(await ask({ id }, "users.view")).toMatchObject({
        status: 404,
        body: { code: "user.not_found" },
      });
  });

  it("is told to administrators alone", async () => {
    const manager = await server.signedIn(shop, { role: "manager" });
    for (const who of [tom, sara, manager])
      expect(await ask(tom, "users.view", {}, who)).toMatchObject({
        status: 403,
        body: { code: "permission.denied" },
      });
  });
});
