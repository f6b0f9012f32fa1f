import type * as z from "zod";
import type { AccountChanges } from "#shared/contract/users.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, fieldsOpen } from "#shared/permissions/can.ts";
import { accountFields, fieldsOf, type Permission } from "#shared/permissions/catalogue.ts";
import type { Queryable } from "./deps.ts";
import { type Person, seesGroup } from "./person.ts";

/** The account fields to be changed; absent ones stay. */
export type Changes = z.output<typeof AccountChanges> & { readonly name?: string | undefined };

/** Refuses fields that the grant does not open, by name; nothing is saved then. */
export function checkFields(actor: Actor, permission: Permission, wanted: readonly string[]): void {
  const open = fieldsOpen(actor, permission, fieldsOf(permission));
  const closed = wanted.filter((field) => !open.includes(field));
  if (closed.length === 0) return;
  fail(
    "permission.field",
    { permission, closed },
    closed.map((field) => ({ field, problem: "your role does not open this field" })),
  );
}

/** The capacity for each medium is one field of the permission: chats, calls and video calls at once. */
const capacityFields = ["maxConversations", "maxVoice", "maxVideo"] as const;

/** The account fields that a command names. */
export const fieldsIn = (changes: Changes): string[] =>
  accountFields.filter((field) =>
    field === "maxConversations" ? namesCapacity(changes) : changes[field] !== undefined,
  );

/** Whether a command changes how much somebody takes of a medium. */
export const namesCapacity = (changes: Pick<Changes, (typeof capacityFields)[number]>): boolean =>
  capacityFields.some((field) => changes[field] !== undefined);

/** What he takes of each medium as it would be; null is a change too: he takes as many as the workspace says. */
export function capacityAfter(
  person: Pick<Person, (typeof capacityFields)[number]>,
  changes: Pick<Changes, (typeof capacityFields)[number]>,
): Pick<Person, (typeof capacityFields)[number]> {
  const [chats, voice, video] = capacityFields.map((field) =>
    changes[field] === undefined ? person[field] : changes[field],
  );
  return { maxConversations: chats ?? null, maxVoice: voice ?? null, maxVideo: video ?? null };
}

interface Ids {
  readonly skills?: readonly string[];
  readonly groups?: readonly string[];
  readonly queues?: readonly string[];
}

/** The names of what is to be given; throws when the workspace has no such thing, or he may not know of it. */
export async function nameThings(tx: Queryable, actor: Actor, ids: Ids): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const kinds = [
    ["skills", "select id, name from skills where workspace_id = $1 and id = any($2)", "skill.not_found"],
    ["groups", "select id, name from groups where workspace_id = $1 and id = any($2)", "group.not_found"],
    [
      "queues",
      "select id, name from queues where workspace_id = $1 and id = any($2) and archived_at is null",
      "queue.not_found",
    ],
  ] as const;
  for (const [kind, sql, code] of kinds) {
    const wanted = new Set(ids[kind] ?? []);
    if (wanted.size === 0) continue;
    const { rows } = await tx.query<{ id: string; name: string }>(sql, [actor.workspaceId, [...wanted]]);
    const known = rows.filter(({ id }) => kind !== "groups" || seesGroup(actor, id));
    if (known.length < wanted.size) fail(code);
    for (const { id, name } of known) names.set(id, name);
  }
  return names;
}

/** What a change does to one person: fields with the value before and after, as the activity log has them. */
export interface Difference {
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
}

const labels = (some: readonly { readonly name: string; readonly level?: number }[]): string[] =>
  some.map(({ name, level }) => (level === undefined ? name : `${name} (${level})`)).sort();

/** A person's account as it would be, with the changes put in. Groups that the actor may not know of stay. */
export function accountAfter(actor: Actor, person: Person, changes: Changes, names: Map<string, string>) {
  const named = (id: string) => ({ id, name: names.get(id) ?? "" });
  const { skills, groups, queues, name, notify, agentbotAccess } = changes;
  const hidden = person.groups.filter(({ id }) => !seesGroup(actor, id));
  const unique = (ids: readonly string[]) => [...new Set(ids)];
  return {
    name: name ?? person.name,
    ...capacityAfter(person, changes),
    notify: notify ?? person.notify,
    agentbotAccess: agentbotAccess ?? person.agentbotAccess,
    skills: skills
      ? [...new Map(skills.map(({ id, level }) => [id as string, { ...named(id), level }])).values()]
      : person.skills,
    groups: groups
      ? [
          ...hidden,
          ...unique(groups).flatMap((id) => (hidden.some((one) => one.id === id) ? [] : [named(id)])),
        ]
      : person.groups,
    queues: queues ? unique(queues).map(named) : person.queues,
  };
}
export type Account = ReturnType<typeof accountAfter>;

/** The fields of an account as they are told, in their order. */
const toldFields = accountFields.flatMap((field) =>
  field === "maxConversations" ? capacityFields : [field],
);

/** The fields in which two accounts differ. */
export function differenceOf(before: Account, after: Account): Difference {
  const shown = (account: Account): Record<string, unknown> => ({
    ...account,
    skills: labels(account.skills),
    groups: labels(account.groups),
    queues: labels(account.queues),
  });
  const [was, is] = [shown(before), shown(after)];
  const changed = toldFields.filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]));
  const only = (of: Record<string, unknown>) =>
    Object.fromEntries(changed.map((field) => [field, of[field]]));
  return { before: only(was), after: only(is) };
}

/** Nothing changes. */
export const isEmpty = ({ after }: Difference): boolean => Object.keys(after).length === 0;

/** The account part of a person. */
export const accountOf = ({
  name,
  maxConversations,
  maxVoice,
  maxVideo,
  notify,
  agentbotAccess,
  skills,
  groups,
  queues,
}: Person): Account => ({
  name,
  maxConversations,
  maxVoice,
  maxVideo,
  notify,
  agentbotAccess,
  skills,
  groups,
  queues,
});
