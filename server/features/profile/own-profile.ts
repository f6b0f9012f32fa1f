import type * as z from "zod";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { AccountChanges, UserProfile } from "#shared/contract/users.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, fieldsOpen } from "#shared/permissions/can.ts";
import { accountFields, personalFields } from "#shared/permissions/catalogue.ts";
import {
  type Caller,
  checkFields,
  editAccount,
  loadPeople,
  lockPeople,
  type Person,
  personalFieldsIn,
  profileOf,
  remakePhoto,
  targetOf,
  writePersonal,
  writePhoto,
} from "../users/index.ts";
import type { ProfileDeps } from "./deps.ts";
import { pendingEmail } from "./own-email.ts";

/** One's own profile, with the fields that one may change. */
export async function readOwn({ pool }: ProfileDeps, actor: Actor) {
  return {
    user: await profileOf(pool, actor, actor.id),
    pendingEmail: await pendingEmail(pool, actor.id),
    editable: [...fieldsOpen(actor, "profile.edit", personalFields)],
    account: [...fieldsOpen(actor, "profile.account.edit", accountFields)],
  };
}

/** Locks one's own row. */
async function findOwn(tx: Work, { id, workspaceId }: Actor): Promise<Person> {
  await lockPeople(tx, workspaceId, [id]);
  return (await loadPeople(tx, workspaceId, [id])).get(id) ?? fail("session.required");
}

interface OwnChanges {
  readonly name?: string | undefined;
  readonly language?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** Changes one's own personal settings. */
export const updateOwn =
  (deps: ProfileDeps) =>
  async ({ actor, by }: Caller, { name, language, timeZone }: OwnChanges): Promise<UserProfile> => {
    const changes = { name, language, timeZone };
    checkFields(actor, "profile.edit", personalFieldsIn(changes));
    await transact(deps.pool, async (tx) => {
      const person = await findOwn(tx, actor);
      const difference = await writePersonal(tx, person, changes);
      if (!difference) return;
      await recordActivity(tx, {
        workspaceId: actor.workspaceId,
        actor: by,
        action: "user.updated",
        target: targetOf(person),
        ...difference,
      });
    });
    return profileOf(deps.pool, actor, actor.id);
  };

/** Changes one's own skills and conversation settings, as far as the role opens them. */
export const updateOwnAccount =
  (deps: ProfileDeps) =>
  async (caller: Caller, changes: z.output<typeof AccountChanges>): Promise<UserProfile> => {
    const { actor } = caller;
    const find = async (tx: Work) => ({
      person: await findOwn(tx, actor),
      book: await roleBookOf(tx, actor.workspaceId),
    });
    await editAccount(deps, { caller, permission: "profile.account.edit", changes, find });
    return profileOf(deps.pool, actor, actor.id);
  };

/** Sets or removes one's own photo. */
export const changeOwnPhoto =
  (deps: ProfileDeps) =>
  async (caller: Caller, file: File | null): Promise<UserProfile> => {
    const { actor } = caller;
    checkFields(actor, "profile.edit", ["avatar"]);
    const photo = file && (await remakePhoto(file));
    await transact(deps.pool, async (tx) => writePhoto(tx, caller, await findOwn(tx, actor), photo));
    return profileOf(deps.pool, actor, actor.id);
  };
