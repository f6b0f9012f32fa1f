import fc from "fast-check";
import type { Actor, Resource } from "#shared/permissions/can.ts";
import type { Grants } from "#shared/permissions/catalogue.ts";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import { type SchemeName, schemeNames } from "#shared/permissions/schemes/index.ts";
import { createFloor, type Desk, type Floor } from "../../matrix/floor.ts";
import type { TestServer } from "../support/start-test-server.ts";

const three = [0, 1, 2];
const some = fc.subarray(three);

const grant = fc.record(
  {
    scope: fc.constantFrom("own", "managed", "all"),
    by: fc.constantFrom("groups", "assigned", "queues"),
    others: fc.boolean(),
    roles: fc.constantFrom("below", ["agent"], ["agent", "supervisor"]),
  },
  { requiredKeys: ["scope"] },
);

/** A role of the workspace's own, with limits that no built-in role has. */
const customGrants = fc.record(
  {
    "users.view": grant,
    "groups.view": grant.map(({ scope, by }) => (by ? { scope, by } : { scope })),
    "conversation.view": grant.map(({ scope, by }) => (by ? { scope, by } : { scope })),
    "conversation.unassigned.view": grant.map(({ scope, by }) => (by ? { scope, by } : { scope })),
  },
  { requiredKeys: ["users.view", "conversation.view"] },
) as fc.Arbitrary<Grants>;

const person = (roles: readonly string[]) =>
  fc.record({ role: fc.constantFrom(...roles), groups: some, leads: some, queues: some });

/** A house with three groups, three queues, people, conversations, and one who asks, perhaps with a role of its own. */
export const organisation = fc.constantFrom(...schemeNames).chain((scheme) => {
  const roles = createRoleBook(scheme).roles.map(({ key }) => key);
  return fc.record({
    scheme: fc.constant(scheme),
    people: fc.array(person(roles), { minLength: 2, maxLength: 6 }),
    conversations: fc.array(
      fc.record({
        queue: fc.constantFrom(...three),
        assignee: fc.nat({ max: 6 }),
        state: fc.constantFrom("waiting", "assigned", "closed"),
      }),
      { minLength: 3, maxLength: 8 },
    ),
    asking: fc.record({
      role: fc.constantFrom(...roles),
      custom: fc.option(customGrants, { freq: 2 }),
      groups: some,
      leads: some,
      queues: some,
      assigned: some,
    }),
  });
});
type Organisation = typeof organisation extends fc.Arbitrary<infer T> ? T : never;

export interface Settled {
  readonly floor: Floor;
  readonly me: Desk;
  readonly actor: Actor;
  readonly groupIds: readonly string[];
  readonly people: readonly (Resource & { readonly id: string; readonly email: string })[];
  readonly conversations: readonly {
    readonly id: string;
    readonly resource: Resource;
    readonly state: string;
  }[];
}

/** Writes an organisation down, and reads who asks as the server does. */
export async function settle(
  server: TestServer,
  { scheme, people, conversations, asking }: Organisation,
): Promise<Settled> {
  const floor = await createFloor(server.server.database.pool, scheme as SchemeName);
  const make = (one: () => Promise<string>) => Promise.all(three.map(one));
  const [groupIds, queueIds] = [await make(() => floor.group()), await make(() => floor.queue())];
  const ids = (from: readonly string[], at: readonly number[]) => at.map((one) => from[one] ?? "");
  const role = asking.custom
    ? await floor.customRole({ name: "Own", basedOn: asking.role, grants: asking.custom })
    : asking.role;
  const me = await floor.desk({
    role,
    groups: ids(groupIds, asking.groups),
    leads: ids(groupIds, asking.leads),
    queues: ids(queueIds, asking.queues),
    assigned: Object.fromEntries(ids(queueIds, asking.assigned).map((id) => [id, "viewer" as const])),
  });
  const book = createRoleBook(
    scheme as SchemeName,
    asking.custom ? [{ key: role, name: "Own", basedOn: asking.role, grants: asking.custom }] : [],
  );
  const described = (one: { id: string; email: string; role: string }, groups: readonly number[]) => ({
    id: one.id,
    email: one.email,
    workspaceId: floor.id,
    ownerId: one.id,
    groupIds: ids(groupIds, groups),
    role: book.refOf(one.role),
  });
  const everybody = [described(me, asking.groups)];
  for (const one of people) {
    const made = await floor.person({
      role: one.role,
      groups: ids(groupIds, one.groups),
      leads: ids(groupIds, one.leads),
      queues: ids(queueIds, one.queues),
    });
    everybody.push(described(made, one.groups));
  }
  // Last of all: when the people of his groups change, the server lets his desk in anew.
  const actor = (await server.server.accounts.resolveActor({ ...me.headers }, null)) as Actor;
  const talks: Settled["conversations"][number][] = [];
  for (const { queue, assignee, state } of conversations) {
    const owner = state === "waiting" ? null : (everybody[assignee % everybody.length] ?? null);
    const queueId = queueIds[queue] ?? "";
    const { id } = await floor.conversation({
      queueId,
      assigneeId: owner?.id ?? null,
      state: state as "closed",
    });
    talks.push({
      id,
      state,
      // A conversation is tied to its agent and its queue, not to the agent's groups.
      resource: { workspaceId: floor.id, ownerId: owner?.id ?? null, queueId },
    });
  }
  return { floor, me, actor, groupIds, people: everybody, conversations: talks };
}
