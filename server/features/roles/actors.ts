import type { Work } from "#server/platform/news/index.ts";
import { type ActorRow, actorColumns, toActor } from "#server/platform/permissions/actor-row.ts";
import { factsOf } from "#shared/domain/settings.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { type ActorCondition, conditionsThatHold } from "#shared/permissions/conditions.ts";

/** Somebody as the rules would see him if he asked now. */
export interface KnownActor {
  readonly actor: Actor;
  readonly holds: ReadonlySet<ActorCondition>;
  readonly active: boolean;
}

type Row = ActorRow & { readonly active: boolean };

// He has no session here, and so looks as nobody else.
const select = `select ${actorColumns}, u.blocked_at is null and u.archived_at is null as active
  from users u join workspaces w on w.id = u.workspace_id cross join (select null::text as view_as) s`;

/** A person of a workspace; null: there is none. */
export async function actorOf(
  db: Pick<Work, "query">,
  workspaceId: string,
  userId: string,
): Promise<KnownActor | null> {
  const { rows } = await db.query<Row>(`${select} where u.id = $1 and u.workspace_id = $2`, [
    userId,
    workspaceId,
  ]);
  return rows[0] ? toKnown(rows[0]) : null;
}

/** The active people of these roles, by name. */
export async function actorsWithRoles(
  db: Pick<Work, "query">,
  workspaceId: string,
  roles: readonly string[],
): Promise<Actor[]> {
  const { rows } = await db.query<Row>(
    `${select} where u.workspace_id = $1 and u.role = any($2) and u.blocked_at is null and u.archived_at is null
     order by u.name, u.id limit 500`,
    [workspaceId, roles],
  );
  return rows.map((row) => toKnown(row).actor);
}

function toKnown(row: Row): KnownActor {
  const holds = conditionsThatHold(factsOf(row.settings, row.assistants), row.group_facts, {
    agentbotAccess: row.agentbot_access,
  });
  return { actor: toActor(row, ""), holds, active: row.active };
}
