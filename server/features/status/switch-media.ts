import { transact } from "#server/platform/news/index.ts";
import type { AgentStatus } from "#shared/contract/statuses.ts";
import type { Medium } from "#shared/domain/media.ts";
import type { StatusStore, StatusUser } from "./deps.ts";
import { statusOf } from "./read-status.ts";

/** Devices whose switches are kept for somebody; the longest untouched are forgotten. */
const mostDevices = 20;

/** Switches a medium on or off on one of his own devices. */
export const switchMedium =
  (store: StatusStore) =>
  async (
    user: StatusUser,
    { deviceId, medium, on }: { readonly deviceId: string; readonly medium: Medium; readonly on: boolean },
  ): Promise<AgentStatus> => {
    await store.news.publish(
      await transact(store.pool, async (tx) => {
        const { rowCount } = await tx.query(
          `insert into device_media as d (user_id, device_id, ${medium}) values ($1, $2, $3)
           on conflict (user_id, device_id) do update set ${medium} = $3, updated_at = now() where d.${medium} <> $3`,
          [user.id, deviceId, on],
        );
        if (rowCount === 0) return;
        await tx.query(
          `delete from device_media where user_id = $1 and device_id not in
             (select device_id from device_media where user_id = $1 order by updated_at desc, device_id limit ${mostDevices})`,
          [user.id],
        );
        // The record that readers keep is the one with the higher version.
        await tx.query("update agent_status set version = version + 1 where user_id = $1", [user.id]);
        await tx.query(
          `insert into status_log (workspace_id, user_id, kind, value, cause) values ($1, $2, 'media', $3, 'chosen')`,
          [user.workspaceId, user.id, `${medium}:${on ? "on" : "off"}`],
        );
        tx.note(`s:${user.id}`);
      }),
    );
    return statusOf(store.pool, user.id);
  };
