import type pg from "pg";
import { reachSql } from "#server/platform/permissions/reach-sql.ts";
import type { Contacts } from "#shared/contract/softphone.ts";
import { settingsOf, type WorkspaceSettings } from "#shared/domain/settings.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { overridden } from "#shared/permissions/conditions.ts";
import { isCallableSql, isPresentSql } from "../calls/index.ts";

type Queryable = Pick<pg.Pool, "query">;

/** So many customers are shown at most: whoever looks for one writes more of his name. */
const mostCustomers = 30;
/** Who of a workspace `$1` is in a call or rung: looked up once, not for each of its people. */
const talkingSql = `talking as materialized (
  select distinct leg->>'userId' as user_id from calls k cross join jsonb_array_elements(k.legs) leg
  where k.workspace_id = $1 and k.ended_at is null and leg->>'state' <> 'gone')`;
const isTalkingSql = "exists (select 1 from talking t where t.user_id = u.id)";
const isFreeSql = `(${isPresentSql("u")} and coalesce(s.status, 'offline') <> 'offline' and not ${isTalkingSql})`;

/** What somebody's softphone may, and his own extension. */
export async function ownSoftphone(
  db: Queryable,
  actor: Actor,
): Promise<{ extension: string | null; callHistory: boolean; country: string }> {
  const { rows } = await db.query<{
    settings: Partial<WorkspaceSettings>;
    extension: string | null;
    groups: (boolean | null)[];
  }>(
    `select w.settings, (select e.number from extensions e where e.user_id = $2) as extension,
       array(select g.call_history from group_members m join groups g on g.id = m.group_id where m.user_id = $2) as groups
     from workspaces w where w.id = $1`,
    [actor.workspaceId, actor.id],
  );
  const { callPermissions, dialing } = settingsOf(rows[0]?.settings ?? {});
  return {
    extension: rows[0]?.extension ?? null,
    callHistory: overridden(callPermissions.callHistory, rows[0]?.groups ?? []),
    country: dialing.defaultCountry.toUpperCase(),
  };
}

/** A search as a pattern of `like`: what has a meaning there means itself. */
const patternOf = (search: string): string =>
  `%${search
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, "\\$&")}%`;

async function people(db: Queryable, { id, workspaceId }: Actor, like: string): Promise<Contacts["people"]> {
  const { rows } = await db.query(
    `with ${talkingSql}
     select u.id, u.name, e.number as extension, ${isPresentSql("u")} as present, coalesce(s.status, 'offline') as status,
       cs.name as "customName", ${isTalkingSql} as "inCall"
     from users u left join agent_status s on s.user_id = u.id left join custom_statuses cs on cs.id = s.custom_status_id
       left join extensions e on e.user_id = u.id
     where u.workspace_id = $1 and u.id <> $2 and ${isCallableSql("u")}
       and (lower(u.name) like $3 or e.number like $3) order by u.name, u.id limit 500`,
    [workspaceId, id, like],
  );
  return rows;
}

async function lines(
  db: Queryable,
  { id, workspaceId }: Actor,
  like: string,
  kind: "group" | "queue",
): Promise<{ id: never; name: string; extension: string | null; free: number }[]> {
  const { rows } = await db.query(
    `with ${talkingSql}
     select g.id, g.name, e.number as extension,
       (select count(*)::int from ${kind}_members m join users u on u.id = m.user_id left join agent_status s on s.user_id = u.id
        where m.${kind}_id = g.id and u.id <> $2 and ${isCallableSql("u")} and ${isFreeSql}) as free
     from ${kind}s g left join extensions e on e.${kind}_id = g.id
     where g.workspace_id = $1 ${kind === "queue" ? "and g.archived_at is null" : ""}
       and (lower(g.name) like $3 or e.number like $3) order by g.name, g.id limit 200`,
    [workspaceId, id, like],
  );
  return rows;
}

/** Customers of conversations that one may see, who have left a number. */
async function customers(db: Queryable, actor: Actor, like: string): Promise<Contacts["customers"]> {
  const values: unknown[] = [like, like.replaceAll(/[^\d%]/g, "")];
  const reach = reachSql(
    actor,
    "customer.view",
    { workspace: "c.workspace_id", owner: "c.assignee_id", queue: "c.queue_id" },
    values,
  );
  const { rows } = await db.query(
    `select cu.id, cu.name, cu.phone from customers cu join lateral (
       select max(c.created_at) as at from conversations c where c.customer_id = cu.id and ${reach}) last on last.at is not null
     where cu.workspace_id = $${values.push(actor.workspaceId)} and cu.phone is not null and cu.phone <> ''
       and (lower(cu.name) like $1 or ($2 <> '%%' and regexp_replace(cu.phone, '\\D', '', 'g') like $2))
     order by last.at desc limit ${mostCustomers}`,
    values,
  );
  return rows;
}

/** Whom one can call: colleagues for those who see the directory, customers for those who see customers. */
export async function contactsOf(db: Queryable, actor: Actor, search: string): Promise<Contacts> {
  const like = patternOf(search);
  const seesColleagues = can(actor, "directory.view");
  return {
    people: seesColleagues ? await people(db, actor, like) : [],
    groups: seesColleagues ? await lines(db, actor, like, "group") : [],
    queues: seesColleagues ? await lines(db, actor, like, "queue") : [],
    customers: await customers(db, actor, like),
  };
}
