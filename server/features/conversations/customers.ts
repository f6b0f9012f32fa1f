import { transact, type Work } from "#server/platform/news/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Customer } from "#shared/contract/customers.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, scopeOf } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import { conversationRecords } from "./conversation-records.ts";
import type { ConversationDeps } from "./deps.ts";
import { assistReach, conversationReach } from "./reach.ts";

interface Row extends Omit<Customer, "createdAt"> {
  createdAt: Date;
}

const columns = `id, version, name, email, phone, notes, verified, external_id as "externalId", created_at as "createdAt"`;
const toCustomer = (row: Row): Customer => ({ ...row, createdAt: row.createdAt.toISOString() });

/** Customers are reached through their conversations: serving one opens the customer's details. */
async function mayReach(
  { pool }: Pick<ConversationDeps, "pool">,
  actor: Actor,
  permission: Permission,
  customerId: string,
): Promise<boolean> {
  if (scopeOf(actor, permission) === "all") {
    const { rowCount } = await pool.query("select 1 from customers where id = $1 and workspace_id = $2", [
      customerId,
      actor.workspaceId,
    ]);
    return (rowCount ?? 0) > 0;
  }
  const values: unknown[] = [customerId, actor.id];
  // His after-contact work belongs to the contact: until it is saved, he still serves the customer.
  const { rowCount } = await pool.query(
    `select 1 from conversations c where c.customer_id = $1
     and (c.state <> 'closed' or exists (select 1 from wrap_ups w
       where w.conversation_id = c.id and w.user_id = $2 and w.ended_at is null))
     and ${conversationReach(actor, permission, values)} limit 1`,
    values,
  );
  if ((rowCount ?? 0) > 0) return true;
  return permission === "customer.view" && isAskedToHelpWith(pool, actor, customerId);
}

/** Who was asked for help with a conversation sees whom it is with. */
async function isAskedToHelpWith(
  pool: ConversationDeps["pool"],
  actor: Actor,
  customerId: string,
): Promise<boolean> {
  if (!actor.grants["conversation.assist"]) return false;
  const values: unknown[] = [customerId];
  const { rowCount } = await pool.query(
    `select 1 from help_requests h join conversations c on c.id = h.conversation_id
     where c.customer_id = $1 and h.state <> 'closed' and ${assistReach(actor, values)} limit 1`,
    values,
  );
  return (rowCount ?? 0) > 0;
}

/** A customer's details. */
export const getCustomer =
  (deps: Pick<ConversationDeps, "pool">) =>
  async (actor: Actor, customerId: string): Promise<Customer> => {
    if (!(await mayReach(deps, actor, "customer.view", customerId)))
      fail("customer.not_found", { customerId });
    const { rows } = await deps.pool.query<Row>(`select ${columns} from customers where id = $1`, [
      customerId,
    ]);
    return toCustomer(rows[0] ?? fail("customer.not_found", { customerId }));
  };

/** All conversations of a customer whom the actor may see, newest first. */
export const customerConversations =
  (deps: Pick<ConversationDeps, "pool">) =>
  async (actor: Actor, customerId: string): Promise<Conversation[]> => {
    if (!(await mayReach(deps, actor, "customer.view", customerId)))
      fail("customer.not_found", { customerId });
    const records = await conversationRecords(
      deps.pool,
      "c.customer_id = $1 and c.workspace_id = $2 order by c.created_at desc limit 100",
      [customerId, actor.workspaceId],
    );
    return records.map(({ conversation }) => conversation);
  };

export interface CustomerChange {
  readonly customerId: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly notes?: string | undefined;
}

/** Changes what is given; an empty e-mail or phone removes it. Tells his open conversations, which show the name. */
export const updateCustomer =
  (deps: ConversationDeps) =>
  async (actor: Actor, change: CustomerChange): Promise<Customer> => {
    const { customerId, name, email, phone, notes } = change;
    if (!(await mayReach(deps, actor, "customer.edit", customerId)))
      fail("customer.not_found", { customerId });
    if (name === "") fail("request.invalid", {}, [{ field: "name", problem: "is empty" }]);
    return deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const { rows } = await tx.query<Row>(
          `update customers set name = coalesce($2, name), email = case when $3::text is null then email else nullif($3, '') end,
         phone = case when $4::text is null then phone else nullif($4, '') end, notes = coalesce($5, notes), version = version + 1
       where id = $1 returning ${columns}`,
          [customerId, name ?? null, email ?? null, phone ?? null, notes ?? null],
        );
        await touchConversations(tx, customerId);
        return toCustomer(rows[0] ?? fail("customer.not_found", { customerId }));
      }),
    );
  };

/** His open conversations show his name: they have changed too. Locked in order, so that nobody waits in a circle. */
async function touchConversations(tx: Work, customerId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    `update conversations set version = version + 1 where id in (
       select id from conversations where customer_id = $1 and state <> 'closed' order by id for no key update)
     returning id`,
    [customerId],
  );
  tx.note(...rows.map(({ id }) => `c:${id}`));
}

/** The site has said who a customer is: desks that have his conversations see his new name. */
export const customerIdentified =
  (deps: Pick<ConversationDeps, "pool" | "news">) =>
  async (customerId: string): Promise<void> =>
    deps.news.publish(await transact(deps.pool, (tx) => touchConversations(tx, customerId)));
