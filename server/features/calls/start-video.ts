import { transact } from "#server/platform/news/index.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import { settingsOf, type WorkspaceSettings } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { findCall } from "./call-rows.ts";
import { authorOf } from "./change-call.ts";
import type { CallDeps } from "./deps.ts";
import { followConversations } from "./follow-conversations.ts";
import { seenBy } from "./staff-calls.ts";
import { insertCall } from "./visitor-calls.ts";

/** Asks the customer of one's web chat into a video call. */
export async function startVideo(deps: CallDeps, actor: Actor, conversationId: string): Promise<LiveCall> {
  const callId = await deps.news.publish(
    await transact(deps.pool, async (tx) => {
      const { rows } = await tx.query<{
        workspaceId: string;
        assigneeId: string | null;
        state: string;
        channel: string;
        queueId: string;
        settings: Partial<WorkspaceSettings>;
      }>(
        `select c.workspace_id as "workspaceId", c.assignee_id as "assigneeId", c.state, c.channel, c.queue_id as "queueId",
           w.settings
         from conversations c join workspaces w on w.id = c.workspace_id where c.id = $1 for no key update of c`,
        [conversationId],
      );
      const head = rows[0] ?? fail("conversation.not_found", { conversationId });
      const { workspaceId, assigneeId, queueId } = head;
      const holds = head.channel === "web" ? (["web.channel"] as const) : [];
      const thing = { workspaceId, ownerId: assigneeId, queueId, holds };
      if (!settingsOf(head.settings).video.enabled || !can(actor, "video.start", thing))
        fail("conversation.not_found", { conversationId });
      if (head.state !== "assigned" || assigneeId !== actor.id)
        fail("conversation.not_assigned", { conversationId });
      // The same command again finds the call.
      const { rows: live } = await tx.query<{ id: string }>(
        "select id from calls where conversation_id = $1 and ended_at is null and medium = 'video'",
        [conversationId],
      );
      if (live[0]) return live[0].id;
      return insertCall(
        tx,
        { workspaceId, conversationId, medium: "video", direction: "outbound", isWhole: false },
        authorOf(actor),
      );
    }),
  );
  await followConversations(deps, [conversationId]);
  return seenBy(deps, await findCall(deps.pool, callId), actor);
}
