import type { ConversationHooks } from "../conversations/index.ts";
import { workChanged } from "./change-status.ts";

/**
 * What an agent is doing changes with his conversations. Stands last among the hooks: after-contact work that begins
 * with the end of a conversation keeps him busy.
 */
export const statusHooks: ConversationHooks = {
  ends: async (tx, { assigneeId }) => {
    if (assigneeId) await workChanged(tx, assigneeId);
  },
  assigned: (tx, { userId }) => workChanged(tx, userId),
};
