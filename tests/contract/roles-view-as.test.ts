import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, openDesk, openVisitor, sites } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const query = (text: string, values: unknown[]) => server.server.database.pool.query(text, values);
const view = (who: SignedIn, role: string) => ask(who, "POST", "/roles/view-as", { role });
const end = (who: SignedIn) => ask(who, "POST", "/roles/view-as/end");

async function aShop() {
  const shop = await server.workspace({ scheme: "voximplant-kit", allowedSites: sites });
  return { shop, owner: await server.signedIn(shop, { role: "owner", name: "Olga" }) };
}

describe("looking as another role", () => {
  it("shows that role's rights at once, marked with one's own, and goes back at once", async () => {
    const { owner } = await aShop();
    expect((await view(owner, "agent")).body).toMatchObject({ key: "agent", name: "Agent" });
    const { body } = await ask(owner, "GET", "/me");
    expect(body).toMatchObject({ role: { key: "agent" }, viewedBy: { key: "owner", name: "Owner" } });
    expect(body.grants["billing.view"]).toBeUndefined();
    expect((await ask(owner, "GET", "/billing")).body.code).toBe("permission.denied");
    expect((await end(owner)).body).toEqual({ ok: true });
    expect((await ask(owner, "GET", "/me")).body).toMatchObject({ role: { key: "owner" }, viewedBy: null });
    expect((await ask(owner, "GET", "/billing")).status).toBe(200);
  });

  it("is in the log from its beginning to its end, under one's own role", async () => {
    const { shop, owner } = await aShop();
    await view(owner, "manager");
    await end(owner);
    await end(owner);
    const { rows } = await query(
      "select action, actor_role, target_name, before, after from activity_log where workspace_id = $1 and action like 'role.%' order by seq",
      [shop.id],
    );
    expect(rows).toEqual([
      {
        action: "role.viewed",
        actor_role: "owner",
        target_name: "Manager",
        before: null,
        after: { viewing: "Manager" },
      },
      {
        action: "role.viewed",
        actor_role: "owner",
        target_name: "Manager",
        before: { viewing: "Manager" },
        after: null,
      },
    ]);
  });

  it("changes nothing: every write that the role would have is refused by name", async () => {
    const { owner } = await aShop();
    await view(owner, "administrator");
    const id = randomUUID();
    const writes: [string, string, object?][] = [
      [
        "POST",
        "/groups",
        { name: "G", leaderIds: [], memberIds: [], outboundCalls: null, callHistory: null },
      ],
      ["DELETE", `/groups/${id}`],
      ["POST", "/setup/queues", { name: "Q" }],
      ["POST", "/skills", { name: "S" }],
      ["PATCH", "/settings", { version: "x", changes: { name: "Mine" } }],
      ["POST", "/roles", { name: "R", basedOn: "agent", grants: {} }],
      ["POST", "/roles/view-as", { role: "agent" }],
      ["PUT", "/me/status", { status: "ready" }],
      ["POST", `/conversations/${id}/take`],
      ["POST", "/me/sessions/end-others"],
    ];
    for (const [method, path, body] of writes)
      expect([path, (await ask(owner, method, path, body)).body.code]).toEqual([path, "preview.read_only"]);
    for (const path of ["/groups", "/setup/queues", "/skills", "/settings", "/roles", "/roles/names"])
      expect([path, (await ask(owner, "GET", path)).status]).toEqual([path, 200]);
  });

  it("changes nothing on the socket either: the open desk is let in anew, hears, and may not write", async () => {
    const { shop, owner } = await aShop();
    const customer = await openVisitor(server, shop, "hello");
    const conversationId = customer.conversation.id;
    const before = await openDesk(server, owner);
    const asked = Date.now();
    await view(owner, "administrator");
    await eventually(() => before.heard("rights.changed").length > 0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    const desk = await openDesk(server, owner);
    expect(await desk.ask("conversation.watch", { conversationId })).toMatchObject({ ok: true });
    const commands: [string, object][] = [
      ["message.send", { conversationId, clientId: randomUUID(), text: "hello" }],
      ["messages.read", { conversationId, seq: 1 }],
      ["typing.set", { conversationId, on: true }],
    ];
    for (const [name, input] of commands)
      expect([name, await desk.ask(name, input)]).toMatchObject([
        name,
        { error: { code: "preview.read_only" } },
      ]);
  });

  it("is of this session alone", async () => {
    const { owner } = await aShop();
    const phone = await server.signIn(owner);
    await view(owner, "agent");
    expect((await ask(phone, "GET", "/me")).body).toMatchObject({ role: { key: "owner" }, viewedBy: null });
  });

  it("reaches no role above one's own, and no custom one that allows more than one may", async () => {
    const { shop, owner } = await aShop();
    const boss = await server.signedIn(shop, { role: "administrator" });
    expect((await view(boss, "owner")).body.code).toBe("role.not_yours_to_give");
    const wide = { name: "Accountant", basedOn: "manager", grants: { "billing.view": { scope: "all" } } };
    const { key } = (await ask(owner, "POST", "/roles", wide)).body;
    expect((await view(boss, key)).body.code).toBe("role.not_yours_to_give");
    expect((await ask(boss, "GET", "/billing")).status).toBe(403);
    expect((await view(owner, key)).status).toBe(200);
    expect((await ask(owner, "GET", "/billing")).status).toBe(200);
    expect((await view(boss, "manager")).status).toBe(200);
  });

  it("who looks as another may not begin to look as a third, and always finds back", async () => {
    const { shop, owner } = await aShop();
    await view(owner, "agent");
    expect((await view(owner, "supervisor")).body.code).toBe("permission.denied");
    await end(owner);
    const { key } = (await ask(owner, "POST", "/roles", { name: "Short", basedOn: "agent", grants: {} }))
      .body;
    await view(owner, key);
    await query("delete from custom_roles where workspace_id = $1", [shop.id]);
    expect((await end(owner)).status).toBe(200);
    expect((await ask(owner, "GET", "/billing")).status).toBe(200);
  });

  it("is for those alone whose role has it", async () => {
    const { shop } = await aShop();
    for (const role of ["agent", "supervisor", "manager"])
      expect((await view(await server.signedIn(shop, { role }), "agent")).body.code).toBe(
        "permission.denied",
      );
  });
});
