import type { Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { type Medium, media } from "#shared/domain/media.ts";
import { usualWeight } from "#shared/domain/queue-rules.ts";
import type { Candidate, Loaded, RoutedAgent } from "#shared/domain/routing/index.ts";
import {
  amongColleaguesSql,
  idleSecondsSql,
  type LoadRow,
  loadedOf,
  ownMostSql,
  sumsSql,
  usualMostSql,
  weighsAfterSql,
  weightSql,
} from "../conversations/index.ts";

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

const each = (sql: (medium: Medium) => string) => media.map(sql).join(", ");

/**
 * The router asks this many times a second for some hundred people: what is the same for all of a role is asked once,
 * memberships once for each queue, and the rest is one step down an index each. `$1` queues, `$2` groups, `$3` somebody
 * who is looked at in any case.
 */
const agentsSql = (which: "all" | "askable") => {
  const ringing =
    "exists (select 1 from offers o where o.user_id = p.id and o.state = 'open' and o.from_user_id is null)";
  // Only those whom the queues may ask at all, or everybody.
  const [ready, there, silent] =
    which === "askable"
      ? ["and s.status = 'ready'", "having count(*) > 0", `where not ${ringing}`]
      : ["", "", ""];
  return `
  with member as materialized (
    select m.user_id, jsonb_object_agg(m.queue_id, jsonb_build_object('priority', m.priority,
      'lastOfferMsAgo', extract(epoch from now() - m.last_offer_at) * 1000)) as memberships
    from queue_members m where m.queue_id = any($1) group by m.user_id),
  team as materialized (
    select g.user_id, array_agg(g.group_id) as group_ids from group_members g where g.group_id = any($2) group by g.user_id),
  who as (
    select coalesce(m.user_id, t.user_id) as user_id, m.memberships, t.group_ids
    from member m full join team t on t.user_id = m.user_id
    union all select $3::text, null, null where $3::text is not null and not exists (
      select 1 from member m where m.user_id = $3::text union all select 1 from team t where t.user_id = $3::text)),
  person as materialized (
    select u.id, u.name, u.workspace_id, u.role, s.status, s.next->>'status' as next_status, s.since, who.memberships,
      who.group_ids, ${each((medium) => `${ownMostSql(medium, "u")} as own_${medium}`)}
    from who join users u on u.id = who.user_id left join agent_status s on s.user_id = u.id
    where u.blocked_at is null ${ready}),
  talking as materialized (${amongColleaguesSql}),
  house as materialized (
    select u.workspace_id, u.role, ${hasPermissionSql("status.set", "u")} as has_status,
      ${hasPermissionSql("conversation.receive", "u")} and ${hasPermissionSql("conversation.reply", "u")} as receives,
      ${idleSecondsSql("w")} as idle_seconds, ${each((medium) => `${usualMostSql(medium, "w")} as usual_${medium}`)}
    from (select distinct workspace_id, role from person) u join workspaces w on w.id = u.workspace_id)
  select p.id as "userId", p.name, p.workspace_id as "workspaceId", house.has_status as "hasStatus", house.receives,
    device.present, coalesce(p.status, 'offline') as status, p.next_status as "nextStatus",
    ${each((medium) => `device.${medium} as ${medium}_on`)}, load.*,
    ${each((medium) => `coalesce(p.own_${medium}, house.usual_${medium}) as ${medium}_most`)},
    ${ringing} as ringing,
    exists (select 1 from wrap_ups r where r.user_id = p.id and r.ended_at is null) as "wrappingUp",
    coalesce((select jsonb_object_agg(k.skill_id, k.level) from user_skills k where k.user_id = p.id), '{}') as skills,
    coalesce(p.group_ids, '{}') as "groupIds", coalesce(p.memberships, '{}') as memberships,
    coalesce(extract(epoch from now() - greatest(p.since,
      (select max(c.closed_at) from conversations c where c.assignee_id = p.id and c.state = 'closed'),
      (select o.ended_at from offers o where o.user_id = p.id and o.state = 'accepted' order by o.ended_at desc limit 1))),
      0)::float8 as "idleSeconds"
  from person p join house on house.workspace_id = p.workspace_id and house.role = p.role
  cross join lateral (
    select count(*) > 0 as present, ${each((medium) => `coalesce(bool_or(coalesce(d.${medium}, true)), false) as ${medium}`)}
    from presence_leases l left join device_media d on d.user_id = l.user_id and d.device_id = l.device_id
    where l.user_id = p.id and l.until > now() ${there}) device
  -- His conversations, what colleagues offer to him alone, and his calls with them.
  cross join lateral (
    select ${sumsSql("x")} from (
      select c.medium, ${weightSql("c", "q")} as weight
      from conversations c join queues q on q.id = c.queue_id
      where c.assignee_id = p.id and c.state = 'assigned' and ${weighsAfterSql("c", "house.idle_seconds")}
      union all
      select c.medium, ${weightSql("c", "q")} as weight
      from offers o join conversations c on c.id = o.conversation_id join queues q on q.id = c.queue_id
      where o.user_id = p.id and o.ended_at is null and o.from_user_id is not null and o.expires_at > now()
      union all
      select 'voice', ${usualWeight} from talking where talking.user_id = p.id) x) load
  ${silent}`;
};

type Row = Omit<FloorAgent, "idleMs" | "switchedOn" | keyof Loaded> &
  LoadRow & { readonly [K in `${Medium}_on`]: boolean } & {
    readonly idleSeconds: number;
  };

const toAgent = (row: Row): FloorAgent => {
  const { userId, name, workspaceId, hasStatus, receives, present, status, nextStatus } = row;
  const { ringing, wrappingUp, skills, groupIds, memberships } = row;
  return {
    ...{ userId, name, workspaceId, hasStatus, receives, present, status, nextStatus },
    ...{ ringing, wrappingUp, skills, groupIds, memberships },
    ...loadedOf(row),
    switchedOn: { chat: row.chat_on, voice: row.voice_on, video: row.video_on },
    idleMs: Math.round(row.idleSeconds * 1_000),
  };
};

const texts = { all: agentsSql("all"), askable: agentsSql("askable") };

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
    text: texts[which],
    values: [queueIds, groupIds, andUserId],
  });
  return rows.map(toAgent);
}
