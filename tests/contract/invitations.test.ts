import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import type { SignedIn } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const query = async (text: string, ...values: unknown[]) =>
  (await server.server.database.pool.query(text, values)).rows;
const address = () => `new-${randomBytes(5).toString("hex")}@shop.example`;

const invite = (who: SignedIn, rows: readonly object[], preview = false) =>
  server.request("POST", "/api/v1/invitations", { headers: who.headers, body: { rows, preview } });

/** Invites one person; answers the link's token. */
async function tokenFor(who: SignedIn, row: object = {}) {
  const answer = await invite(who, [{ email: address(), name: "Nina New", role: "agent", ...row }]);
  return String(answer.body.rows[0].link).split("#invitation=")[1] ?? "";
}

const list = async (who: SignedIn) =>
  (await server.request("GET", "/api/v1/invitations", { headers: who.headers })).body;

async function aShop(scheme: SchemeName = "voximplant-kit", role = "administrator") {
  const home = await server.workspace({ scheme });
  return { home, boss: await server.signedIn(home, { role, name: "Helena" }) };
}

describe("inviting", () => {
  it("sends a link that works for seven days and whose secret is kept nowhere", async () => {
    const { boss } = await aShop();
    const email = address();
    const answer = await invite(boss, [
      { email: email.toUpperCase(), name: " Nina ", role: "Agent", language: "es" },
    ]);
    expect(answer).toMatchObject({ status: 200, body: { invited: 1, rows: [{ problems: [] }] } });
    const { link } = answer.body.rows[0];
    const token = link.split("#invitation=")[1];
    expect(link).toBe(`${server.url}/app/#invitation=${token}`);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const [mail] = await query("select subject, body from mail_outbox where recipient = $1", email);
    expect(mail.subject).toBe("Tiene una invitación a A shop");
    expect(mail.body).toContain(link);
    const [row] = await query(
      "select *, expires_at - now() > interval '6 days 23 hours' as long from invitations where email = $1",
      email,
    );
    expect(row).toMatchObject({
      name: "Nina",
      role: "agent",
      language: "es",
      invited_by: boss.id,
      long: true,
    });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(JSON.stringify(await query("select * from activity_log"))).not.toContain(token);
    expect(JSON.stringify(await list(boss))).not.toContain(token);
  });

  it("checks a whole list row by row, and invites nobody in a preview", async () => {
    const { home, boss } = await aShop();
    const there = await server.user(home);
    await server.group(home, { name: "Mornings" });
    const email = address();
    const rows = [
      { email, name: "Fine", role: "agent", groups: ["mornings"] },
      { email: ` ${email.toUpperCase()}`, name: "Twice", role: "agent" },
      { email: there.email, name: "There", role: "agent" },
      { email: "nonsense", name: "", role: "boss", language: "xx", groups: ["Nowhere"] },
      { email: address(), name: "High", role: "administrator" },
    ];
    const shown = await invite(boss, rows, true);
    expect(shown.body.invited).toBe(0);
    expect(shown.body.rows.map(({ problems }: { problems: object[] }) => problems)).toEqual([
      [],
      [{ field: "email", problem: "is in the list twice" }],
      [{ field: "email", problem: "has an account already" }],
      [
        { field: "email", problem: "is not an e-mail address" },
        { field: "name", problem: "is empty" },
        { field: "language", problem: "is not one of en, pt-BR, es, it" },
        { field: "groups", problem: 'has no group that you may see called "Nowhere"' },
        { field: "role", problem: "is not a role of this workspace" },
      ],
      [{ field: "role", problem: "is not yours to give" }],
    ]);
    expect(await list(boss)).toEqual([]);
    const done = await invite(boss, rows);
    expect(done.body.invited).toBe(1);
    expect(done.body.rows.map(({ link }: { link: string | null }) => link !== null)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect((await invite(boss, rows)).body.rows[0].problems).toEqual([
      { field: "email", problem: "is invited already" },
    ]);
  });

  it("gives exactly the roles that the scheme lets one give", async () => {
    const may: Record<string, Record<string, readonly string[]>> = {
      "voximplant-kit": {
        owner: ["agent", "supervisor", "manager", "administrator"],
        administrator: ["agent", "supervisor", "manager"],
        manager: ["agent", "supervisor"],
      },
      vivocha: {
        supervisor: ["agent"],
        administrator: ["auditor", "agent", "supervisor", "administrator"],
      },
      "aivo-live": {
        "agent-supervisor": ["agent", "agent-dashboard", "coordinator", "agent-supervisor", "supervisor"],
      },
    };
    for (const [scheme, byRole] of Object.entries(may)) {
      const book = createRoleBook(scheme as SchemeName);
      for (const [role, allowed] of Object.entries(byRole)) {
        const { boss } = await aShop(scheme as SchemeName, role);
        const rows = book.roles.map(({ key }) => ({ email: address(), name: "Nina", role: key }));
        const { body } = await invite(boss, rows, true);
        const given = rows.flatMap((row, at) => (body.rows[at].problems.length === 0 ? [row.role] : []));
        expect([scheme, role, given]).toEqual([scheme, role, allowed]);
      }
    }
    for (const role of ["agent", "supervisor"]) {
      const { boss } = await aShop("voximplant-kit", role);
      expect((await invite(boss, [{ email: address(), name: "N", role: "agent" }])).status).toBe(403);
    }
  });

  it("shows and lets one renew or take back only what one could have made", async () => {
    const { home, boss } = await aShop("voximplant-kit", "owner");
    const manager = await server.signedIn(home, { role: "manager" });
    await tokenFor(boss, { role: "administrator" });
    await tokenFor(boss, { role: "agent" });
    expect(await list(boss)).toHaveLength(2);
    const [low] = await list(manager);
    expect(await list(manager)).toEqual([
      expect.objectContaining({ role: "agent", invitedBy: "Helena", state: "open" }),
    ]);
    const high = (await list(boss)).find(({ role }: { role: string }) => role === "administrator");
    const renew = (who: SignedIn, id: string) =>
      server.request("POST", `/api/v1/invitations/${id}/renew`, { headers: who.headers, body: {} });
    const cancel = (who: SignedIn, id: string) =>
      server.request("DELETE", `/api/v1/invitations/${id}`, { headers: who.headers });
    const foreign = (await aShop("voximplant-kit", "owner")).boss;
    for (const [who, id] of [
      [manager, high.id],
      [foreign, low.id],
    ] as const) {
      for (const answer of [await renew(who, id), await cancel(who, id)])
        expect(answer).toMatchObject({ status: 404, body: { code: "invitation.not_found" } });
    }
    expect((await cancel(manager, low.id)).body.state).toBe("cancelled");
    expect((await renew(manager, low.id)).status).toBe(404);
  });
});
