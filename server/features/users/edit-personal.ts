import { endBegunSignIns } from "#server/features/accounts/index.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { transact } from "#server/platform/news/index.ts";
import type { UserProfile } from "#shared/contract/users.ts";
import { fail } from "#shared/errors/app-error.ts";
import { checkFields, type Difference } from "./account-changes.ts";
import type { Queryable, UsersDeps } from "./deps.ts";
import { type Caller, targetOf } from "./edit-account.ts";
import { findForChange } from "./find-person.ts";
import { mayReaddress } from "./may-with-user.ts";
import type { Person } from "./person.ts";
import { profileOf } from "./read-profile.ts";

/** The personal settings to be changed; absent ones stay. */
export interface PersonalChanges {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly language?: string | undefined;
  readonly timeZone?: string | undefined;
}

const fields = ["name", "email", "language", "timeZone"] as const;

/** The personal fields that a command names. */
export const personalFieldsIn = (changes: PersonalChanges): string[] =>
  fields.filter((field) => changes[field] !== undefined);

/** Throws when the address belongs to somebody else. */
export async function checkAddressFree(db: Queryable, email: string, userId: string): Promise<void> {
  const { rowCount } = await db.query("select 1 from users where lower(email) = $1 and id <> $2", [
    email,
    userId,
  ]);
  if (rowCount) fail("email.taken");
}

/** Writes personal settings over what they were. null: nothing changes. */
export async function writePersonal(
  tx: Queryable,
  person: Person,
  changes: PersonalChanges,
): Promise<Difference | null> {
  const changed = fields.filter((field) => changes[field] !== undefined && changes[field] !== person[field]);
  if (changed.length === 0) return null;
  if (changed.includes("email")) {
    await checkAddressFree(tx, changes.email ?? "", person.id);
    // Who reads the mail of the old address must not choose a password any more.
    await endBegunSignIns(tx, person.id);
  }
  await tx.query(
    `update users set name = coalesce($2, name), email = coalesce($3, email), language = coalesce($4, language),
       time_zone = coalesce($5, time_zone), version = version + 1, updated_at = now() where id = $1`,
    [
      person.id,
      changes.name ?? null,
      changes.email ?? null,
      changes.language ?? null,
      changes.timeZone ?? null,
    ],
  );
  const only = (of: PersonalChanges) => Object.fromEntries(changed.map((field) => [field, of[field]]));
  return { before: only(person), after: only(changes) };
}

type Input = PersonalChanges & { readonly userId: string; readonly version: number };

/** A superior changes somebody's personal settings. One's own address is confirmed by its owner, in the profile. */
export const updatePersonal =
  (deps: UsersDeps) =>
  async ({ actor, by }: Caller, { userId, version, ...changes }: Input): Promise<UserProfile> => {
    const permission = "users.personal.edit";
    checkFields(actor, permission, personalFieldsIn(changes));
    const committed = await transact(deps.pool, async (tx) => {
      const { person, book } = await findForChange(tx, { actor, userId, permission, version });
      if (changes.email !== undefined && !mayReaddress(actor, person, book)) {
        const problem = userId === actor.id ? "is changed in your profile" : "belongs to a role beyond yours";
        fail("permission.field", { userId }, [{ field: "email", problem }]);
      }
      const difference = await writePersonal(tx, person, changes);
      if (!difference) return;
      if (difference.after.email) await tx.query("delete from email_changes where user_id = $1", [userId]);
      await recordActivity(tx, {
        workspaceId: person.workspaceId,
        actor: by,
        action: "user.updated",
        target: targetOf(person),
        ...difference,
      });
    });
    await deps.news.publish(committed);
    return profileOf(deps.pool, actor, userId);
  };
