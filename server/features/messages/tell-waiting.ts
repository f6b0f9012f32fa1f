import type pg from "pg";
import { type Committed, transact, type Work } from "#server/platform/news/index.ts";
import { type AutomaticKind, waitingSeconds } from "#shared/domain/automatic-messages.ts";
import { attendanceOf } from "./attendance.ts";
import { onceInWait, type Said, sayAutomatic } from "./say-automatic.ts";

/** One at a time over all server processes. */
const tellLock = 7_331;
/** Nobody is told "there is nobody" because one desk was reloading. */
const graceSeconds = 60;
/** At most so many in one transaction; the rest follows. */
const most = 100;

/** What waits in these queues for so long and has not been told so in this wait. Others may hold a row: it comes next time. */
async function dueFor(
  tx: Work,
  kind: AutomaticKind,
  queueIds: readonly string[],
  least: number | null,
): Promise<Said[]> {
  if (queueIds.length === 0) return [];
  const { rows } = await tx.query<Said>(
    `select c.id as "conversationId", c.workspace_id as "workspaceId", c.channel, c.language
     from conversations c
     join automatic_messages m on m.workspace_id = c.workspace_id and m.channel = c.channel and m.kind = $1 and m.enabled
     where c.state = 'waiting' and c.queue_id = any($2::uuid[])
       and c.waiting_since <= now() - make_interval(secs => coalesce($3, m.after_seconds, ${waitingSeconds}))
       and not exists (select 1 from conversation_events e where e.conversation_id = c.id and e.client_id = ${onceInWait})
     order by c.waiting_since limit ${most} for no key update of c skip locked`,
    [kind, queueIds, least],
  );
  return rows;
}

/** Whoever waits hears that he is not forgotten; or, when there is nobody any more, that it will take longer. */
async function tell(tx: Work): Promise<number> {
  const { rows: locks } = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [
    tellLock,
  ]);
  if (!locks[0]?.mine) return 0;
  const { rows } = await tx.query<{ queueId: string }>(
    `select distinct c.queue_id as "queueId" from conversations c
     join automatic_messages m on m.workspace_id = c.workspace_id and m.enabled and m.kind in ('waiting', 'away')
     where c.state = 'waiting'`,
  );
  if (rows.length === 0) return 0;
  const attendance = [
    ...(await attendanceOf(
      tx,
      rows.map(({ queueId }) => queueId),
    )),
  ];
  const of = (fits: (one: { open: boolean; staffed: boolean }) => boolean) =>
    attendance.filter(([, one]) => fits(one)).map(([id]) => id);
  const work: [AutomaticKind, Said[]][] = [
    [
      "waiting",
      await dueFor(
        tx,
        "waiting",
        of(({ open, staffed }) => open && staffed),
        null,
      ),
    ],
    [
      "away",
      await dueFor(
        tx,
        "away",
        of(({ open }) => !open),
        0,
      ),
    ],
    [
      "away",
      await dueFor(
        tx,
        "away",
        of(({ open, staffed }) => open && !staffed),
        graceSeconds,
      ),
    ],
  ];
  let told = 0;
  for (const [kind, all] of work) for (const one of all) if (await sayAutomatic(tx, kind, one)) told += 1;
  return told;
}

/** One look at all that waits. */
export const tellWaiting = (pool: pg.Pool): Promise<Committed<number>> => transact(pool, tell);
