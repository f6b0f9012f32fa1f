import type pg from "pg";
import type { EarlierCustomer } from "#shared/contract/visits.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { hereSql } from "./visits.ts";

/** Looked through before anything is asked of them: so many of the workspace's conversations that ended last. */
const newestEnded = 2_000;
/** And so many of one's own, which are not looked for among everybody's. */
const ownEnded = 10_000;
/** Without a search the newest are enough. */
const newestShown = 200;
/** Found by how a name or address begins, however long ago they wrote: so many are looked at, the nearest first. */
const mostByBeginning = 2_000;
const mostListed = 20;

const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** The condition that a permission reaches a conversation `c`; puts its values behind those given. */
export type Reach = (values: unknown[]) => string;

/**
 * Customers whom one had, or may see, and who are in no conversation now; those who are here first. Reads no more than
 * some of the newest conversations, one's own and everybody's, and what the indexes on names and addresses give, however
 * many customers and conversations there are: what may be read is limited first, and asked whether it is his to see then.
 */
export async function earlierCustomers(
  pool: Pick<pg.Pool, "query">,
  { workspaceId, id }: Actor,
  search: string,
  reach: Reach,
): Promise<EarlierCustomer[]> {
  const words = search.trim();
  const values: unknown[] = [workspaceId, id];
  const reached = reach(values);
  const put = (value: unknown) => `$${values.push(value)}`;
  const own = `(select c.customer_id from conversations c
    where c.workspace_id = $1 and c.assignee_id = $2 and c.state = 'closed'
    order by c.closed_at desc limit ${words ? ownEnded : newestShown})`;
  const newest = `(select c.customer_id from (select * from conversations
      where workspace_id = $1 and state = 'closed' order by closed_at desc limit ${newestEnded}) c
    where ${reached} order by c.closed_at desc limit ${words ? newestEnded : newestShown})`;
  const begins = words ? put(`${escaped(words.toLowerCase())}%`) : "";
  const byBeginning = ["name", "email"].map(
    (column) => `union (select cu.id from (select id from customers
        where workspace_id = $1 and lower(${column}) like ${begins}
        order by lower(${column}) using ~<~ limit ${mostByBeginning}) cu
      where exists (select 1 from conversations c where c.customer_id = cu.id and ${reached}))`,
  );
  const somewhere = words ? put(`%${escaped(words)}%`) : "";
  const { rows } = await pool.query(
    `with candidates as (${own} union ${newest} ${words ? byBeginning.join(" ") : ""}),
     found as materialized (
       select cu.id, cu.name, cu.email from candidates k join customers cu on cu.id = k.customer_id
       where cu.workspace_id = $1 ${words ? `and (cu.name ilike ${somewhere} or cu.email ilike ${somewhere})` : ""})
     select f.id as "customerId", f.name, f.email, l.at as "lastAt",
       exists (select 1 from site_visits v where v.customer_id = f.id and ${hereSql("v")}) as here
     from found f
     join lateral (select max(c.closed_at) as at, bool_or(${reached}) as reached, bool_and(c.state = 'closed') as over
       from conversations c where c.customer_id = f.id) l on true
     where l.reached and l.over
     order by here desc, l.at desc nulls last, f.id limit ${mostListed}`,
    values,
  );
  return rows.map((row) => ({ ...row, lastAt: row.lastAt?.toISOString() ?? null }));
}
