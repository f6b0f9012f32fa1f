import type pg from "pg";

/** So many seconds ($2) pass for these conversations ($1): everything that happened in them was so much longer ago; their customers' pages are still there. */
export const passingSql = `
  with ids as (select unnest($1::uuid[]) as id),
    entries as (update conversation_events set at = at - make_interval(secs => $2) where conversation_id in (select id from ids)),
    runs as (update trigger_runs set at = at - make_interval(secs => $2) where conversation_id in (select id from ids)),
    items as (update missed_items set created_at = created_at - make_interval(secs => $2), done_at = done_at - make_interval(secs => $2)
      where conversation_id in (select id from ids))
  update conversations set last_message_at = last_message_at - make_interval(secs => $2),
    assigned_at = assigned_at - make_interval(secs => $2), waiting_since = waiting_since - make_interval(secs => $2),
    created_at = created_at - make_interval(secs => $2)
  where id in (select id from ids)`;

/** Lets so many seconds pass for conversations. */
export const pass = (pool: pg.Pool, conversationIds: string | readonly string[], seconds: number) =>
  pool.query(passingSql, [[conversationIds].flat(), seconds]);
