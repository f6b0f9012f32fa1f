import { transact } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import type { ConversationDeps } from "./deps.ts";

/**
 * Who was handed to a group waits for its people alone. When the group is deleted, or nobody in it receives
 * conversations any more, he would wait for nobody: he waits for his whole queue instead. Answers how many there were.
 */
export const sweepGroups = async ({ pool, news }: Pick<ConversationDeps, "pool" | "news">): Promise<number> =>
  news.publish(
    await transact(pool, async (tx) => {
      const { rows } = await tx.query<{ id: string }>(
        `update conversations set group_id = null, version = version + 1 where id in (
           select c.id from conversations c where c.state = 'waiting' and c.group_id is not null
             and not exists (select 1 from group_members m join users u on u.id = m.user_id
               where m.group_id = c.group_id and u.blocked_at is null and ${hasPermissionSql("conversation.receive", "u")})
           order by c.id limit 200 for no key update of c skip locked)
         returning id`,
      );
      tx.note(...rows.map(({ id }) => `c:${id}`));
      return rows.length;
    }),
  );
