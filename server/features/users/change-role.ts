import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { transact } from "#server/platform/news/index.ts";
import { lockRanks } from "#server/platform/permissions/lock-ranks.ts";
import type { UserProfile } from "#shared/contract/users.ts";
import { fail } from "#shared/errors/app-error.ts";
import { mayGive } from "#shared/permissions/giving-roles.ts";
import { releaseConversationsOf } from "../conversations/index.ts";
import type { UsersDeps } from "./deps.ts";
import { type Caller, targetOf } from "./edit-account.ts";
import { endDuties } from "./end-duties.ts";
import { findForChange } from "./find-person.ts";
import { holdsOwnership } from "./may-with-user.ts";
import { profileOf } from "./read-profile.ts";
import { keepTop } from "./top-role.ts";

interface RoleInput {
  readonly userId: string;
  readonly version: number;
  readonly role: string;
}

/** Gives somebody another role: his present one and the new one must both be within reach, and it is never one's own. */
export const changeRole =
  (deps: UsersDeps) =>
  async ({ actor, by }: Caller, { userId, version, role: key }: RoleInput): Promise<UserProfile> => {
    const permission = "users.role.change";
    const committed = await transact(deps.pool, async (tx) => {
      await lockRanks(tx, actor);
      const wanted = { actor, userId, permission, version, neverSelf: true } as const;
      const { person, book } = await findForChange(tx, wanted);
      // The ownership moves by its transfer alone: nobody is made an Owner here, and no Owner anything else.
      if (holdsOwnership(book, person.role)) fail("permission.denied", { userId });
      const role = book.get(key) ?? fail("role.not_found", { key });
      if (!mayGive(book, actor, role)) fail("role.not_yours_to_give", { key });
      if (person.role === role.key) return;
      await keepTop(tx, person, book);
      await tx.query("update users set role = $2, version = version + 1, updated_at = now() where id = $1", [
        userId,
        role.key,
      ]);
      const ended = await endDuties(tx, userId, role.grants);
      if (!role.grants["conversation.receive"]) {
        const author = { kind: "agent" as const, id: actor.id, name: actor.name };
        await releaseConversationsOf(tx, person, author);
      }
      await recordActivity(tx, {
        workspaceId: person.workspaceId,
        actor: by,
        action: "user.role_changed",
        target: targetOf(person),
        before: { role: book.get(person.role)?.name ?? person.role, ...ended },
        after: { role: role.name },
      });
    });
    await deps.news.publish(committed);
    // The next thing he asks is judged by the new role.
    deps.sessions.forget(userId);
    deps.wakeRouter();
    return profileOf(deps.pool, actor, userId);
  };
