import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RoleWithGrants } from "#shared/contract/roles.ts";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import type { SignedIn, TestUser } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, openDesk, openVisitor, ready, sites } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const query = (text: string, values: unknown[]) => server.server.database.pool.query(text, values);
const agent = createRoleBook("voximplant-kit").grantsOf("agent");
const make = (who: SignedIn, name: string) =>
  ask(who, "POST", "/roles", { name, basedOn: "agent", grants: agent });
const give = ({ id }: TestUser, role: string) =>
  query("update users set role = $2 where id = $1", [id, role]);

async function aShop() {
  const shop = await server.workspace({ scheme: "voximplant-kit", allowedSites: sites });
  return { shop, boss: await server.signedIn(shop, { role: "administrator" }) };
}

describe("a changed role", () => {
  it("that answers no more gives its people's conversations back: they wait again for others", async () => {
    const { shop, boss } = await aShop();
    const role = (await make(boss, "Night")).body as RoleWithGrants;
    const tom = await server.user(shop, { name: "Tom", queues: ["Orders"] });
    await give(tom, role.key);
    const desk = await openDesk(server, await server.signIn(tom));
    await ready(desk);
    const customer = await openVisitor(server, shop);
    await accept(desk, customer.conversation.id);
    const { "conversation.receive": _, ...less } = agent;
    await ask(boss, "PUT", `/roles/${role.key}`, { version: role.version, grants: less });
    const { rows } = await query("select state, assignee_id from conversations where id = $1", [
      customer.conversation.id,
    ]);
    expect(rows).toEqual([{ state: "waiting", assignee_id: null }]);
    await eventually(() => customer.heard("conversation.changed").length > 0);
  });

  it("counts for who has the role within five seconds, on his open desk too", async () => {
    const { shop, boss } = await aShop();
    const role = (await make(boss, "Night")).body as RoleWithGrants;
    const tom = await server.signedIn(shop, { name: "Tom" });
    await give(tom, role.key);
    await eventually(async () => (await ask(tom, "GET", "/me")).body.role.key === role.key);
    const desk = await openDesk(server, tom);
    const asked = Date.now();
    await ask(boss, "PUT", `/roles/${role.key}`, {
      version: role.version,
      grants: { ...agent, "skills.view": { scope: "all" } },
    });
    await eventually(() => desk.heard("rights.changed").length > 0);
    await eventually(async () => (await ask(tom, "GET", "/skills")).status === 200);
    expect(Date.now() - asked).toBeLessThan(5_000);
  });
});
