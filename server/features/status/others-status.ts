import { transact } from "#server/platform/news/index.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { AgentStatus, OthersStatus } from "#shared/contract/statuses.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import { isSeen, loadPeople, type Queryable, reaches } from "../users/index.ts";
import { changeStatus } from "./change-status.ts";
import { customOf } from "./choose-status.ts";
import type { StatusStore } from "./deps.ts";
import { hasStatus } from "./presence.ts";
import { statusOf } from "./read-status.ts";
import { type LogQuery, logPage } from "./status-log.ts";
import { presentSql } from "./status-sql.ts";

/** The person, if the permission reaches him; throws otherwise. Whom one may not even know of is `user.not_found`. */
async function reach(db: Queryable, actor: Actor, userId: string, permission: Permission) {
  const book = await roleBookOf(db, actor.workspaceId);
  const person =
    (await loadPeople(db, actor.workspaceId, [userId])).get(userId) ?? fail("user.not_found", { userId });
  if (reaches(actor, permission, person, book)) return person;
  if (!isSeen(actor, person, book)) fail("user.not_found", { userId });
  return fail("permission.denied", { permission, userId });
}

/** Somebody's status now and a page of his log, for whom he answers to. */
export const logOf =
  ({ pool }: Pick<StatusStore, "pool">) =>
  async (actor: Actor, { userId, ...query }: LogQuery & { readonly userId: string }) => {
    await reach(pool, actor, userId, "reports.statusLog.view");
    return { ...(await logPage(pool, userId, query)), status: await statusOf(pool, userId) };
  };

interface OthersChoice {
  readonly userId: string;
  readonly status: ReturnType<typeof OthersStatus.parse>;
  readonly customStatusId?: string | null | undefined;
  readonly reason: string;
}

/** Without a device there is nobody to be Online, or busy: it would be undone at once, so it is refused. */
async function refuseAbsent(db: Queryable, userId: string): Promise<void> {
  const { rows } = await db.query<{ present: boolean }>(`select ${presentSql("$1::text")} as present`, [
    userId,
  ]);
  if (!rows[0]?.present) fail("status.absent", { userId });
}

/** Sets the status of somebody who forgot it, or went home: never Ready. His log has by whom and why, and he is told. */
export const setFor =
  (store: StatusStore) =>
  async (actor: Actor, { userId, status, customStatusId, reason }: OthersChoice): Promise<AgentStatus> => {
    const user = { id: userId, workspaceId: actor.workspaceId };
    await store.news.publish(
      await transact(store.pool, async (tx) => {
        const { state } = await reach(tx, actor, userId, "status.setForOthers");
        // Blocked meanwhile: he has none until he is let in again.
        if (state !== "active") fail("user.stale", { userId, state });
        if (!(await hasStatus({ pool: tx }, userId))) fail("status.none", { userId });
        if (status !== "offline") await refuseAbsent(tx, userId);
        const custom = await customOf(tx, user, { status, customStatusId, reason, when: "now" });
        await changeStatus(tx, user, {
          type: "setByOther",
          to: { status, customStatusId: custom, reason },
          by: { id: actor.id, name: actor.name },
        });
      }),
    );
    return statusOf(store.pool, userId);
  };
