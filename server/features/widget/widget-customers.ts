import type pg from "pg";
import type { Language } from "#shared/contract/ids.ts";
import type { VouchedFor } from "./identity-token.ts";

export interface KnownCustomer {
  readonly id: string;
  readonly name: string;
}

export interface WidgetCustomers {
  find(workspaceId: string, customerId: string): Promise<KnownCustomer | undefined>;
  /** Whether some site has vouched for him. */
  isIdentified(customerId: string): Promise<boolean>;
  /** The customer a site vouches for: found, or made of the anonymous one on this device, or new. */
  identify(who: Identified): Promise<KnownCustomer>;
}

export interface Identified extends VouchedFor {
  readonly workspaceId: string;
  /** Who he was on this device until now, without a name that anybody vouched for. */
  readonly anonymousId: string | null;
  readonly language: Language | null;
}

/** Customers as the widget meets them. */
export const createWidgetCustomers = (pool: Pick<pg.Pool, "query">): WidgetCustomers => ({
  async find(workspaceId, customerId) {
    const { rows } = await pool.query<KnownCustomer>(
      "select id, name from customers where workspace_id = $1 and id = $2",
      [workspaceId, customerId],
    );
    return rows[0];
  },
  async isIdentified(customerId) {
    const { rows } = await pool.query<{ verified: boolean }>("select verified from customers where id = $1", [
      customerId,
    ]);
    return rows[0]?.verified === true;
  },
  async identify(who) {
    // Two tabs may do it at once: the second finds the customer that the first has made.
    const promoted = await promote(pool, who).catch((error: { code?: string }) => {
      if (error.code !== "23505") throw error;
      return undefined;
    });
    return promoted ?? upsert(pool, who);
  },
});

/** He chatted before he signed in: the conversation stays with him, unless the site's customer has one already. */
async function promote(pool: Pick<pg.Pool, "query">, who: Identified): Promise<KnownCustomer | undefined> {
  const { workspaceId, anonymousId, externalId, name, email } = who;
  if (!anonymousId) return undefined;
  const { rows } = await pool.query<KnownCustomer>(
    `update customers set external_id = $3, verified = true, name = coalesce($4, name), email = coalesce($5, email),
            version = version + 1
      where workspace_id = $1 and id = $2 and external_id is null
        and not exists (select 1 from customers where workspace_id = $1 and external_id = $3)
      returning id, name`,
    [workspaceId, anonymousId, externalId, name, email],
  );
  return rows[0];
}

async function upsert(pool: Pick<pg.Pool, "query">, who: Identified): Promise<KnownCustomer> {
  const { workspaceId, externalId, name, email, language } = who;
  const { rows } = await pool.query<KnownCustomer>(
    `insert into customers as cu (workspace_id, external_id, verified, name, email, language)
     values ($1, $2, true, coalesce($3, $2), $4, $5)
     on conflict (workspace_id, external_id) do update set
       verified = true, name = coalesce($3, cu.name), email = coalesce($4, cu.email),
       language = coalesce($5, cu.language),
       version = cu.version + case when ($3 is null or $3 = cu.name) and ($4 is null or $4 is not distinct from cu.email)
                                   then 0 else 1 end
     returning id, name`,
    [workspaceId, externalId, name, email, language],
  );
  return rows[0] as KnownCustomer;
}
