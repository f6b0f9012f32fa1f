import type pg from "pg";
import type { VisitorSpace } from "#server/platform/socket/index.ts";

/**
 * Writes down that these customers' pages are connected, on the database's clock: of those who wait, for nobody asks
 * about the others.
 */
export async function seen(pool: Pick<pg.Pool, "query">, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  // In one order, so that two servers that write the same rows do not wait for each other in a circle.
  await pool.query(
    `insert into customer_presence (customer_id, seen_at)
     select here.customer, now() from unnest($1::uuid[]) as here(customer)
      where exists (select 1 from conversations c where c.customer_id = here.customer and c.state = 'waiting')
      order by here.customer
     on conflict (customer_id) do update set seen_at = excluded.seen_at`,
    [customerIds],
  );
}

/** What was noted of days past is of no use to anybody. */
export async function forgetLongGone(pool: Pick<pg.Pool, "query">): Promise<void> {
  await pool.query("delete from customer_presence where seen_at < now() - interval '1 day'");
}

/** Customers with a page on this server. */
export const customersHere = (visitors: VisitorSpace): string[] => [
  ...new Set([...visitors.sockets.values()].map(({ data }) => data.visitor.customerId)),
];

/** Nobody could be seen for a while: whoever waits passes for seen now. */
export async function forgive(pool: Pick<pg.Pool, "query">): Promise<void> {
  await pool.query(
    `update customer_presence set seen_at = now() where customer_id in (
       select p.customer_id from customer_presence p join conversations c on c.customer_id = p.customer_id
        where c.state = 'waiting' order by p.customer_id for no key update of p)`,
  );
}
