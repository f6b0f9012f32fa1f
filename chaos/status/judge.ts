import type pg from "pg";
import { activitySql } from "#server/platform/agent-activity/activity-sql.ts";
import { checkAssignments } from "../checker/check-assignments.ts";
import { createFindings, type LogEntry } from "../checker/facts.ts";
import type { Workspace } from "../system/workspace.ts";

const kinds = ["stuck", "forgotten", "lost"] as const;

/** Questions that must find nothing when everything has come to rest; each answers the things it found. */
const questions: readonly {
  readonly kind: (typeof kinds)[number];
  readonly says: string;
  readonly sql: string;
}[] = [
  {
    kind: "stuck",
    says: "has a status though no device of his is there",
    sql: `select s.user_id as id from agent_status s where s.workspace_id = $1 and s.status <> 'offline'
      and not exists (select 1 from presence_leases l where l.user_id = s.user_id and l.until > now() - interval '5 seconds')`,
  },
  {
    kind: "stuck",
    says: "is an offer that rings though its time is over",
    sql: "select id from offers where workspace_id = $1 and state = 'open' and expires_at < now() - interval '5 seconds'",
  },
  {
    kind: "stuck",
    says: "is after-contact work of somebody who is gone",
    sql: `select w.id from wrap_ups w join agent_status s on s.user_id = w.user_id
      where w.workspace_id = $1 and w.ended_at is null and s.status = 'offline'`,
  },
  {
    kind: "stuck",
    says: "was made Ready by the system",
    sql: `select user_id as id from status_log where workspace_id = $1 and kind = 'status' and value = 'ready'
      and cause not in ('chosen', 'connection_back', 'next_came')`,
  },
  {
    kind: "stuck",
    says: "is said to do something else than he does",
    sql: `select a.user_id as id from agent_activity a join users u on u.id = a.user_id
      where u.workspace_id = $1 and a.activity <> ${activitySql("a.user_id")}`,
  },
  {
    kind: "forgotten",
    says: "waits, and those who take everything are there",
    sql: "select id from conversations where workspace_id = $1 and state = 'waiting'",
  },
  {
    kind: "forgotten",
    says: "lies with somebody who is gone",
    sql: `select c.id from conversations c join agent_status s on s.user_id = c.assignee_id
      where c.workspace_id = $1 and c.state = 'assigned' and s.status = 'offline'`,
  },
  {
    kind: "forgotten",
    says: "is a request for help in a conversation that has ended",
    sql: `select h.id from help_requests h join conversations c on c.id = h.conversation_id
      where h.workspace_id = $1 and h.state <> 'closed' and c.state = 'closed'`,
  },
  {
    kind: "lost",
    says: "counts other entries than it has",
    sql: `select c.id from conversations c where c.workspace_id = $1
      and c.last_seq <> (select count(*) from conversation_events e where e.conversation_id = c.id)`,
  },
  {
    kind: "lost",
    says: "has no word of its customer",
    sql: `select c.id from conversations c where c.workspace_id = $1 and not exists (
      select 1 from conversation_events e where e.conversation_id = c.id and e.author_kind = 'customer')`,
  },
];

const logSql = `
  select e.conversation_id as "conversationId", e.seq, e.public_seq as "publicSeq", e.client_id as "clientId",
    e.body->>'kind' as kind, coalesce(e.body->'agent'->>'id', e.author_id) as "authorId", e.body->>'text' as text,
    (extract(epoch from e.at) * 1000)::float8 as at
  from conversation_events e join conversations c on c.id = e.conversation_id
  where c.workspace_id = $1 order by e.conversation_id, e.seq`;

/** Judges what is left when everything has come to rest. */
export async function judge(db: pg.Client, { workspaceId, people }: Workspace) {
  const findings = createFindings(kinds);
  for (const { kind, says, sql } of questions) {
    const { rows } = await db.query<{ id: string }>(sql, [workspaceId]);
    for (const { id } of rows) findings.add(kind, `${id} ${says}`);
  }
  const { rows: log } = await db.query<LogEntry>(logSql, [workspaceId]);
  const capacity = new Map(people.map((person) => [person.id, person.capacity]));
  const { counts, examples } = checkAssignments({ log, accepted: [], capacity });
  const { doubleAssigned = 0, overCapacity = 0 } = counts;
  return { doubleAssigned, overCapacity, ...findings.counts, examples: [...examples, ...findings.examples] };
}
