/** Columns of one write, in the order of the statement's arrays. */
export const inputColumns = [
  ["conversation_id", "uuid"],
  ["client_id", "uuid"],
  ["workspace_id", "uuid"],
  ["customer_id", "uuid"],
  ["must_assignee", "text"],
  ["author_kind", "text"],
  ["author_id", "text"],
  ["author_name", "text"],
  ["is_public", "boolean"],
  ["body", "jsonb"],
  ["preview", "text"],
] as const;

/**
 * The verdict on each write and, for those that pass, its entry in the log: one statement, one commit.
 *
 * - Heads are locked in the order of their ids, so that two batches cannot wait for each other in a circle.
 * - `last_seq` is read from the locked row, never from the statement's snapshot.
 * - A client id seen before gives back the first entry (`duplicate`). One that another server commits between
 *   our snapshot and our lock fails on the unique index; the caller repeats the statement.
 * - The limit keeps the planner from reading the whole log: the plan is made once, when the log is still short.
 */
const judge = (input: string) => `
with input as (${input}),
locked as materialized (
  select id, workspace_id, customer_id, assignee_id, state, last_seq, last_public_seq
  from conversations where id in (select conversation_id from input)
  order by id for no key update
),
judged as (
  select i.*, l.last_seq, l.last_public_seq, l.customer_id as to_customer, l.assignee_id as to_agent, e.seq as first_seq,
    case
      when l.id is null or l.workspace_id <> i.workspace_id then 'missing'
      when i.customer_id is not null and l.customer_id <> i.customer_id then 'missing'
      when e.seq is not null then 'duplicate'
      when l.state = 'closed' then 'closed'
      when i.must_assignee is not null and l.assignee_id is distinct from i.must_assignee then 'not_assigned'
      else 'written'
    end as verdict
  from input i
  left join locked l on l.id = i.conversation_id
  left join lateral (
    select seq from conversation_events e
    where e.conversation_id = i.conversation_id and e.client_id = i.client_id limit 1
  ) e on true
),
numbered as (
  select j.*,
    j.last_seq + row_number() over (partition by j.conversation_id order by j.ord) as seq,
    j.last_public_seq + sum(j.is_public::int) over (partition by j.conversation_id order by j.ord) as public_seq
  from judged j where j.verdict = 'written'
),
entered as (
  insert into conversation_events
    (conversation_id, seq, public_seq, client_id, author_kind, author_id, author_name, body, at)
  select conversation_id, seq, case when is_public then public_seq end, client_id,
    author_kind, author_id, author_name, body, clock_timestamp()
  from numbered
  returning conversation_id, seq, public_seq, at
),
newest as (
  select distinct on (conversation_id) conversation_id, preview, author_kind, seq
  from numbered where is_public order by conversation_id, seq desc
),
counted as (
  select conversation_id, max(seq) as seq, max(public_seq) as public_seq, bool_or(author_kind = 'customer') as by_customer
  from numbered group by conversation_id
),
headed as (
  update conversations c set
    last_seq = n.seq, last_public_seq = n.public_seq,
    last_message_seq = coalesce(m.seq, c.last_message_seq),
    last_message_by = coalesce(m.author_kind, c.last_message_by),
    last_message_text = coalesce(m.preview, c.last_message_text),
    last_message_at = case when m.seq is null then c.last_message_at else clock_timestamp() end,
    assistant_due = c.assistant_due or (c.state = 'assistant' and n.by_customer)
  from counted n left join newest m using (conversation_id)
  where c.id = n.conversation_id
),
noted as (
  insert into news_outbox (refs)
  select array_agg('e:' || conversation_id || ':' || seq) from entered having count(*) > 0
  returning id
)
select j.ord, j.verdict, coalesce(n.seq, j.first_seq)::int as seq, e.public_seq, e.at, j.to_customer, j.to_agent, (select id from noted) as news_id
from judged j
left join numbered n on n.ord = j.ord
left join entered e on e.conversation_id = n.conversation_id and e.seq = n.seq
order by j.ord`;

const many = inputColumns.map(([, type], index) => `$${index + 1}::${type}[]`).join(", ");
const names = inputColumns.map(([name]) => name).join(", ");

/** For any number of writes in one commit. */
export const writeMany = {
  name: "write-many-messages",
  text: judge(
    `select u.ord::int as ord, ${inputColumns.map(([name]) => `u.${name}`).join(", ")} from unnest(${many}) with ordinality as u(${names}, ord)`,
  ),
};
