import type { Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import type { Candidate, RoutedAgent } from "#shared/domain/routing/index.ts";
import type { StatusKey } from "#shared/domain/status/index.ts";
import { weighsSql } from "../conversations/index.ts";

type Queryable = Pick<Work, "query">;

/** Where somebody waits: a queue, or within it the group that he was handed to. */
export interface Line {
  readonly queueId: string;
  readonly groupId: string | null;
}

/** Somebody with his place in the queues that were asked about. */
export interface FloorAgent extends RoutedAgent {
  readonly name: string;
  readonly workspaceId: string;
  readonly memberships: Readonly<Record<string, NonNullable<Candidate["member"]>>>;
}

const perMedium = (sql: (medium: string) => string) =>
  `jsonb_build_object(${["chat", "voice", "video"].map((medium) => `'${medium}', ${sql(medium)}`).join(", ")})`;

/** Conversations that weigh on him, and what colleagues offer to him alone. */
const workingSql = `
  select ${perMedium((medium) => `count(*) filter (where x.medium = '${medium}')`)} as working from (
    select c.medium from conversations c
    where c.assignee_id = u.id and c.state = 'assigned' and ${weighsSql("c", "w")}
    union all
    select c.medium from offers o join conversations c on c.id = o.conversation_id
    where o.user_id = u.id and o.ended_at is null and o.state = 'open' and o.from_user_id is not null
      and o.expires_at > now()) x`;

const devicesSql = `
  select count(*) > 0 as present,
    ${perMedium((medium) => `coalesce(bool_or(coalesce(d.${medium}, true)), false)`)} as "switchedOn"
  from presence_leases l left join device_media d on d.user_id = l.user_id and d.device_id = l.device_id
  where l.user_id = u.id and l.until > now()`;

const idleSql = `extract(epoch from now() - greatest(s.since,
  (select max(c.closed_at) from conversations c where c.assignee_id = u.id and c.state = 'closed'),
  (select o.ended_at from offers o where o.user_id = u.id and o.state = 'accepted' order by o.ended_at desc limit 1)))`;

/** Only those whom the queues may ask at all: what the router looks at many times a second. */
const askable = `s.status = 'ready' and devices.present
  and not exists (select 1 from offers o where o.user_id = u.id and o.state = 'open' and o.from_user_id is null)`;

const agentsSql = (condition: string) => `
  select u.id as "userId", u.name, u.workspace_id as "workspaceId", ${hasPermissionSql("status.set", "u")} as "hasStatus",
    ${hasPermissionSql("conversation.receive", "u")} and ${hasPermissionSql("conversation.reply", "u")} as receives,
    devices.present, coalesce(s.status, 'offline') as status, s.next->>'status' as "nextStatus",
    jsonb_build_object('chat', true, 'voice', u.takes_voice, 'video', u.takes_video) as takes,
    devices."switchedOn", u.max_conversations as "maxConversations", own.working,
    exists (select 1 from offers o where o.user_id = u.id and o.state = 'open' and o.from_user_id is null) as ringing,
    exists (select 1 from wrap_ups r where r.user_id = u.id and r.ended_at is null) as "wrappingUp",
    coalesce((select jsonb_object_agg(k.skill_id, k.level) from user_skills k where k.user_id = u.id), '{}') as skills,
    array(select g.group_id from group_members g where g.user_id = u.id and g.group_id = any($2)) as "groupIds",
    coalesce(${idleSql}, 0)::float8 as "idleSeconds",
    coalesce((select jsonb_object_agg(m.queue_id, jsonb_build_object('priority', m.priority,
        'lastOfferMsAgo', extract(epoch from now() - m.last_offer_at) * 1000))
      from queue_members m where m.user_id = u.id and m.queue_id = any($1)), '{}') as memberships
  from users u join workspaces w on w.id = u.workspace_id left join agent_status s on s.user_id = u.id
  cross join lateral (${devicesSql}) devices cross join lateral (${workingSql}) own
  where u.blocked_at is null and u.id in (
    select $3::text union select m.user_id from queue_members m where m.queue_id = any($1)
    union select g.user_id from group_members g where g.group_id = any($2)) ${condition}`;

interface Row extends Omit<FloorAgent, "idleMs"> {
  status: StatusKey;
  idleSeconds: number;
}

/** The people of some lines: all of them, or only those whom the queues may ask at all. */
export async function agentsOf(
  db: Queryable,
  lines: readonly Line[],
  which: "all" | "askable",
  /** Looked at in any case, whatever he belongs to. */
  andUserId: string | null = null,
): Promise<FloorAgent[]> {
  if (lines.length === 0 && !andUserId) return [];
  const queueIds = [...new Set(lines.map(({ queueId }) => queueId))];
  const groupIds = [...new Set(lines.flatMap(({ groupId }) => groupId ?? []))];
  const { rows } = await db.query<Row>({
    name: `floor-${which}`,
    text: agentsSql(which === "all" ? "" : `and ${askable}`),
    values: [queueIds, groupIds, andUserId],
  });
  return rows.map(({ idleSeconds, ...row }) => ({ ...row, idleMs: Math.round(idleSeconds * 1_000) }));
}
