import { inputColumns } from "./sql.ts";

/** A parameter of the statement, with its type. */
const p = (column: (typeof inputColumns)[number][0]): string => {
  const at = inputColumns.findIndex(([name]) => name === column);
  return `$${at + 1}::${inputColumns[at]?.[1]}`;
};

/**
 * The same rules as for many, for a single write: no arrays, windows or sorts, which cost the database a quarter
 * of its work on a message. Both forms go through the same tests.
 */
export const writeOne = {
  name: "write-one-message",
  text: `
with head as materialized (
  select workspace_id, customer_id, assignee_id, state, last_seq, last_public_seq
  from conversations where id = ${p("conversation_id")} for no key update
),
judged as (
  select h.*, f.seq as first_seq,
    case
      when h.workspace_id is distinct from ${p("workspace_id")} then 'missing'
      when ${p("customer_id")} is not null and h.customer_id <> ${p("customer_id")} then 'missing'
      when f.seq is not null then 'duplicate'
      when h.state = 'closed' then 'closed'
      when ${p("must_assignee")} is not null and h.assignee_id is distinct from ${p("must_assignee")} then 'not_assigned'
      else 'written'
    end as verdict
  from (select) nothing
  left join head h on true
  left join (
    select seq from conversation_events e
    where e.conversation_id = ${p("conversation_id")} and e.client_id = ${p("client_id")} limit 1
  ) f on true
),
entered as (
  insert into conversation_events
    (conversation_id, seq, public_seq, client_id, author_kind, author_id, author_name, body, at)
  select ${p("conversation_id")}, last_seq + 1, case when ${p("is_public")} then last_public_seq + 1 end, ${p("client_id")},
    ${p("author_kind")}, ${p("author_id")}, ${p("author_name")}, ${p("body")}, clock_timestamp()
  from judged where verdict = 'written'
  returning seq, public_seq, at
),
headed as (
  update conversations c set
    last_seq = j.last_seq + 1,
    last_public_seq = j.last_public_seq + ${p("is_public")}::int,
    last_message_seq = case when ${p("is_public")} then j.last_seq + 1 else c.last_message_seq end,
    last_message_by = case when ${p("is_public")} then ${p("author_kind")} else c.last_message_by end,
    last_message_text = case when ${p("is_public")} then ${p("preview")} else c.last_message_text end,
    last_message_at = case when ${p("is_public")} then clock_timestamp() else c.last_message_at end,
    assistant_due = c.assistant_due or (c.state = 'assistant' and ${p("author_kind")} = 'customer')
  from judged j where c.id = ${p("conversation_id")} and j.verdict = 'written'
),
noted as (
  insert into news_outbox (refs)
  select array['e:' || ${p("conversation_id")} || ':' || seq] from entered
  returning id
)
select 1 as ord, j.verdict, coalesce(e.seq, j.first_seq) as seq, e.public_seq, e.at,
  j.customer_id as to_customer, j.assignee_id as to_agent, n.id as news_id
from judged j left join entered e on true left join noted n on true`,
};
