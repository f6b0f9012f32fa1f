import type { Work } from "#server/platform/news/index.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { QueueRules } from "#shared/domain/queue-rules.ts";
import type { Texts, TimedTexts } from "#shared/domain/texts.ts";
import type { TriggerAction, TriggerType } from "#shared/domain/triggers/index.ts";

type Queryable = Pick<Work, "query">;

/** A conversation in which a trigger waits for somebody, as it is now. */
export interface Silence {
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly customerId: string;
  readonly queueId: string;
  readonly queueName: string;
  readonly rules: Partial<QueueRules>;
  /** The group that it was handed to. */
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly channel: string;
  readonly language: Language | null;
  readonly languages: readonly Language[];
  readonly workspaceName: string;
  /** Rings at somebody's desk. */
  readonly ringing: boolean;
  readonly triggerId: string;
  readonly type: TriggerType;
  readonly action: TriggerAction;
  readonly seconds: number;
  readonly steps: TimedTexts;
  readonly texts: Texts;
  /** The entry since which it is silent; 0 for one that waits. */
  readonly sinceSeq: number;
  /** Messages of the series that were sent in this silence. */
  readonly said: number;
  /** Seconds since the last of them, or since the silence began. */
  readonly waited: number;
}

interface Kind {
  /** Of triggers `t` and conversations `c`; the state in so many words, so that its index is used. */
  readonly which: string;
  /** `seq` and `at` of the entry since which it is silent. */
  readonly since: string;
  /** Keeps out, by the head alone, what cannot be due. */
  readonly mayBeDue: string;
}

/** Who waits does so since he came into this queue. */
const waiting: Kind = {
  which: "t.type = 'queue_timeout' and c.state = 'waiting'",
  since: `select 0 as seq, greatest(c.waiting_since, (select max(o.at) from conversation_events o where o.conversation_id = c.id
    and cardinality(c.overflowed_from) > 0 and o.body->>'what' = 'overflowed')) as at`,
  mayBeDue: "c.waiting_since <= now() - make_interval(secs => t.seconds)",
};

/**
 * Only what customers and agents write counts as a message: what the system or an assistant says neither answers nor
 * resets anything. A silence begins anew when the conversation is assigned or taken up again. In a video call and while
 * it is parked, nobody is silent.
 */
const silent: Kind = {
  which:
    "t.type <> 'queue_timeout' and c.state = 'assigned' and c.medium = 'chat' and c.parked_until is null",
  since: `select m.seq, greatest(m.at, (select max(a.at) from conversation_events a where a.conversation_id = c.id
      and a.seq > m.seq and (a.body->>'kind' = 'assigned' or a.body->>'what' = 'resumed'))) as at
    from (select e.seq, e.at, e.author_kind from conversation_events e where e.conversation_id = c.id
      and e.body->>'kind' = 'message' and e.author_kind in ('customer', 'agent') order by e.seq desc limit 1) m
    where m.author_kind = case t.type when 'agent_inactivity' then 'customer' else 'agent' end`,
  mayBeDue: `(c.last_message_by in ('system', 'bot')
    or c.last_message_by = case t.type when 'agent_inactivity' then 'customer' else 'agent' end
      and c.last_message_at <= now() - make_interval(secs => least(t.seconds,
        (select min((one->>'seconds')::int) from jsonb_array_elements(t.steps) one))))`,
};

/** Conversations of one kind in which somebody is silent or waits, as far as a trigger of theirs may be due. */
const silencesOf = ({ which, since, mayBeDue }: Kind, condition: string) => `
  select c.id as "conversationId", c.workspace_id as "workspaceId", c.customer_id as "customerId", c.queue_id as "queueId",
    q.name as "queueName", q.rules, (select json_build_object('id', g.id, 'name', g.name) from groups g where g.id = c.group_id) as "group",
    c.assignee_id as "assigneeId", u.name as "assigneeName", c.channel, c.language, w.languages,
    w.name as "workspaceName",
    exists (select 1 from offers o where o.conversation_id = c.id and o.state = 'open' and o.expires_at > now()) as ringing,
    t.id as "triggerId", t.type, t.action, t.seconds, t.steps, t.texts, s.seq as "sinceSeq",
    case when r.at >= s.at then r.steps else 0 end as said,
    extract(epoch from now() - case when r.at >= s.at then r.at else s.at end)::float8 as waited
  from triggers t
  join conversations c on c.workspace_id = t.workspace_id and c.channel = t.channel and ${which}
  join workspaces w on w.id = c.workspace_id
  join queues q on q.id = c.queue_id
  left join users u on u.id = c.assignee_id
  cross join lateral (${since}) s
  left join trigger_runs r on r.conversation_id = c.id and r.trigger_id = t.id and r.since_seq = s.seq
  where t.enabled and ${mayBeDue} and ${condition}`;

const silencesSql = (condition = "true") =>
  `${silencesOf(waiting, condition)} union all ${silencesOf(silent, condition)}`;

/** So many are looked at in one round: the rest comes a moment later. */
const most = 200;

/** Those that are due, the longest silent first. */
export async function dueSilences(db: Queryable): Promise<Pick<Silence, "conversationId" | "triggerId">[]> {
  const { rows } = await db.query<Pick<Silence, "conversationId" | "triggerId">>(
    `select "conversationId", "triggerId" from (${silencesSql()}) due
     where waited >= coalesce((steps->said->>'seconds')::int, seconds) order by waited desc limit ${most}`,
  );
  return rows;
}

/** One of them as it is now; undefined when it is over. Ask behind the lock of the conversation's row. */
export async function silenceNow(
  db: Queryable,
  { conversationId, triggerId }: Pick<Silence, "conversationId" | "triggerId">,
): Promise<Silence | undefined> {
  const { rows } = await db.query<Silence>(silencesSql("c.id = $1 and t.id = $2"), [
    conversationId,
    triggerId,
  ]);
  return rows[0];
}
