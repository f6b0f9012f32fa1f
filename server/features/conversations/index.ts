import type { Visitor } from "#server/platform/http/request-context.ts";
import type { Actor } from "#shared/permissions/can.ts";
import type { ConversationDeps } from "./deps.ts";
import { listConversations, seeConversation } from "./list-conversations.ts";
import { conversationProcedures, visitorProcedures } from "./procedures.ts";
import { deskConversationCommands, openVisitor, visitorConversationCommands } from "./socket-commands.ts";
import { registerTellers } from "./tell-conversations.ts";
import { newestOf, seeAsVisitor } from "./visitor-conversations.ts";

export { assignWaiting, takeSeat } from "./assign-conversation.ts";
export type { ConversationDeps } from "./deps.ts";
export { createFanout, deskRooms } from "./fanout.ts";

/** Conversations: their log, their lists, and what may be done with them. */
export function createConversationsFeature(deps: ConversationDeps) {
  registerTellers(deps);
  return {
    procedures: conversationProcedures(deps),
    visitorProcedures: visitorProcedures(deps),
    deskCommands: deskConversationCommands(deps),
    visitorCommands: visitorConversationCommands(deps),
    openVisitor,
    list: listConversations(deps),
    newestOf: newestOf(deps),
    /** Throws `conversation.not_found` when the file's conversation is not his to see. */
    async mayReadFile(who: Actor | Visitor, conversationId: string): Promise<void> {
      if (who.kind === "visitor") await seeAsVisitor(deps)(who, conversationId);
      else await seeConversation(deps)(who, conversationId);
    },
  };
}
