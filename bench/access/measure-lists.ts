import type pg from "pg";
import { type ListQuery, listPeople } from "#server/features/users/list-people.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { median } from "../../chaos/percentile.ts";
import type { BigHouse } from "./big-house.ts";

const rounds = 15;

const query: ListQuery = { sort: "name", descending: false, limit: 50, offset: 0 };
const questions: Readonly<Record<string, ListQuery>> = {
  "first page": query,
  "far page": { ...query, offset: 900 },
  search: { ...query, search: "abc" },
  "by role": { ...query, roles: ["agent" as never] },
};

const rounded = (value: number) => Math.round(value * 100) / 100;

async function timed(
  pool: pg.Pool,
  actor: Actor,
  question: ListQuery,
): Promise<{ ms: number; total: number }> {
  const start = performance.now();
  const { total } = await listPeople(pool, actor, question);
  return { ms: performance.now() - start, total };
}

/** The list as several people see it, each question beside the same question of who sees everybody, in turns. */
export async function measureLists(pool: pg.Pool, house: BigHouse, log: (line: string) => void) {
  const everybody = await house.actor({ role: "administrator" });
  const onlyAgents = await house.customRole({ "users.view": { scope: "all", roles: ["agent"] } });
  const scoped: Readonly<Record<string, Actor>> = {
    "leads 1 group": await house.actor({ role: "supervisor", leading: 1 }),
    "leads 20 groups": await house.actor({ role: "supervisor", leading: 20 }),
    "leads every second group": await house.actor({ role: "supervisor", leading: 250 }),
    "leads every group": await house.actor({ role: "supervisor", leading: 500 }),
    "himself alone": await house.actor({ role: "agent" }),
    "agents alone": await house.actor({ role: onlyAgents }),
  };
  const figures: object[] = [];
  let worst = 0;
  for (const [who, actor] of Object.entries(scoped)) {
    for (const [what, question] of Object.entries(questions)) {
      const one = await compare(pool, { everybody, actor, question });
      worst = Math.max(worst, one.ratio);
      figures.push({ who, what, ...one });
      log(`${who}, ${what}: ${one.ratio} times the unscoped (${one.scopedMs} ms for ${one.seen} people)`);
    }
  }
  return { figures, worstRatio: rounded(worst), limit: 2, ok: worst <= 2 };
}

interface Comparison {
  readonly everybody: Actor;
  readonly actor: Actor;
  readonly question: ListQuery;
}

async function compare(pool: pg.Pool, { everybody, actor, question }: Comparison) {
  for (const who of [everybody, actor]) await timed(pool, who, question);
  const pairs: (readonly [number, number])[] = [];
  let seen = 0;
  for (let round = 0; round < rounds; round++) {
    const bare = await timed(pool, everybody, question);
    const ours = await timed(pool, actor, question);
    seen = ours.total;
    pairs.push([ours.ms, bare.ms]);
  }
  return {
    seen,
    scopedMs: rounded(median(pairs.map(([ours]) => ours))),
    unscopedMs: rounded(median(pairs.map(([, bare]) => bare))),
    ratio: rounded(median(pairs.map(([ours, bare]) => ours / bare))),
  };
}
