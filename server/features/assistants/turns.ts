import type pg from "pg";
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
  readonly answeredSeq: number;
  readonly attempts: number;
  readonly data: Readonly<Record<string, string>>;
  readonly messages: readonly { readonly seq: number; readonly text: string; readonly at: Date }[];
}

/** A claimed turn is its server's for so long; then another one tries. Longer than a webhook may take. */
const leaseSeconds = 20;

const unanswered = `exists (select 1 from conversation_events e where e.conversation_id = c.id
  and e.seq > t.answered_seq and e.author_kind = 'customer' and e.body->>'kind' = 'message')`;

/**
 * Takes some conversations that have something to answer, so that no other server does the same. One turn of a
 * conversation at a time: that keeps its answers in order.
 */
const claimSql = `
  update assistant_turns set next_at = now() + interval '${leaseSeconds} seconds', attempts = attempts + 1
  where conversation_id in (
    select t.conversation_id from conversations c
    join assistant_turns t on t.conversation_id = c.id
    left join assistants a on a.id = t.assistant_id
    where c.state = 'assistant' and t.next_at <= now()
      and (${unanswered} or a.id is null or not a.enabled or a.archived_at is not null)
    order by t.next_at limit $1 for update of t skip locked)
  returning conversation_id as id`;

export async function claimTurns(pool: pg.Pool, most: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({ name: "claim-turns", text: claimSql, values: [most] });
  return rows.map(({ id }) => id);
}

/** Whatever is claimed, as it is now; null when the conversation has left its assistant meanwhile. */
export async function loadTurn(pool: pg.Pool, conversationId: string): Promise<Turn | null> {
  const { rows } = await pool.query(
    `select c.workspace_id, c.channel, c.language, c.page_url, c.page_title, q.id as queue_id, q.name as queue_name,
       cu.id as customer_id, cu.name as customer_name, cu.verified, w.languages,
       t.assistant_id, t.answered_seq, t.attempts, t.data,
       a.name, a.kind, a.url, a.secret, a.flow,
       (a.id is null or not a.enabled or a.archived_at is not null) as off,
       coalesce((select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'text', e.body->>'text') order by e.seq)
         from conversation_events e where e.conversation_id = c.id and e.seq > t.answered_seq
           and e.author_kind = 'customer' and e.body->>'kind' = 'message'), '[]') as messages
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
