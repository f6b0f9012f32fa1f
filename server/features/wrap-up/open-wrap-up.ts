import type { Work } from "#server/platform/news/index.ts";
import { hasPermissionSql } from "#server/platform/permissions/has-permission-sql.ts";
import { queueRulesOf } from "#shared/domain/queue-rules.ts";

interface Ended {
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly queueId: string;
  /** Who had it last. */
  readonly assigneeId: string | null;
}

/**
 * Opens the after-contact work of who had the conversation, where its queue asks for it, from the moment of its end. Not
 * of somebody who could not save it: it would stand open for nobody.
 */
export async function openWrapUp(
  tx: Work,
  { conversationId, workspaceId, queueId, assigneeId }: Ended,
): Promise<void> {
  if (assigneeId === null) return;
  const { rows } = await tx.query("select rules from queues where id = $1", [queueId]);
  const { wrapUp } = queueRulesOf(rows[0]?.rules ?? null);
  if (!wrapUp.enabled) return;
  const { rowCount } = await tx.query(
    `insert into wrap_ups (id, workspace_id, conversation_id, user_id, until)
     select gen_random_uuid(), $1, $2, u.id, now() + make_interval(secs => $4::int) from users u
     where u.id = $3 and u.blocked_at is null and ${hasPermissionSql("conversation.close", "u")}
     on conflict do nothing`,
    [workspaceId, conversationId, assigneeId, wrapUp.seconds],
  );
  if (rowCount) tx.note(`c:${conversationId}`, `s:${assigneeId}`);
}
