import { busySql } from "#server/platform/agent-activity/activity-sql.ts";
import { eachApart } from "#server/platform/each-apart.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import type { StatusEvent } from "#shared/domain/status/index.ts";
import { changeStatus } from "./change-status.ts";
import type { StatusDeps, StatusUser } from "./deps.ts";

export type SweepDeps = Pick<StatusDeps, "pool" | "news" | "log">;

/** At most so many in one transaction, so that nobody waits long for its locks. */
const most = 200;
/** Whose role has lost its status. */
const rightsLock = 7_312;

/** What happens to whom by itself. */
interface Rule {
  readonly what: string;
  readonly event: StatusEvent;
  /** Of a row `s` of `agent_status`. */
  readonly when: string;
  /** Who comes first. */
  readonly order: string;
  /** One process at a time looks: the question is dear. */
  readonly lock?: number;
}

const lost: Rule = {
  what: "lost connections",
  event: { type: "connectionLost" },
  when: `s.status <> 'offline'
    and not exists (select 1 from presence_leases l where l.user_id = s.user_id and l.until >= now())`,
  order: "(select max(l.until) from presence_leases l where l.user_id = s.user_id) nulls first",
};

const free: Rule = {
  what: "next statuses",
  event: { type: "becameFree" },
  when: `s.next is not null and s.cause <> 'connection_lost' and not ${busySql("s.user_id")}`,
  order: "s.since",
};

const withoutRight: Rule = {
  what: "rights to a status",
  event: { type: "rightsLost" },
  when: `s.cause <> 'rights_changed' and (s.status <> 'offline' or s.before is not null or s.next is not null)
    and exists (select 1 from users u where u.id = s.user_id and not ${hasPermissionSql("status.set", "u")})`,
  order: "s.since",
  lock: rightsLock,
};

/** Those for whom it is time, held until the end of the transaction; `among`: of these only. */
async function due(tx: Work, rule: Rule, passed: readonly string[], among?: string): Promise<StatusUser[]> {
  if (rule.lock) {
    const { rows } = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [
      rule.lock,
    ]);
    if (!rows[0]?.mine) return [];
  }
  // Whoever is being changed just now is looked at again in a moment.
  const { rows } = await tx.query<StatusUser>(
    `select s.user_id as id, s.workspace_id as "workspaceId" from agent_status s
     where ${rule.when} and s.user_id <> all($1) and ($2::text is null or s.user_id = $2)
     order by ${rule.order}, s.user_id limit ${most} for update of s skip locked`,
    [passed, among ?? null],
  );
  return rows;
}

/**
 * Carries out a rule for everybody to whom it applies: a round in one transaction, the next at once when there may be
 * more. Should a round fail, each of it is tried for himself, so that one who cannot be done stops nobody else.
 */
async function carryOut(deps: SweepDeps, rule: Rule): Promise<void> {
  const { pool, news, log } = deps;
  const change = async (passed: readonly string[], seen: StatusUser[], among?: string) =>
    news.publish(
      await transact(pool, async (tx) => {
        const users = await due(tx, rule, passed, among);
        seen.splice(0, seen.length, ...users);
        for (const user of users) await changeStatus(tx, user, rule.event);
      }),
    );
  const passed: string[] = [];
  for (;;) {
    const seen: StatusUser[] = [];
    try {
      await change(passed, seen);
    } catch (error) {
      if (seen.length === 0) throw error;
      const done = await eachApart([...seen], { log, what: rule.what }, async ({ id }) => {
        await change([], [], id);
        return id;
      });
      // Whoever could not be done is not tried again before the next look.
      passed.push(...seen.map(({ id }) => id).filter((id) => !done.includes(id)));
    }
    if (seen.length < most) return;
  }
}

/**
 * Forgets leases that have lapsed. Of somebody without a status the lapsed one stays for a day: nothing else says how
 * long he has been away.
 */
const forgetLeases = async ({ pool, news }: SweepDeps): Promise<void> =>
  news.publish(
    await transact(pool, async (tx) => {
      const { rows } = await tx.query<{ userId: string }>(
        `delete from presence_leases l where l.until < now() and (l.until < now() - interval '1 day'
           or exists (select 1 from agent_status s where s.user_id = l.user_id and s.cause <> 'rights_changed'))
         returning l.user_id as "userId"`,
      );
      for (const { userId } of rows) tx.note(`s:${userId}`);
    }),
  );

/**
 * What happens to statuses by itself: those whose last lease lapsed are offline, and what they had is remembered;
 * what was chosen as the next one comes to who is not busy any more.
 */
export async function sweepStatuses(deps: SweepDeps): Promise<void> {
  await carryOut(deps, lost);
  await forgetLeases(deps);
  await carryOut(deps, free);
}

/** Takes the status from those whose role does not give one any more. */
export async function sweepRights(deps: SweepDeps): Promise<void> {
  await carryOut(deps, withoutRight);
}
