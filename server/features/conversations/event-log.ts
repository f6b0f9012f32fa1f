import type pg from "pg";
import type { Work } from "#server/platform/news/index.ts";
import type {
  Author,
  ConversationEvent,
  EventBody,
  EventPage,
  EventQuery,
  NotedKind,
} from "#shared/contract/conversation-events.ts";
import { forCustomer } from "#shared/domain/customer-view.ts";
import { fail } from "#shared/errors/app-error.ts";

interface Row {
  conversation_id: string;
  seq: number;
  public_seq: number | null;
  client_id: string | null;
  author_kind: Author["kind"];
  author_id: string | null;
  author_name: string;
  body: EventBody;
  at: Date;
}

/** An entry with its number in the customer's stream (null: not for him). */
export interface LoggedEvent {
  readonly event: ConversationEvent;
  readonly publicSeq: number | null;
}

const toLogged = (row: Row): LoggedEvent => ({
  publicSeq: row.public_seq,
  event: {
    conversationId: row.conversation_id,
    seq: row.seq,
    clientId: row.client_id,
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
    visibility: row.public_seq === null ? "internal" : "public",
    at: row.at.toISOString(),
    body: row.body,
  } as ConversationEvent,
});

const fields = "conversation_id, seq, public_seq, client_id, author_kind, author_id, author_name, body, at";

/** Entries by `<conversation>:<seq>`. */
export async function loggedEvents(pool: pg.Pool, keys: readonly string[]): Promise<LoggedEvent[]> {
  const parts = keys.map((key) => key.split(":") as [string, string]);
  const { rows } = await pool.query<Row>(
    `select ${fields} from conversation_events
     where (conversation_id, seq) in (select * from unnest($1::uuid[], $2::int[])) order by conversation_id, seq`,
    [parts.map(([id]) => id), parts.map(([, seq]) => Number(seq))],
  );
  return rows.map(toLogged);
}

/** The first entry written under a client id. */
export async function eventByClientId(
  pool: pg.Pool,
  conversationId: string,
  clientId: string,
): Promise<LoggedEvent | undefined> {
  const { rows } = await pool.query<Row>(
    `select ${fields} from conversation_events where conversation_id = $1 and client_id = $2`,
    [conversationId, clientId],
  );
  return rows[0] && toLogged(rows[0]);
}

interface PageRequest {
  readonly pool: pg.Pool;
  readonly epoch: string;
  readonly query: EventQuery;
}

/** Chooses a page: after a cursor, before a cursor, or the newest. `column` is the reader's own numbering. */
async function pageRows({ pool, query }: PageRequest, column: "seq" | "public_seq"): Promise<Row[]> {
  const { conversationId, after, before, limit } = query;
  // public_seq never exceeds seq, so the primary key serves both numberings for `after`.
  const [condition, bound, descending] =
    after !== undefined
      ? [`${column} > $2 and seq > $2`, after, false]
      : before !== undefined
        ? [`${column} < $2`, before, true]
        : [`${column} > $2`, 0, true];
  const { rows } = await pool.query<Row>(
    `select ${fields} from conversation_events where conversation_id = $1 and ${condition}
     order by seq ${descending ? "desc" : "asc"} limit $3`,
    [conversationId, bound, limit],
  );
  return descending ? rows.reverse() : rows;
}

const checkEpoch = ({ epoch, query }: PageRequest) => {
  if (query.epoch && query.epoch !== epoch) fail("sync.epoch_changed", { asked: query.epoch });
};

/** A page of the whole log, for staff. */
export async function staffPage(request: PageRequest, lastSeq: number): Promise<EventPage> {
  checkEpoch(request);
  const rows = await pageRows(request, "seq");
  return { epoch: request.epoch, events: rows.map((row) => toLogged(row).event), lastSeq };
}

/** A page of the public entries, in the customer's numbers. */
export async function customerPage(request: PageRequest, lastPublicSeq: number): Promise<EventPage> {
  checkEpoch(request);
  const rows = await pageRows(request, "public_seq");
  const events = rows.map(toLogged).map(({ event, publicSeq }) => forCustomer(event, publicSeq));
  return { epoch: request.epoch, events: events.filter((event) => event !== null), lastSeq: lastPublicSeq };
}

export interface NewEntry {
  readonly conversationId: string;
  readonly author: Author;
  readonly body: EventBody;
  readonly visibility: "public" | "internal";
  readonly clientId?: string;
  readonly preview?: string;
}

export const system: Author = { kind: "system", id: null, name: "Sidetone" };

/** Appends an entry inside a transaction that holds other changes too. Answers its number. */
export async function appendEntry(tx: Work, entry: NewEntry): Promise<number> {
  const isPublic = entry.visibility === "public";
  const { rows } = await tx.query<{ seq: number }>(
    `with head as (
       update conversations set last_seq = last_seq + 1, last_public_seq = last_public_seq + $2::int,
         last_message_seq = case when $8::text is null then last_message_seq else last_seq + 1 end,
         last_message_by = case when $8::text is null then last_message_by else $4 end,
         last_message_text = coalesce($8, last_message_text),
         last_message_at = case when $8::text is null then last_message_at else clock_timestamp() end
       where id = $1 returning last_seq, last_public_seq
     )
     insert into conversation_events
       (conversation_id, seq, public_seq, client_id, author_kind, author_id, author_name, body, at)
     select $1, last_seq, case when $2::int = 1 then last_public_seq end, $3::uuid, $4, $5, $6, $7::jsonb, clock_timestamp()
     from head returning seq`,
    [
      entry.conversationId,
      isPublic ? 1 : 0,
      entry.clientId ?? null,
      entry.author.kind,
      entry.author.id,
      entry.author.name,
      JSON.stringify(entry.body),
      entry.preview ?? null,
    ],
  );
  const seq = rows[0]?.seq ?? fail("conversation.not_found", { conversationId: entry.conversationId });
  tx.note(`e:${entry.conversationId}:${seq}`);
  return seq;
}

/** Appends what the staff should know of a conversation's course. */
export async function appendNoted(
  tx: Work,
  conversationId: string,
  what: NotedKind,
  {
    who = null,
    detail = {},
    author = system,
  }: {
    readonly who?: { readonly id: string; readonly name: string } | null;
    readonly detail?: Readonly<Record<string, string | number | null>>;
    readonly author?: Author;
  } = {},
): Promise<void> {
  const body = { kind: "noted" as const, what, who: who as never, detail };
  await appendEntry(tx, { conversationId, author, visibility: "internal", body });
}

/** Appends an internal note; an empty one is none. */
export async function appendNote(
  tx: Work,
  conversationId: string,
  author: Author,
  text: string,
): Promise<void> {
  if (!text.trim()) return;
  await appendEntry(tx, {
    conversationId,
    author,
    visibility: "internal",
    body: { kind: "note", text, files: [] },
  });
}
