import { goneSql } from "#server/features/conversations/index.ts";
import { eachApart } from "#server/platform/each-apart.ts";
import { transact } from "#server/platform/news/index.ts";
import { type ActorRow, actorColumns, toActor } from "#server/platform/permissions/actor-row.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import type { MissedDeps } from "./deps.ts";
import { reachesMissed } from "./missed-reach.ts";

interface Taken {
  readonly id: string;
  readonly takenBy: string;
  readonly workspaceId: string;
  readonly queueId: string;
  readonly groupId: string | null;
  /** Blocked, deleted, without the right, or away for as long as his workspace waits. */
  readonly cannot: boolean;
}

/** Those that somebody took who cannot see to them, or who has no place in the queue or group any more. */
const takenSql = `
  select * from (
    select m.id, m.taken_by as "takenBy", m.workspace_id as "workspaceId", m.queue_id as "queueId", m.group_id as "groupId",
      u.id is null or u.blocked_at is not null or not ${hasPermissionSql("conversation.take", "u")} or (${goneSql}) as cannot,
      exists (select 1 from queue_members q where q.queue_id = m.queue_id and q.user_id = m.taken_by)
        or exists (select 1 from group_members g where g.group_id = m.group_id and g.user_id = m.taken_by) as belongs
    from missed_items m join workspaces w on w.id = m.workspace_id
      left join users u on u.id = m.taken_by left join agent_status s on s.user_id = m.taken_by
    where m.state = 'taken') taken
  where cannot or not belongs`;

/** Those among the takers who may take from there without a place in it, such as who may take from every queue. */
async function withoutRight({ pool }: Pick<MissedDeps, "pool">, taken: readonly Taken[]): Promise<Taken[]> {
  const outsiders = taken.filter(({ cannot }) => !cannot);
  if (outsiders.length === 0) return [];
  const { rows } = await pool.query<ActorRow>(
    `select ${actorColumns} from users u join workspaces w on w.id = u.workspace_id
       cross join (select null::text as view_as) s where u.id = any($1)`,
    [[...new Set(outsiders.map(({ takenBy }) => takenBy))]],
  );
  const takers = new Map(rows.map((row) => [row.id, toActor(row, "")]));
  return outsiders.filter((one) => {
    const taker = takers.get(one.takenBy);
    return !taker || !reachesMissed(taker, { ...one, groupPeople: [], takenBy: null });
  });
}

/**
 * Gives back what somebody took who cannot see to it: who was blocked or archived, who has no place in its queue and
 * group any more, and who has been away for too long. The note on it stays.
 */
export async function sweepTaken(deps: MissedDeps): Promise<number> {
  const { rows } = await deps.pool.query<Taken>(takenSql);
  const stuck = [...rows.filter(({ cannot }) => cannot), ...(await withoutRight(deps, rows))];
  const freed = await eachApart(stuck, { log: deps.log, what: "taken items" }, async ({ id, takenBy }) =>
    deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const { rowCount } = await tx.query(
          `update missed_items set state = 'open', taken_by = null, taken_at = null, version = version + 1
            where id = $1 and state = 'taken' and taken_by = $2`,
          [id, takenBy],
        );
        if (rowCount) tx.note(`m:${id}`);
        return rowCount === 1;
      }),
    ),
  );
  return freed.filter((isFree) => isFree).length;
}
