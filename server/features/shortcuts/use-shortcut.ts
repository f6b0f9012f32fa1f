import type pg from "pg";
import type { FileLibrary } from "#server/features/files/index.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import { fitsTags } from "#shared/domain/shortcuts/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { findShortcut } from "./shortcut-records.ts";

/** What the shortcuts need to know of a conversation. */
export interface UsedIn {
  readonly workspaceId: string;
  readonly assigneeId: string | null;
  readonly queueId: string;
  readonly state: string;
  readonly conversation: { readonly tagIds: readonly string[] };
}

export interface UseDeps {
  readonly pool: pg.Pool;
  readonly library: Pick<FileLibrary, "copyInto">;
  /** The conversation, for whoever may see it; throws `conversation.not_found`. */
  readonly see: (actor: Actor, conversationId: string) => Promise<UsedIn>;
}

/**
 * Counts a use in a conversation that one may write in, and copies the files into it. They are sent as any other file
 * that one has uploaded there; what is not sent stays unseen by the customer.
 */
export const useShortcut =
  ({ pool, library, see }: UseDeps) =>
  async (
    actor: Actor,
    { shortcutId, conversationId }: { readonly shortcutId: string; readonly conversationId: string },
  ): Promise<{ files: StoredFile[] }> => {
    const { workspaceId, assigneeId, queueId, state, conversation } = await see(actor, conversationId);
    if (state === "closed") fail("conversation.closed", { conversationId });
    if (!can(actor, "conversation.reply", { workspaceId, ownerId: assigneeId, queueId }))
      fail("conversation.not_assigned", { conversationId });
    if (!can(actor, "shortcuts.view")) fail("permission.denied", { permission: "shortcuts.view" });
    const shortcut = await findShortcut(pool, actor, shortcutId);
    if (!shortcut.offered) fail("shortcut.not_found", { shortcutId });
    if (!fitsTags(shortcut, conversation.tagIds)) fail("shortcut.other_tags", { shortcutId });
    const fileIds = shortcut.files.map(({ id }) => id);
    const files = await library.copyInto(fileIds, actor, conversationId);
    // Not a change of the shortcut: whoever has it open for editing is not disturbed by its being used.
    await pool.query("update shortcuts set used = used + 1 where id = $1", [shortcutId]);
    return { files };
  };
