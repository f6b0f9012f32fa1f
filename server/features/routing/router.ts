import { transact, type Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { type Candidate, chooseAgent, offerMs } from "#shared/domain/routing.ts";
import type { RoutingDeps } from "./deps.ts";
import { sweepPresence, writeStatus } from "./status.ts";

/** Regular look, ms; commands wake the router at once. */
const tickMs = 1_000;
/** Looked at in each queue beyond the number of free agents: the oldest may have been refused a moment ago. */
const spare = 4;
/** One router at a time over all server processes. */
const routerLock = 7_311;

interface Waiting {
  id: string;
  workspaceId: string;
  queueId: string;
}

/** Ends what rang too long. Whoever missed it takes no queue work until he says so himself. */
async function expireOffers(tx: Work): Promise<void> {
  const { rows } = await tx.query<{
    id: string;
    userId: string;
    workspaceId: string;
    conversationId: string;
    ready: boolean;
  }>(
    `update offers o set state = 'expired', version = o.version + 1, ended_at = now()
     where o.state = 'open' and o.expires_at <= now()
     returning o.id, o.user_id as "userId", o.workspace_id as "workspaceId",
       o.conversation_id as "conversationId",
       exists (select 1 from agent_status s where s.user_id = o.user_id and s.status = 'ready') as ready`,
  );
  for (const { id, userId, workspaceId, conversationId, ready } of rows) {
    // The conversation too: whoever could look because it rang looks no more.
    tx.note(`o:${id}`, `c:${conversationId}`);
    if (ready) await writeStatus(tx, { id: userId, workspaceId }, "online", "offer_missed");
  }
}

/**
 * What waits, oldest first, as much of each queue as it has free agents: the rule decides who gets it, but a queue
 * where nobody is free is not even asked about, and a long one cannot hold up the others.
 */
const waitingSql = `
  with free as (
    select m.queue_id, count(*) as agents
    from queue_members m join users u on u.id = m.user_id join agent_status s on s.user_id = u.id
    where s.status = 'ready' and u.blocked_at is null
      and exists (select 1 from presence_leases l where l.user_id = u.id and l.until > now())
      and not exists (select 1 from offers o where o.user_id = u.id and o.state = 'open')
      and u.max_conversations >
        (select count(*) from conversations c where c.assignee_id = u.id and c.state = 'assigned')
    group by m.queue_id)
  select w.id, w.workspace_id as "workspaceId", w.queue_id as "queueId"
  from free cross join lateral (
    select c.id, c.workspace_id, c.queue_id, c.waiting_since from conversations c
    where c.queue_id = free.queue_id and c.state = 'waiting'
      and not exists (select 1 from offers o where o.conversation_id = c.id and o.state = 'open')
    order by c.waiting_since limit free.agents + ${spare} for no key update of c skip locked) w
  order by w.waiting_since`;

const candidatesSql = `
  select u.id as "userId", ${hasPermissionSql("conversation.receive", "u")} as receives, u.max_conversations as "maxConversations", coalesce(s.status, 'offline') as status,
    exists (select 1 from presence_leases l where l.user_id = u.id and l.until > now()) as present,
    (select count(*)::int from conversations c where c.assignee_id = u.id and c.state = 'assigned') as "openConversations",
    exists (select 1 from offers o where o.user_id = u.id and o.state = 'open') as ringing,
    (select extract(epoch from now() - max(o.ended_at)) * 1000 from offers o where o.user_id = u.id
       and o.conversation_id = $2 and o.state in ('declined', 'expired')) as "refusedMsAgo",
    extract(epoch from now() - greatest(s.since, (select max(o.ended_at) from offers o
       where o.user_id = u.id and o.state = 'accepted'))) * 1000 as "idleMs"
  from queue_members m join users u on u.id = m.user_id left join agent_status s on s.user_id = u.id
  where m.queue_id = $1 and u.blocked_at is null`;

type CandidateRow = Omit<Candidate, "isMember">;

async function candidatesFor(tx: Work, { id, queueId }: Waiting): Promise<Candidate[]> {
  const { rows } = await tx.query<CandidateRow>(candidatesSql, [queueId, id]);
  return rows.map(({ refusedMsAgo, idleMs, ...row }) => ({
    ...row,
    refusedMsAgo: refusedMsAgo === null ? null : Number(refusedMsAgo),
    idleMs: Number(idleMs ?? 0),
    isMember: true,
  }));
}

async function offerOne(tx: Work, waiting: Waiting): Promise<void> {
  const { chosen } = chooseAgent(await candidatesFor(tx, waiting));
  if (!chosen) return;
  const { rows } = await tx.query<{ id: string }>(
    `insert into offers (workspace_id, conversation_id, user_id, reason, expires_at)
     values ($1, $2, $3, 'least_busy', now() + make_interval(secs => $4)) returning id`,
    [waiting.workspaceId, waiting.id, chosen, offerMs / 1_000],
  );
  tx.note(`o:${rows[0]?.id}`);
}

/** One round: end what lapsed, offer what waits. */
async function round(tx: Work): Promise<void> {
  const { rows: locks } = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [
    routerLock,
  ]);
  if (!locks[0]?.mine) return;
  await expireOffers(tx);
  const { rows } = await tx.query<Waiting>(waitingSql);
  for (const waiting of rows) await offerOne(tx, waiting);
}

/** Brings waiting conversations to agents: regularly, and whenever something that matters has changed. */
export function createRouter(deps: RoutingDeps) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = true;

  async function look(): Promise<void> {
    await sweepPresence(deps);
    await deps.news.publish(await transact(deps.pool, round));
  }

  function wake(): void {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = look()
      .catch((error: unknown) =>
        deps.log.warn({ err: error }, "the router could not look; it looks again in a moment"),
      )
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        wake();
      });
  }

  return {
    wake,
    start() {
      stopped = false;
      timer = setInterval(wake, tickMs);
      wake();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
