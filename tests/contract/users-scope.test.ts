import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, can, fieldsOpen } from "#shared/permissions/can.ts";
import { fieldsOf } from "#shared/permissions/catalogue.ts";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import { type SchemeName, schemeNames } from "#shared/permissions/schemes/index.ts";
import { anActor } from "#shared/permissions/testing/an-actor.ts";
import type { SignedIn } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "1000" } });
});
afterAll(() => server.stop());

interface Member {
  readonly role: string;
  readonly state: "active" | "blocked" | "archived";
  /** Numbers of groups. */
  readonly groups: readonly number[];
}

const groupCount = 3;

const organisation = fc.constantFrom(...schemeNames).chain((scheme) => {
  const roles = createRoleBook(scheme).roles.map(({ key }) => key);
  const member: fc.Arbitrary<Member> = fc.record({
    role: fc.constantFrom(...roles),
    state: fc.constantFrom("active", "active", "blocked", "archived"),
    groups: fc.subarray([...Array(groupCount).keys()]),
  });
  return fc.record({
    scheme: fc.constant(scheme),
    members: fc.array(member, { minLength: 1, maxLength: 6 }),
    asking: fc.record({ role: fc.constantFrom(...roles), leads: fc.subarray([...Array(groupCount).keys()]) }),
  });
});

interface Settled {
  readonly id: string;
  readonly role: string;
  readonly state: string;
  readonly groupIds: readonly string[];
}

async function settle(scheme: SchemeName, members: readonly Member[]) {
  const home = await server.workspace({ scheme });
  const { pool } = server.server.database;
  const groupIds: string[] = [];
  for (let one = 0; one < groupCount; one++) groupIds.push(await server.group(home, {}));
  const people: Settled[] = [];
  for (const [number, { role, state, groups }] of members.entries()) {
    const id = `${home.id}-${number}`;
    await pool.query(
      `insert into users (id, workspace_id, name, email, role, blocked_at, archived_at) values ($1, $2, $1, $1, $3,
         case when $4 <> 'active' then now() end, case when $4 = 'archived' then now() end)`,
      [id, home.id, role, state],
    );
    const mine = groups.map((one) => groupIds[one] ?? "");
    await pool.query("insert into group_members (user_id, group_id) select $1, unnest($2::uuid[])", [
      id,
      mine,
    ]);
    people.push({ id, role, state, groupIds: mine });
  }
  return { home, groupIds, people };
}

const get = (who: SignedIn, path: string) =>
  server.request("GET", `/api/v1/users${path}`, { headers: who.headers });
const allStates = "states[]=active&states[]=blocked&states[]=archived";

/** Whom the one rule lets an actor of this role see. */
function expectedFor(actor: Actor, scheme: SchemeName, people: readonly Settled[]): string[] {
  const book = createRoleBook(scheme);
  const states = fieldsOpen(actor, "users.view", fieldsOf("users.view"));
  const isSeen = ({ id, role, state, groupIds }: Settled) =>
    states.includes(state) &&
    can(actor, "users.view", {
      workspaceId: actor.workspaceId,
      ownerId: id,
      groupIds,
      role: book.refOf(role),
    });
  return people
    .filter(isSeen)
    .map(({ id }) => id)
    .sort();
}

async function compare(who: SignedIn, people: readonly Settled[], expected: readonly string[]) {
  const list = await get(who, `?${allStates}`);
  expect(list.body.users.map(({ id }: { id: string }) => id).sort()).toEqual(expected);
  expect(list.body.total).toBe(expected.length);
  const { csv } = (await get(who, `/export.csv?${allStates}`)).body;
  for (const { id } of people) {
    const shown = expected.includes(id);
    expect((await get(who, `/${id}`)).status).toBe(shown ? 200 : 404);
    expect((await get(who, `?${allStates}&search=${id}`)).body.total).toBe(shown ? 1 : 0);
    expect(csv.includes(id)).toBe(shown);
  }
}

describe("the list, its count, its search, its CSV and the single profile", () => {
  it("show the same people: those whom the one rule reaches, in any organisation", async () => {
    await fc.assert(
      fc.asyncProperty(organisation, async ({ scheme, members, asking: { role, leads } }) => {
        const { home, groupIds, people } = await settle(scheme, members);
        const who = await server.signedIn(home, { role });
        const ledGroupIds = leads.map((one) => groupIds[one] ?? "");
        await server.server.database.pool.query(
          "insert into group_leaders (user_id, group_id) select $1, unnest($2::uuid[])",
          [who.id, ledGroupIds],
        );
        const actor = anActor(scheme, role, { id: who.id, workspaceId: home.id, ledGroupIds });
        if (!can(actor, "users.view")) {
          expect((await get(who, "")).status).toBe(403);
          return;
        }
        const self = { id: who.id, role, state: "active", groupIds: [] };
        await compare(who, people, expectedFor(actor, scheme, [...people, self]));
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
