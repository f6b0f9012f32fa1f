import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn, TestUser, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

/** A kit workspace: Sofia leads a group with Ana in it, Bruno is in another one. */
async function aFloor() {
  const home = await server.workspace({ scheme: "voximplant-kit" });
  const owner = await server.signedIn(home, { role: "owner", name: "Olga" });
  const sofia = await server.signedIn(home, { role: "supervisor", name: "Sofia" });
  const ana = await server.signedIn(home, { name: "Ana" });
  const bruno = await server.signedIn(home, { name: "Bruno" });
  const groupId = await server.group(home, { name: "Mornings", leaders: [sofia], members: [ana] });
  const otherId = await server.group(home, { name: "Nights", members: [ana, bruno] });
  return { home, owner, sofia, ana, bruno, groupId, otherId };
}

const list = async (who: SignedIn, query = "") =>
  (await server.request("GET", `/api/v1/users${query}`, { headers: who.headers })).body;
const names = async (who: SignedIn, query = "") =>
  (await list(who, query)).users.map(({ name }: { name: string }) => name);
const block = (who: SignedIn, whom: TestUser) =>
  server.request("POST", `/api/v1/users/${whom.id}/block`, { headers: who.headers, body: {} });

describe("the list of people", () => {
  it("shows an Owner everybody of his own workspace, a Supervisor his groups, an Agent himself", async () => {
    const { owner, sofia, ana } = await aFloor();
    await aFloor();
    expect(await list(owner)).toMatchObject({ total: 4 });
    expect(await names(owner)).toEqual(["Ana", "Bruno", "Olga", "Sofia"]);
    expect(await names(sofia)).toEqual(["Ana", "Sofia"]);
    expect(await list(sofia)).toMatchObject({ total: 2 });
    expect(await names(ana)).toEqual(["Ana"]);
  });

  it("shows a Supervisor the active people of his groups only", async () => {
    const { owner, sofia, ana } = await aFloor();
    await block(owner, ana);
    expect(await names(sofia)).toEqual(["Sofia"]);
    expect(await names(sofia, "?states[]=blocked")).toEqual([]);
    expect(await names(owner, "?states[]=blocked")).toEqual(["Ana"]);
    const answer = await server.request("GET", `/api/v1/users/${ana.id}`, { headers: sofia.headers });
    expect(answer).toMatchObject({ status: 404, body: { code: "user.not_found" } });
  });

  it("shows a Supervisor no groups but his own, neither named nor as a filter", async () => {
    const { owner, sofia, groupId, otherId } = await aFloor();
    const [ana] = (await list(sofia)).users;
    expect(ana.groups).toEqual([{ id: groupId, name: "Mornings" }]);
    expect((await list(owner)).users[0].groups).toHaveLength(2);
    expect(await names(sofia, `?groupIds[]=${groupId}`)).toEqual(["Ana"]);
    expect(await names(sofia, `?groupIds[]=${otherId}`)).toEqual([]);
    expect(await names(owner, `?groupIds[]=${otherId}`)).toEqual(["Ana", "Bruno"]);
  });

  it("is searched by name and address, with signs of patterns taken as they are", async () => {
    const { owner, home } = await aFloor();
    await server.user(home, { name: "Half_100%" });
    expect(await names(owner, "?search=BRU")).toEqual(["Bruno"]);
    expect(await names(owner, "?search=_100%25")).toEqual(["Half_100%"]);
    expect(await names(owner, "?search=%25")).toEqual(["Half_100%"]);
    expect(await names(owner, "?search=shop.example&limit=2")).toEqual(["Ana", "Bruno"]);
  });

  it("is sorted by rank of the role, turned round, and read page by page with the whole number", async () => {
    const { owner } = await aFloor();
    expect(await names(owner, "?sort=role&descending=true")).toEqual(["Olga", "Sofia", "Ana", "Bruno"]);
    expect(await names(owner, "?sort=name&descending=true&limit=2&offset=1")).toEqual(["Olga", "Bruno"]);
    expect(await list(owner, "?limit=1")).toMatchObject({ total: 4 });
    for (const sort of ["email", "state", "lastSeenAt", "createdAt"])
      expect(await names(owner, `?sort=${sort}`)).toHaveLength(4);
  });

  it("leaves the archived out until they are asked for", async () => {
    const { owner, bruno } = await aFloor();
    await server.request("POST", `/api/v1/users/${bruno.id}/archive`, { headers: owner.headers, body: {} });
    expect(await names(owner)).not.toContain("Bruno");
    expect(await names(owner, "?states[]=archived")).toEqual(["Bruno"]);
  });

  it("filters by roles, queues and skills", async () => {
    const { owner, home, ana } = await aFloor();
    await server.user(home, { name: "Quin", queues: ["Orders"] });
    const skill = await aSkill(home, "Lamps", ana);
    expect(await names(owner, "?roles[]=supervisor&roles[]=owner")).toEqual(["Olga", "Sofia"]);
    expect(await names(owner, `?queueIds[]=${home.queueIds.Orders}`)).toEqual(["Quin"]);
    expect(await names(owner, `?skillIds[]=${skill}`)).toEqual(["Ana"]);
  });
});

async function aSkill(home: TestWorkspace, name: string, holder: TestUser): Promise<string> {
  const { pool } = server.server.database;
  const { rows } = await pool.query<{ id: string }>(
    "insert into skills (id, workspace_id, name) values (gen_random_uuid(), $1, $2) returning id",
    [home.id, name],
  );
  const id = rows[0]?.id ?? "";
  await pool.query("insert into user_skills (user_id, skill_id, level) values ($1, $2, 4)", [holder.id, id]);
  return id;
}

describe("the list as CSV", () => {
  it("holds exactly what the list shows, and nothing a spreadsheet would run", async () => {
    const { owner, sofia, home } = await aFloor();
    await server.user(home, { name: "=1+1" });
    const ask = (who: SignedIn) =>
      server.request("GET", "/api/v1/users/export.csv", { headers: who.headers });
    const all = await ask(owner);
    expect(all).toMatchObject({ status: 200 });
    expect(all.body.fileName).toMatch(/^users-\d{4}-\d\d-\d\d\.csv$/);
    expect(all.body.csv.trim().split("\r\n")).toHaveLength(6);
    expect(all.body.csv).toContain("'=1+1");
    const few = await ask(sofia);
    expect(few.body.csv).toContain("Ana");
    expect(few.body.csv).not.toContain("Bruno");
    expect(few.body.csv).not.toContain("Nights");
  });
});
