import type { Visitor } from "#server/platform/http/request-context.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { customerIdentified } from "./customers.ts";
import type { ConversationDeps } from "./deps.ts";
import { listConversations, seeConversation } from "./list-conversations.ts";
import { conversationProcedures, visitorProcedures } from "./procedures.ts";
import { deskConversationCommands, openVisitor, visitorConversationCommands } from "./socket-commands.ts";
import { registerTellers } from "./tell-conversations.ts";
import {
  type FileInConversation,
  newestOf,
  seeAsVisitor,
  seeFileAsVisitor,
} from "./visitor-conversations.ts";

export { assignWaiting, takeSeat } from "./assign-conversation.ts";
export type { ConversationDeps } from "./deps.ts";
export { type EndingHead, endConversation } from "./end-conversation.ts";
export { appendEntry, appendNoted, system } from "./event-log.ts";
export { createFanout, deskRooms } from "./fanout.ts";
export type { ConversationHooks } from "./hooks.ts";
export { maySee } from "./list-conversations.ts";
export { releaseConversationsOf } from "./release-conversations.ts";

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
    /** Throws `conversation.not_found` when the conversation is not his to put files into. */
    async mayAddFile(who: Actor | Visitor, conversationId: string): Promise<void> {
      if (who.kind === "visitor") await seeAsVisitor(deps)(who, conversationId);
      else await seeConversation(deps)(who, conversationId);
    },
    /** The same for reading one; a customer reads what he sent or was sent, never what lies in a note. */
    async mayReadFile(who: Actor | Visitor, file: FileInConversation): Promise<void> {
      if (who.kind === "visitor") await seeFileAsVisitor(deps)(who, file);
      else await seeConversation(deps)(who, file.conversationId);
    },
    customerIdentified: customerIdentified(deps),
  };
}
