import type { Conversation } from "#shared/contract/index.ts";
import type { QueueRules } from "#shared/domain/queue-rules.ts";
import type { SignedIn, TestWorkspace } from "./fixtures.ts";
import type { TestServer } from "./start-test-server.ts";
import { type End, eventually, openDesk, ready, snapshot } from "./talk.ts";

/** Gives a queue rules of its own. */
export const withRules = async (
  { server: { database } }: TestServer,
  queueId: string | undefined,
  rules: Partial<QueueRules>,
): Promise<void> => {
  await database.pool.query("update queues set rules = $2 where id = $1", [queueId, JSON.stringify(rules)]);
};

export interface AgentAtDesk extends SignedIn {
  readonly desk: End;
}

/** An agent at his desk, Ready. */
export async function readyAgent(
  server: TestServer,
  shop: TestWorkspace,
  options: Parameters<TestServer["signedIn"]>[1] = {},
): Promise<AgentAtDesk> {
  const user = await server.signedIn(shop, { queues: ["Orders"], ...options });
  const desk = await openDesk(server, user);
  await ready(desk);
  return { ...user, desk };
}

/** Conversations that wait, with the columns that matter; answers their ids. */
export async function someWaiting(
  { server: { database } }: TestServer,
  shop: TestWorkspace,
  rows: readonly { queue?: string; seconds?: number; priority?: number; medium?: string; groupId?: string }[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const { queue = "Orders", seconds = 0, priority = 15, medium = "chat", groupId = null } of rows) {
    const made = await database.pool.query<{ id: string }>(
      `with customer as (insert into customers (workspace_id, name) values ($1, 'Zoe') returning id)
       insert into conversations (workspace_id, customer_id, queue_id, start_id, state, waiting_since, priority, medium, group_id)
       select $1, customer.id, $2, gen_random_uuid(), 'waiting', now() - make_interval(secs => $3), $4, $5, $6
       from customer returning id`,
      [shop.id, shop.queueIds[queue], seconds, priority, medium, groupId],
    );
    ids.push(made.rows[0]?.id ?? "");
  }
  return ids;
}

/** What rings at a desk now. */
export const ringing = async (desk: End): Promise<string[]> =>
  (await snapshot(desk)).offers.map(({ conversationId }) => conversationId);

/** Waits until just this rings at a desk. */
export const rings = (desk: End, ...ids: string[]) =>
  eventually(async () => {
    const now = await ringing(desk);
    return now.length === ids.length && ids.every((id) => now.includes(id as never));
  }, `ringing of ${ids.length}`);

/** Lets the time of every open offer of a conversation run out. */
export const runOut = ({ server: { database } }: TestServer, conversationId: string) =>
  database.pool.query(
    "update offers set expires_at = now() - interval '1 second' where conversation_id = $1 and state = 'open'",
    [conversationId],
  );

/** What the staff was told of a conversation's course. */
export async function notedOf({ server: { database } }: TestServer, conversationId: string) {
  const { rows } = await database.pool.query<{
    what: string;
    who: { name: string } | null;
    detail: Record<string, string | number | null>;
  }>(
    `select body->>'what' as what, body->'who' as who, body->'detail' as detail from conversation_events
     where conversation_id = $1 and body->>'kind' = 'noted' order by seq`,
    [conversationId],
  );
  return rows;
}

/** A conversation's row. */
export async function headOf({ server: { database } }: TestServer, conversationId: string) {
  const { rows } = await database.pool.query<{
    state: Conversation["state"];
    queue_id: string;
    assignee_id: string | null;
    priority: number;
    attempts: number;
    overflowed_from: string[];
  }>("select * from conversations where id = $1", [conversationId]);
  return rows[0];
}
