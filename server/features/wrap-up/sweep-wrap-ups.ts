import { eachApart } from "#server/platform/each-apart.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";
import type { WrapUpDeps } from "./deps.ts";
import { endWrapUp, type OpenWrapUp } from "./end-wrap-up.ts";

/** Regular look, ms. */
const tickMs = 1_000;
/** One sweep at a time over all server processes. */
const sweepLock = 7_341;
/** Whoever is gone for longer has left it: nothing of his stays open. */
const releaseAfter = "5 minutes";

interface Over extends OpenWrapUp {
  readonly by: "timer" | "released";
  readonly at: Date | null;
}

/**
 * What is to be ended: where the queue says so, what has had its time; and everything of people who were blocked, may
 * not save it any more, or are offline for a while and have no connection.
 */
const overSql = `
  select w.id, w.conversation_id as "conversationId", w.user_id as "userId", coalesce(u.name, '') as "userName",
    case when timed.over then 'timer' else 'released' end as by,
    case when timed.over then w.until when u.blocked_at is not null then u.blocked_at
      when s.status = 'offline' then s.since end as at
  from wrap_ups w
    join conversations c on c.id = w.conversation_id
    join queues q on q.id = c.queue_id
    left join users u on u.id = w.user_id
    left join agent_status s on s.user_id = w.user_id
    cross join lateral (select coalesce(w.until <= now(), false)
      and coalesce((q.rules->'wrapUp'->>'auto')::boolean, ${defaultQueueRules.wrapUp.auto}) as over) timed
  where w.ended_at is null and (timed.over or u.id is null or u.blocked_at is not null
    or not ${hasPermissionSql("conversation.close", "u")}
    or (coalesce(s.status, 'offline') = 'offline'
      and greatest(w.started_at, s.since) < now() - interval '${releaseAfter}'
      and not exists (select 1 from presence_leases l where l.user_id = w.user_id and l.until > now())))
  order by w.started_at limit 200 for no key update of c skip locked`;

async function sweep(deps: WrapUpDeps, tx: Work): Promise<number> {
  const { rows: locks } = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [
    sweepLock,
  ]);
  if (!locks[0]?.mine) return 0;
  const { rows } = await tx.query<Over>(overSql);
  const ended = await eachApart(rows, { log: deps.log, what: "after-contact work" }, (one) =>
    endApart(deps, tx, one),
  );
  return ended.length;
}

/** What goes wrong with one undoes that one alone. */
async function endApart(deps: WrapUpDeps, tx: Work, one: Over): Promise<void> {
  await tx.query("savepoint one");
  try {
    await endWrapUp(deps, tx, one, one);
    await tx.query("release savepoint one");
  } catch (error) {
    await tx.query("rollback to savepoint one");
    throw error;
  }
}

/** Ends after-contact work whose time is over or whose agent is gone: again and again, whatever crashed meanwhile. */
export function createWrapUpSweep(deps: WrapUpDeps) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  async function look(): Promise<void> {
    const ended = await deps.news.publish(await transact(deps.pool, (tx) => sweep(deps, tx)));
    if (ended > 0) deps.wakeRouter();
  }

  return {
    start() {
      timer = setInterval(() => {
        running ??= look()
          .catch((error: unknown) =>
            deps.log.warn({ err: error }, "after-contact work could not be looked at; again in a moment"),
          )
          .finally(() => {
            running = null;
          });
      }, tickMs);
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
