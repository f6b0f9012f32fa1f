import { type ActivityActor, recordActivity } from "#server/platform/activity/record-activity.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import type { UserProfile } from "#shared/contract/users.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import {
  accountAfter,
  accountOf,
  type Changes,
  checkFields,
  differenceOf,
  fieldsIn,
  isEmpty,
  nameThings,
} from "./account-changes.ts";
import type { UsersDeps } from "./deps.ts";
import { type Found, findForChange } from "./find-person.ts";
import type { Person } from "./person.ts";
import { profileOf } from "./read-profile.ts";
import { writeAccount } from "./write-account.ts";

/** Who asks, as the rules and as the log see him. */
export interface Caller {
  readonly actor: Actor;
  readonly by: ActivityActor;
}

/** The target of an entry about a person. */
export const targetOf = ({ id, name }: Pick<Person, "id" | "name">) => ({ kind: "user", id, name });

interface Edit {
  readonly caller: Caller;
  readonly permission: Permission;
  readonly changes: Changes;
  find(tx: Work): Promise<Found>;
}

/** Changes an account as far as the grant opens its fields. What changes nothing leaves no entry. */
export async function editAccount(deps: UsersDeps, { caller, permission, changes, find }: Edit) {
  const { actor, by } = caller;
  checkFields(actor, permission, fieldsIn(changes));
  const { skills, groups, queues } = changes;
  const committed = await transact(deps.pool, async (tx) => {
    const { person } = await find(tx);
    const names = await nameThings(tx, actor, {
      ...(skills && { skills: skills.map(({ id }) => id) }),
      ...(groups && { groups }),
      ...(queues && { queues }),
    });
    const account = accountAfter(actor, person, changes, names);
    const difference = differenceOf(accountOf(person), account);
    if (isEmpty(difference)) return person.id;
    await writeAccount(tx, person, account);
    await recordActivity(tx, {
      workspaceId: person.workspaceId,
      actor: by,
      action: "user.updated",
      target: targetOf(person),
      ...difference,
    });
    return person.id;
  });
  const userId = await deps.news.publish(committed);
  // Groups and queues are what rights reach by.
  deps.sessions.forget(userId);
  // He may have become free for more, or have come to a queue where somebody waits.
  deps.wakeRouter();
  return userId;
}

/** A superior changes somebody's account. */
export const updateUser =
  (deps: UsersDeps) =>
  async (
    caller: Caller,
    { userId, version, ...changes }: Changes & { readonly userId: string; readonly version: number },
  ): Promise<UserProfile> => {
    const permission = "users.account.edit";
    const { actor } = caller;
    const find = (tx: Work) => findForChange(tx, { actor, userId, permission, version });
    await editAccount(deps, { caller, permission, changes, find });
    return profileOf(deps.pool, actor, userId);
  };
