import type pg from "pg";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import { roleName } from "#server/platform/permissions/role-name.ts";

type Queryable = Pick<pg.Pool, "query">;

export interface Seats {
  readonly role: string;
  readonly roleName: string;
  readonly active: number;
  readonly blocked: number;
}

export interface MonthOfUse {
  /** `2026-11`, in UTC. */
  readonly month: string;
  readonly conversations: number;
  readonly messages: number;
  readonly activePeople: number;
}

/** People by role, in the order of the roles; archived people have no seat. */
export async function readSeats(db: Queryable, workspaceId: string): Promise<Seats[]> {
  const [book, { rows }] = await Promise.all([
    roleBookOf(db, workspaceId),
    db.query<{ role: string; active: number; blocked: number }>(
      `select role, count(*) filter (where blocked_at is null)::int as active,
         count(*) filter (where blocked_at is not null)::int as blocked
       from users where workspace_id = $1 and archived_at is null group by role`,
      [workspaceId],
    ),
  ]);
  const known = book.roles.map(({ key }) => key);
  const place = ({ role }: { role: string }) => (known.includes(role) ? known.indexOf(role) : known.length);
  return rows
    .map((row) => ({ ...row, roleName: roleName(book, row.role).name }))
    .sort((one, other) => place(one) - place(other));
}

/**
 * The last twelve months, this one included, oldest first: conversations that began, messages of both sides, and people
 * who wrote one. Months without any are there too.
 */
export async function readUse(db: Queryable, workspaceId: string): Promise<MonthOfUse[]> {
  const { rows } = await db.query<MonthOfUse>(
    `with months as (
       select date_trunc('month', now() at time zone 'UTC') - make_interval(months => ago) as month
       from generate_series(11, 0, -1) as ago),
     first as (select min(month) at time zone 'UTC' as moment from months),
     began as (
       select date_trunc('month', c.created_at at time zone 'UTC') as month, count(*) as conversations
       from conversations c, first
       where c.workspace_id = $1 and c.created_at >= first.moment group by 1),
     said as (
       select date_trunc('month', e.at at time zone 'UTC') as month, count(*) as messages,
         count(distinct e.author_id) filter (where e.author_kind = 'agent') as people
       from conversations c cross join first
         join conversation_events e on e.conversation_id = c.id and e.at >= first.moment
       where c.workspace_id = $1 and c.last_message_at >= first.moment and e.body ->> 'kind' = 'message'
       group by 1)
     select to_char(month, 'YYYY-MM') as month, coalesce(conversations, 0)::int as conversations,
       coalesce(messages, 0)::int as messages, coalesce(people, 0)::int as "activePeople"
     from months left join began using (month) left join said using (month) order by months.month`,
    [workspaceId],
  );
  return rows;
}
