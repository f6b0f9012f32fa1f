import { factsOf, type SecurityRules, securityOf, type WorkspaceSettings } from "#shared/domain/settings.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { conditionsThatHold, type GroupFacts } from "#shared/permissions/conditions.ts";
import {
  type CustomRole,
  createRoleBook,
  effectiveGrants,
  type RoleBook,
} from "#shared/permissions/role-book.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";

/** What is read of a person and his workspace to know what he may do. */
export interface ActorRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly workspace_id: string;
  readonly agentbot_access: boolean;
  readonly scheme: SchemeName;
  readonly settings: Partial<WorkspaceSettings>;
  readonly security: Partial<SecurityRules>;
  readonly two_factor_enabled: boolean;
  /** The role that he looks as, of this session. */
  readonly view_as: string | null;
  /** Custom ones of the roles above. */
  readonly custom_roles: readonly CustomRole[];
  readonly queue_ids: readonly string[];
  readonly assigned: readonly { readonly id: string; readonly level: "viewer" | "editor" }[];
  readonly led_group_ids: readonly string[];
  readonly led_people: string;
  readonly group_facts: readonly GroupFacts[];
  /** How many virtual assistants his workspace has. */
  readonly assistants: number;
}

/** Columns for an {@link ActorRow}, of `sessions s` joined with `users u` and `workspaces w`. */
export const actorColumns = `
  u.id, u.name, u.role, u.workspace_id, u.agentbot_access, u.two_factor_enabled, w.scheme, w.settings, w.security,
  s.view_as,
  coalesce((select json_agg(json_build_object('key', r.key, 'name', r.name, 'basedOn', r.based_on, 'grants', r.grants))
     from custom_roles r where r.workspace_id = u.workspace_id and r.key in (u.role, s.view_as)), '[]') as custom_roles,
  array(select m.queue_id::text from queue_members m where m.user_id = u.id
        union select s.queue_id::text from queue_supervisors s where s.user_id = u.id) as queue_ids,
  coalesce((select json_agg(json_build_object('id', s.queue_id, 'level', s.level) order by s.queue_id)
     from queue_supervisors s where s.user_id = u.id), '[]') as assigned,
  array(select l.group_id::text from group_leaders l where l.user_id = u.id order by 1) as led_group_ids,
  coalesce((select md5(string_agg(m.group_id || m.user_id || (p.blocked_at is null), ',' order by m.group_id, m.user_id))
     from group_leaders l join group_members m on m.group_id = l.group_id join users p on p.id = m.user_id
     where l.user_id = u.id), '') as led_people,
  coalesce((select json_agg(json_build_object('outboundCalls', g.outbound_calls, 'callHistory', g.call_history))
     from group_members m join groups g on g.id = m.group_id where m.user_id = u.id), '[]') as group_facts,
  (select count(*)::int from assistants bots where bots.workspace_id = u.workspace_id and bots.archived_at is null)
    as assistants`;

/** The built-in books never change; one of each is enough. */
const builtIn = new Map<SchemeName, RoleBook>();
const bookFor = (scheme: SchemeName, custom: readonly CustomRole[]): RoleBook => {
  if (custom.length > 0) return createRoleBook(scheme, custom);
  const known = builtIn.get(scheme) ?? createRoleBook(scheme);
  builtIn.set(scheme, known);
  return known;
};

/** The actor of a row: his role's grants, but for those whose conditions do not hold for him. */
export function toActor(row: ActorRow, sessionId: string): Actor {
  const book = bookFor(row.scheme, row.custom_roles);
  const own = book.refOf(row.role);
  const { key: role, basedOn, rank } = row.view_as === null ? own : book.refOf(row.view_as);
  const holds = conditionsThatHold(factsOf(row.settings, row.assistants), row.group_facts, {
    agentbotAccess: row.agentbot_access,
  });
  return {
    kind: "user",
    id: row.id,
    name: row.name,
    workspaceId: row.workspace_id,
    role,
    basedOn,
    rank,
    grants: effectiveGrants(book.grantsOf(role), holds),
    queueIds: row.queue_ids,
    assignedQueueIds: row.assigned.map(({ id }) => id),
    editorQueueIds: row.assigned.filter(({ level }) => level === "editor").map(({ id }) => id),
    ledGroupIds: row.led_group_ids,
    ledPeople: row.led_people,
    sessionId,
    viewedBy: row.view_as === null ? null : { key: own.key, basedOn: own.basedOn, rank: own.rank },
    needsSecondFactor:
      !row.two_factor_enabled && securityOf(row.security).secondFactorRoles.includes(row.role),
  };
}
