import type { UserState } from "#shared/contract/users.ts";
import type { PerMedium } from "#shared/domain/media.ts";
import { defaultSettings } from "#shared/domain/settings.ts";
import { type Actor, can, fieldsOpen, type Resource } from "#shared/permissions/can.ts";
import { fieldsOf, type Permission } from "#shared/permissions/catalogue.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import type { Queryable } from "./deps.ts";

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A person with all that lists show and rules read. */
export interface Person {
  readonly id: string;
  readonly workspaceId: string;
  readonly version: number;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly state: UserState;
  readonly language: string;
  readonly timeZone: string;
  readonly maxConversations: number | null;
  readonly maxVoice: number | null;
  readonly maxVideo: number | null;
  /** What the workspace says, for what is null. */
  readonly usual: PerMedium<number>;
  readonly notify: boolean;
  readonly agentbotAccess: boolean;
  readonly secondFactor: boolean;
  readonly photo: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly groups: readonly Named[];
  readonly ledGroups: readonly Named[];
  readonly queues: readonly Named[];
  readonly skills: readonly (Named & { readonly level: number })[];
}

/** The state of a row `u` of `users`. */
export const stateSql = `case when u.archived_at is not null then 'archived'
  when u.blocked_at is not null then 'blocked' else 'active' end`;

/** When a row `u` of `users` was last here: by his living sessions, or by his last sign-in when none is left. */
export const lastSeenSql = `greatest(
  (select max(s.updated_at) from sessions s where s.user_id = u.id),
  (select max(i.at) from sign_ins i where i.user_id = u.id and i.outcome = 'signed_in'))`;

const named = (table: string, more = "") =>
  `coalesce(json_agg(json_build_object('id', ${table}.id, 'name', ${table}.name${more}) order by ${table}.name), '[]')`;

const personSql = `
  select u.id, u.workspace_id as "workspaceId", u.version, u.name, u.email, u.role, ${stateSql} as state, u.language,
    u.time_zone as "timeZone", u.max_conversations as "maxConversations",
    u.max_voice as "maxVoice", u.max_video as "maxVideo", u.notify,
    (select w.settings->'routing'->'most' from workspaces w where w.id = u.workspace_id) as usual,
    u.agentbot_access as "agentbotAccess", u.two_factor_enabled as "secondFactor", u.created_at as "createdAt",
    (select p.etag from user_photos p where p.user_id = u.id) as photo,
    ${lastSeenSql} as "lastSeenAt",
    (select ${named("g")} from group_members m join groups g on g.id = m.group_id where m.user_id = u.id) as groups,
    (select ${named("g")} from group_leaders l join groups g on g.id = l.group_id where l.user_id = u.id) as "ledGroups",
    (select ${named("q")} from queue_members m join queues q on q.id = m.queue_id
      where m.user_id = u.id and q.archived_at is null) as queues,
    (select ${named("k", ", 'level', h.level")} from user_skills h join skills k on k.id = h.skill_id
      where h.user_id = u.id) as skills
  from users u where u.workspace_id = $1 and u.id = any($2)`;

/** Some people of a workspace, by id; those of others are not among them. */
export async function loadPeople(
  db: Queryable,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<Person>(personSql, [workspaceId, ids]);
  const { most } = defaultSettings.routing;
  return new Map(rows.map((person) => [person.id, { ...person, usual: person.usual ?? most }]));
}

/** What the rules read of a person. */
export const resourceOf = (person: Person, book: RoleBook): Resource => ({
  workspaceId: person.workspaceId,
  ownerId: person.id,
  groupIds: person.groups.map(({ id }) => id),
  role: book.refOf(person.role),
});

/** Does a permission reach this person? */
export const reaches = (actor: Actor, permission: Permission, person: Person, book: RoleBook): boolean =>
  can(actor, permission, resourceOf(person, book));

/** The states in which he sees people at all. */
export const statesSeen = (actor: Actor): readonly UserState[] =>
  fieldsOpen(actor, "users.view", fieldsOf("users.view")) as readonly UserState[];

/** Is this person on his list? */
export const isSeen = (actor: Actor, person: Person, book: RoleBook): boolean =>
  statesSeen(actor).includes(person.state) && reaches(actor, "users.view", person, book);

/** May he know of this group? Its name is shown and it is chosen only then. */
export const seesGroup = (actor: Actor, groupId: string): boolean =>
  can(actor, "groups.view", { workspaceId: actor.workspaceId, groupIds: [groupId] });
