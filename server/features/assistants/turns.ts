import type pg from "pg";
import { inTransaction } from "#server/platform/db/in-transaction.ts";
import type { AssistantFlow } from "#shared/domain/assistant-flow.ts";

/** What an assistant has to answer: everything about one conversation since its last answer. */
export interface Turn {
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly queue: { readonly id: string; readonly name: string };
  readonly channel: string;
  readonly language: string | null;
  /** Of the workspace; the first is its own. */
  readonly languages: readonly string[];
  readonly page: { readonly url: string; readonly title: string } | null;
  readonly customer: { readonly id: string; readonly name: string; readonly verified: boolean };
  readonly assistant: {
    readonly id: string;
    readonly name: string;
    readonly kind: "built_in" | "webhook";
    readonly url: string | null;
    readonly secret: string | null;
    readonly flow: AssistantFlow | null;
    /** Off or archived meanwhile: it hands over what it has. */
    readonly off: boolean;
  };
  /** The log's newest number when it was loaded. */
  readonly lastSeq: number;
  readonly answeredSeq: number;
  readonly attempts: number;
  readonly data: Readonly<Record<string, string>>;
  readonly messages: readonly { readonly seq: number; readonly text: string; readonly at: Date }[];
}

/** A claimed turn is its server's for so long; then another one tries. Longer than a webhook may take. */
const leaseSeconds = 20;

/** So many messages are answered together; more of them have a turn of their own. */
const mostMessages = 20;

/** Whether the customer has said something in the conversation `c` after the entry `after`: SQL. */
export const unansweredSql = (after: string) => `exists (select 1 from conversation_events e
  where e.conversation_id = c.id and e.seq > ${after} and e.author_kind = 'customer' and e.body->>'kind' = 'message')`;

/**
 * Takes some conversations that have something to answer, so that no other server does the same. One turn of a
 * conversation at a time: that keeps its answers in order. What is due is marked where it is written, so that a look
 * reads what is due and nothing else, however many conversations assistants have.
 */
const claimSql = `
  update assistant_turns set next_at = now() + interval '${leaseSeconds} seconds', attempts = attempts + 1
  where conversation_id in (
    select t.conversation_id from conversations c join assistant_turns t on t.conversation_id = c.id
    where c.state = 'assistant' and c.assistant_due and t.next_at <= now()
    order by t.next_at limit $1 for update of t skip locked)
  returning conversation_id as id`;

export async function claimTurns(pool: pg.Pool, most: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({ name: "claim-turns", text: claimSql, values: [most] });
  return rows.map(({ id }) => id);
}

/** Whatever is claimed, as it is now; null when the conversation has left its assistant meanwhile. */
export async function loadTurn(pool: pg.Pool, conversationId: string): Promise<Turn | null> {
  const { rows } = await pool.query(
    `select c.workspace_id, c.last_seq, c.channel, c.language, c.page_url, c.page_title, q.id as queue_id, q.name as queue_name,
       cu.id as customer_id, cu.name as customer_name, cu.verified, w.languages,
       t.assistant_id, t.answered_seq, t.attempts, t.data,
       a.name, a.kind, a.url, a.secret, a.flow,
       (a.id is null or not a.enabled or a.archived_at is not null) as off,
       coalesce((select json_agg(said order by said.seq) from (
         select e.seq, e.at, e.body->>'text' as text from conversation_events e
         where e.conversation_id = c.id and e.seq > t.answered_seq
           and e.author_kind = 'customer' and e.body->>'kind' = 'message'
         order by e.seq limit ${mostMessages}) said), '[]') as messages
     from conversations c join assistant_turns t on t.conversation_id = c.id
     join queues q on q.id = c.queue_id join customers cu on cu.id = c.customer_id
     join workspaces w on w.id = c.workspace_id left join assistants a on a.id = t.assistant_id
     where c.id = $1 and c.state = 'assistant'`,
    [conversationId],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    conversationId,
    workspaceId: row.workspace_id,
    queue: { id: row.queue_id, name: row.queue_name },
    channel: row.channel,
    language: row.language,
    languages: row.languages,
    page: row.page_url ? { url: row.page_url, title: row.page_title ?? "" } : null,
    customer: { id: row.customer_id, name: row.customer_name, verified: row.verified },
    assistant: {
      id: row.assistant_id,
      name: row.name ?? "",
      kind: row.kind ?? "built_in",
      url: row.url,
      secret: row.secret,
      flow: row.flow,
      off: row.off,
    },
    lastSeq: row.last_seq,
    answeredSeq: row.answered_seq,
    attempts: row.attempts,
    data: row.data,
    messages: row.messages.map((one: { seq: number; text: string; at: string }) => ({
      ...one,
      at: new Date(one.at),
    })),
  };
}

/** Tried again later; `free`: it was not its fault, so it does not count. */
export async function putOff(
  pool: pg.Pool,
  conversationId: string,
  seconds: number,
  free = false,
): Promise<void> {
  await pool.query(
    `update assistant_turns set next_at = now() + make_interval(secs => $2),
       attempts = attempts - $3::int where conversation_id = $1`,
    [conversationId, seconds, free ? 1 : 0],
  );
}

/**
 * Whether an assistant is on, and so until the end of the transaction. Asked before the conversation is held, as who
 * switches it off does: that one waits for the answer and marks what it has afterwards, or has done so already.
 */
export async function holdOn(tx: Pick<pg.Pool, "query">, assistantId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    "select 1 from assistants where id = $1 and enabled and archived_at is null for share",
    [assistantId],
  );
  return rowCount !== 0;
}

/**
 * There is nothing to answer: it is looked at again when the customer writes. Has he done so meanwhile, or has the
 * assistant been switched off, it stays due.
 */
export async function settle(pool: pg.Pool, { conversationId, lastSeq, assistant }: Turn): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const on = await holdOn(tx, assistant.id);
    await tx.query("update conversations set assistant_due = false where id = $1 and last_seq = $2 and $3", [
      conversationId,
      lastSeq,
      on,
    ]);
    await tx.query("update assistant_turns set attempts = 0, next_at = now() where conversation_id = $1", [
      conversationId,
    ]);
  });
}

/** So many are found again at a time. */
const mostForgotten = 500;

/**
 * Finds what is due and was not marked, whatever the reason: nobody stays with an assistant that does not look at him.
 * Reads all that assistants have, so it is seldom done. Answers how many there were.
 */
export async function markForgotten(pool: Pick<pg.Pool, "query">): Promise<number> {
  const { rowCount } = await pool.query(
    `update conversations set assistant_due = true where id in (
       select c.id from conversations c join assistant_turns t on t.conversation_id = c.id
       left join assistants a on a.id = t.assistant_id
       where c.state = 'assistant' and not c.assistant_due
         and (a.id is null or not a.enabled or a.archived_at is not null
           or (c.last_seq > t.answered_seq and ${unansweredSql("t.answered_seq")}))
       order by c.id limit ${mostForgotten} for no key update of c skip locked)`,
  );
  return rowCount ?? 0;
}

/** What an assistant has is due again, in the order in which messages lock: it hands everything over. */
export async function markDue(tx: Pick<pg.Pool, "query">, assistantId: string): Promise<void> {
  await tx.query(
    `update conversations set assistant_due = true where id in (
       select id from conversations where state = 'assistant' and assistant_id = $1 order by id for no key update)`,
    [assistantId],
  );
}
