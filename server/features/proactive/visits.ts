import type pg from "pg";
import type { Visitor } from "#server/platform/http/request-context.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { Visit } from "#shared/contract/visits.ts";
import { type Texts, textIn } from "#shared/domain/texts.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";

type Queryable = Pick<pg.Pool, "query">;

/** The widget tells once a minute that somebody is there: after so long without a word he is gone, seconds. */
export const hereSeconds = 90;
/** Somebody who comes back after so long is on another visit. */
const visitMinutes = 30;
/** What is not heard of any more is forgotten after so long, days. */
const keptDays = 30;

export const hereSql = (alias: string) => `${alias}.seen_at > now() - interval '${hereSeconds} seconds'`;

export interface SignOfLife {
  readonly page: { readonly url: string; readonly title: string };
  readonly language?: Language | undefined;
}

interface InvitationRow {
  readonly id: string;
  readonly version: number;
  readonly seconds: number;
  readonly texts: Texts;
}

/** Notes where a visitor is, and tells what the site invites him with there. He who talks already is not invited. */
export async function noteVisit(pool: Queryable, visitor: Visitor, { page, language }: SignOfLife) {
  const { rows } = await pool.query<{ since: Date; visits: number; languages: Language[]; shown: boolean }>(
    `with seen as (
       insert into site_visits as v (customer_id, workspace_id, url, title, language)
       select $1, w.id, $3, $4, $5 from workspaces w
         where w.id = $2 and (w.settings->'visitors'->>'shown')::boolean
       on conflict (customer_id) do update set url = $3, title = $4, language = coalesce($5, v.language), seen_at = now(),
         visits = v.visits + (v.seen_at < now() - interval '${visitMinutes} minutes')::int,
         since = case when v.seen_at < now() - interval '${visitMinutes} minutes' then now() else v.since end
       where v.workspace_id = $2
       returning v.since, v.visits)
     select s.since, s.visits, w.languages from seen s join workspaces w on w.id = $2`,
    [visitor.customerId, visitor.workspaceId, page.url, page.title, language ?? null],
  );
  const [seen] = rows;
  if (!seen) return { since: new Date().toISOString(), invitations: [] };
  const invited = await pool.query<InvitationRow>(
    `select id, version, seconds, texts from site_invitations
     where workspace_id = $1 and enabled and visits <= $2 and (page = '' or position(lower(page) in lower($3)) > 0)
       and not exists (select 1 from conversations c where c.customer_id = $4 and c.state <> 'closed')
     order by seconds, position, id limit 5`,
    [visitor.workspaceId, seen.visits, page.url, visitor.customerId],
  );
  return {
    since: seen.since.toISOString(),
    invitations: invited.rows.flatMap(({ texts, ...one }) => {
      const text = textIn(texts, language ?? null, seen.languages);
      return text ? [{ ...one, text }] : [];
    }),
  };
}

const reaches = (actor: Actor, permission: Permission): boolean =>
  can(actor, permission, { workspaceId: actor.workspaceId, ownerId: actor.id });

/** Who is on the site now, the newest first. Visitors belong to nobody, so whoever may write first sees them all. */
export async function listVisits(pool: Queryable, actor: Actor): Promise<Visit[]> {
  if (!reaches(actor, "conversation.proactive")) return [];
  const { rows } = await pool.query(
    `select v.customer_id as "customerId", cu.name, coalesce(cu.verified, false) as verified, v.url, v.title, v.language,
       v.since, v.visits, o.id, o.state, o.assignee_id as assignee
     from site_visits v left join customers cu on cu.id = v.customer_id
     left join lateral (select c.id, c.state, c.assignee_id from conversations c
       where c.customer_id = v.customer_id and c.state <> 'closed' limit 1) o on true
     where v.workspace_id = $1 and ${hereSql("v")} order by v.since desc, v.customer_id limit 500`,
    [actor.workspaceId],
  );
  return rows.map(({ url, title, since, id, state, assignee, ...row }) => {
    const own = assignee === actor.id;
    return {
      ...row,
      page: url ? { url, title: title ?? "" } : null,
      since: since.toISOString(),
      conversation: id ? { id: own ? id : null, state, own } : null,
    };
  });
}

/** Forgets visits of long ago. */
export async function forgetVisits(pool: Queryable): Promise<void> {
  await pool.query(
    `delete from site_visits where customer_id in (
       select customer_id from site_visits where seen_at < now() - interval '${keptDays} days' limit 5000)`,
  );
}
