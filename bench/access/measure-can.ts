import { type Actor, can, type Resource } from "#shared/permissions/can.ts";
import { type Permission, permissionNames } from "#shared/permissions/catalogue.ts";
import { createRoleBook, type RoleBook } from "#shared/permissions/role-book.ts";
import { schemeNames } from "#shared/permissions/schemes/index.ts";
import { anActor } from "#shared/permissions/testing/an-actor.ts";
import { median } from "../../chaos/percentile.ts";

interface Check {
  readonly actor: Actor;
  readonly names: ReadonlySet<string>;
  readonly permission: Permission;
  readonly resource: Resource;
}

const rounds = 60;
const checksARound = 40_000;

const ids = (what: string, count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `${what}-${String(from + at).padStart(12, "0")}`);

/** An actor of every role of every scheme, with more ties than anybody has in earnest. */
const actors = (): Actor[] =>
  schemeNames.flatMap((scheme) =>
    createRoleBook(scheme).roles.map(({ key }) =>
      anActor(scheme, key, {
        holds: ["video.enabled", "outbound.allowed", "callHistory.allowed", "agentbot.access"],
        queueIds: ids("queue", 20),
        assignedQueueIds: ids("queue", 10),
        editorQueueIds: ids("queue", 5),
        ledGroupIds: ids("group", 20),
      }),
    ),
  );

/** Things of every kind: one's own, of a led group, of one's queue, of others, of another workspace, people. */
function things({ roles }: RoleBook): Resource[] {
  const workspaceId = "lumina";
  const people = roles.map(
    (role): Resource => ({ workspaceId, ownerId: "ben", groupIds: ids("group", 3, 18), role }),
  );
  return [
    { workspaceId, ownerId: "ana" },
    { workspaceId, ownerId: "ben", groupIds: ids("group", 2, 19) },
    { workspaceId, ownerId: "ben", groupIds: ids("group", 2, 80) },
    { workspaceId, ownerId: "ben", queueId: ids("queue", 1, 19)[0] ?? null },
    { workspaceId, ownerId: null, queueId: ids("queue", 1, 80)[0] ?? null },
    {
      workspaceId,
      ownerId: "ben",
      queueId: ids("queue", 1, 9)[0] ?? null,
      holds: ["assignment.editor", "unused"],
    },
    { workspaceId: "elsewhere", ownerId: "zoe" },
    ...people,
  ];
}

/** The same mix in every run: a small generator of our own, with a seed. */
function mixture(): Check[] {
  let state = 20_261_122;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % limit;
  };
  const pick = <T>(some: readonly T[]): T => some[below(some.length)] as T;
  const everybody = actors();
  const kinds = things(createRoleBook("standard"));
  const names = new Map(everybody.map((actor) => [actor, new Set(Object.keys(actor.grants))]));
  return Array.from({ length: checksARound }, () => {
    const actor = pick(everybody);
    const held = Object.keys(actor.grants) as Permission[];
    // Mostly of what he has, so that the whole rule runs, and one in five of anything at all.
    const permission = below(5) === 0 ? pick(permissionNames) : pick(held);
    return { actor, names: names.get(actor) ?? new Set(), permission, resource: pick(kinds) };
  });
}

function timed(checks: readonly Check[], check: (one: Check) => boolean): { us: number; yes: number } {
  let yes = 0;
  const start = process.hrtime.bigint();
  for (const one of checks) if (check(one)) yes += 1;
  const ns = Number(process.hrtime.bigint() - start);
  return { us: ns / 1_000 / checks.length, yes };
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** What `can()` costs, beside a bare look into a set of names, in turns in one run. */
export function measureCan() {
  const checks = mixture();
  const rule = (one: Check) => can(one.actor, one.permission, one.resource);
  const reference = (one: Check) => one.names.has(one.permission);
  for (let warm = 0; warm < 10; warm++) [timed(checks, rule), timed(checks, reference)];
  const pairs = Array.from(
    { length: rounds },
    () => [timed(checks, rule), timed(checks, reference)] as const,
  );
  const costs = pairs.map(([{ us }]) => us).sort((a, b) => a - b);
  const p50 = median(costs);
  return {
    checks: rounds * checksARound,
    allowed: rounded((pairs[0]?.[0].yes ?? 0) / checksARound),
    p50Us: rounded(p50),
    p99Us: rounded(costs[Math.floor(costs.length * 0.99)] ?? 0),
    setHasP50Us: rounded(median(pairs.map(([, { us }]) => us))),
    ratioToSetHas: rounded(median(pairs.map(([ours, bare]) => ours.us / bare.us))),
    limitUs: 5,
    ok: p50 <= 5,
  };
}
