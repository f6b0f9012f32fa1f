import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import { lockRanks } from "#server/platform/permissions/lock-ranks.ts";
import type { UserProfile, UserState } from "#shared/contract/users.ts";
import { releaseConversationsOf } from "../conversations/index.ts";
import type { UsersDeps } from "./deps.ts";
import { type Caller, targetOf } from "./edit-account.ts";
import { findForChange, findPerson } from "./find-person.ts";
import { profileOf } from "./read-profile.ts";
import { keepTop } from "./top-role.ts";

type Standing = "blocked" | "unblocked" | "archived" | "restored";

interface Step {
  /** States from which this leads on; from another one it changes nothing. */
  readonly from: readonly UserState[];
  readonly to: UserState;
  readonly set: string;
}

const steps: Readonly<Record<Standing, Step>> = {
  blocked: { from: ["active"], to: "blocked", set: "blocked_at = now()" },
  unblocked: { from: ["blocked"], to: "active", set: "blocked_at = null" },
  archived: {
    from: ["active", "blocked"],
    to: "archived",
    set: "archived_at = now(), blocked_at = coalesce(blocked_at, now())",
  },
  restored: { from: ["archived"], to: "active", set: "archived_at = null, blocked_at = null" },
};

const permission = "users.block";

/**
 * Blocks, archives, or lets in again. Whoever is blocked leaves at once: his conversations wait in their queues again,
 * nothing rings at his desk, his sessions end. His name stays in everything that he has done.
 */
export const changeStanding =
  (deps: UsersDeps, standing: Standing) =>
  async (caller: Caller, { userId }: { readonly userId: string }): Promise<UserProfile> => {
    const step = steps[standing];
    const committed = await transact(deps.pool, (tx) => takeStep(tx, caller, userId, standing));
    await deps.news.publish(committed);
    if (step.to !== "active") await deps.sessions.end(userId, "all", "blocked");
    deps.wakeRouter();
    return profileOf(deps.pool, caller.actor, userId);
  };

async function takeStep(tx: Work, { actor, by }: Caller, userId: string, standing: Standing): Promise<void> {
  const { from, to, set } = steps[standing];
  await lockRanks(tx, actor);
  const { person, book } = await findForChange(tx, { actor, userId, permission, neverSelf: true });
  if (!from.includes(person.state)) return;
  if (to !== "active") await keepTop(tx, person, book);
  await tx.query(`update users set ${set}, version = version + 1, updated_at = now() where id = $1`, [
    userId,
  ]);
  if (to !== "active") {
    await releaseConversationsOf(tx, person, { kind: "agent", id: actor.id, name: actor.name });
    // A change of address that waits must not come through later.
    await tx.query("delete from email_changes where user_id = $1", [userId]);
  }
  await recordActivity(tx, {
    workspaceId: person.workspaceId,
    actor: by,
    action: `user.${standing}`,
    target: targetOf(person),
    before: { state: person.state },
    after: { state: to },
  });
}

/** Signs somebody out everywhere. Answers how many sessions ended. */
export const endSessions =
  (deps: UsersDeps) =>
  async ({ actor, by }: Caller, { userId }: { readonly userId: string }): Promise<{ ended: number }> => {
    const { person } = await findPerson(deps.pool, { actor, userId, permission, neverSelf: true });
    const ended = await deps.sessions.end(userId, "all");
    if (ended === 0) return { ended };
    await transact(deps.pool, (tx) =>
      recordActivity(tx, {
        workspaceId: person.workspaceId,
        actor: by,
        action: "user.sessions_ended",
        target: targetOf(person),
        after: { sessions: ended },
      }),
    );
    return { ended };
  };
