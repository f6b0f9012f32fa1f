import { missedReach } from "#server/features/conversations/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { ProactiveDeps } from "./deps.ts";
import { hereSql } from "./visits.ts";

export interface WriteInput {
  readonly clientId: string;
  readonly customerId: string;
  readonly text: string;
}

interface Found {
  readonly here: boolean;
  readonly language: string | null;
  readonly url: string | null;
  readonly title: string | null;
}

/**
 * He must be on the site now, a customer of a conversation that one may see, or somebody who was missed and whom one may
 * see to; anybody else is not there.
 */
async function find({ pool, reach }: ProactiveDeps, actor: Actor, customerId: string): Promise<Found> {
  const visit = await pool.query<Found>(
    `select true as here, v.language, v.url, v.title from site_visits v
     where v.customer_id = $1 and v.workspace_id = $2 and ${hereSql("v")}`,
    [customerId, actor.workspaceId],
  );
  if (visit.rows[0]) return visit.rows[0];
  const values: unknown[] = [customerId];
  const sees = reach(actor, "conversation.view", values);
  const earlier = await pool.query<Found>(
    `select false as here, c.language, null as url, null as title from conversations c
     where c.customer_id = $1 and ${sees} order by c.created_at desc limit 1`,
    values,
  );
  return (
    earlier.rows[0] ??
    (await findMissed(pool, actor, customerId)) ??
    fail("customer.not_found", { customerId })
  );
}

async function findMissed(
  pool: ProactiveDeps["pool"],
  actor: Actor,
  customerId: string,
): Promise<Found | undefined> {
  const values: unknown[] = [customerId];
  const mine = missedReach(actor, values);
  const { rows } = await pool.query<Found>(
    `select false as here, c.language, null as url, null as title
     from missed_items m left join conversations c on c.id = m.conversation_id
     where m.customer_id = $1 and m.state <> 'done' and ${mine} order by m.created_at desc limit 1`,
    values,
  );
  return rows[0];
}

/** Writes to somebody first, and tells when he will read it. */
export const writeFirst =
  (deps: ProactiveDeps) =>
  async (
    actor: Actor,
    { clientId, customerId, text }: WriteInput,
  ): Promise<{ conversation: Conversation; reaches: "now" | "next_visit" }> => {
    const { here, language, url, title } = await find(deps, actor, customerId);
    const page = url ? { url, title: title ?? "" } : null;
    const conversation = await deps.startAsAgent(actor, { clientId, customerId, text, language, page });
    return { conversation, reaches: here ? "now" : "next_visit" };
  };
