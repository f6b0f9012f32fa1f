import { busySql } from "#server/platform/agent-activity/activity-sql.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import type { AgentStatus, StatusName } from "#shared/contract/statuses.ts";
import { fail } from "#shared/errors/app-error.ts";
import { changeStatus } from "./change-status.ts";
import type { StatusStore, StatusUser } from "./deps.ts";
import { statusOf } from "./read-status.ts";

interface StatusChoice {
  readonly status: StatusName;
  readonly customStatusId?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly when: "now" | "whenFree";
}

/** The custom status must be one of the workspace's in use; some ask why. */
export async function customOf(tx: Work, user: StatusUser, { status, customStatusId, reason }: StatusChoice) {
  if (status !== "custom") return null;
  const { rows } = await tx.query<{ id: string; needsReason: boolean }>(
    `select id, needs_reason as "needsReason" from custom_statuses
     where id = $1 and workspace_id = $2 and archived_at is null for share`,
    [customStatusId ?? null, user.workspaceId],
  );
  const custom = rows[0] ?? fail("status.not_found", { customStatusId });
  if (custom.needsReason && !reason)
    fail("status.reason_needed", { customStatusId }, [{ field: "reason", problem: "is missing" }]);
  return custom.id;
}

/** The person chooses, now or for when he is free. The system never chooses Ready for anybody. */
export const chooseStatus =
  (store: StatusStore) =>
  async (user: StatusUser, choice: StatusChoice): Promise<AgentStatus> => {
    await store.news.publish(
      await transact(store.pool, async (tx) => {
        const customStatusId = await customOf(tx, user, choice);
        const { rows } = await tx.query<{ busy: boolean }>(`select ${busySql("$1::text")} as busy`, [
          user.id,
        ]);
        await changeStatus(tx, user, {
          type: "choose",
          to: { status: choice.status, customStatusId, reason: choice.reason || null },
          when: choice.when,
          busy: rows[0]?.busy === true,
        });
      }),
    );
    return statusOf(store.pool, user.id);
  };

/** Takes back what was chosen as the next one. */
export const cancelNext =
  (store: StatusStore) =>
  async (user: StatusUser): Promise<AgentStatus> => {
    await store.news.publish(
      await transact(store.pool, (tx) => changeStatus(tx, user, { type: "cancelNext" })),
    );
    return statusOf(store.pool, user.id);
  };
