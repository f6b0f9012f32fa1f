import type { Visitor } from "#server/platform/http/request-context.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { customerIdentified } from "./customers.ts";
import type { ConversationDeps } from "./deps.ts";
import { listConversations, seeConversation } from "./list-conversations.ts";
import { conversationProcedures, visitorProcedures } from "./procedures.ts";
import { conversationReach } from "./reach.ts";
import { deskConversationCommands, openVisitor, visitorConversationCommands } from "./socket-commands.ts";
import { startAsAgent } from "./start-as-agent.ts";
import { startConversation } from "./start-conversation.ts";
import { createConversationSweep } from "./sweep-conversations.ts";
import { conversationNow } from "./take-conversation.ts";
import { registerTellers } from "./tell-conversations.ts";
import {
  type FileInConversation,
  newestOf,
  seeAsVisitor,
  seeFileAsVisitor,
} from "./visitor-conversations.ts";

export { assignWaiting, takeSeat } from "./assign-conversation.ts";
export { settleDirectOffer } from "./bounce-back.ts";
export type { ConversationDeps } from "./deps.ts";
export { type EndingHead, endConversation } from "./end-conversation.ts";
export { appendEntry, appendNote, appendNoted, system } from "./event-log.ts";
export { createFanout, deskRooms } from "./fanout.ts";
export { giveBack } from "./give-back.ts";
export { type BeginningConversation, type ConversationHooks, runHooks } from "./hooks.ts";
export { maySee } from "./list-conversations.ts";
export {
  amongColleaguesSql,
  idleSecondsSql,
  type LoadRow,
  loadedOf,
  mostSql,
  ownMostSql,
  sumsSql,
  urgencySql,
  usualMostSql,
  weighsAfterSql,
  weightSql,
} from "./load-sql.ts";
export { assistReach, missedReach } from "./reach.ts";
export { releaseConversationsOf } from "./release-conversations.ts";
export { previewOf } from "./send-message.ts";
export { type CallingOut, startAsCaller } from "./start-as-caller.ts";
export type { StartInput } from "./start-conversation.ts";
export { goneSql } from "./sweep-gone.ts";
export { withdrawOffers } from "./take-conversation.ts";

/** Conversations: their log, their lists, and what may be done with them. */
export function createConversationsFeature(deps: ConversationDeps) {
  registerTellers(deps);
  return {
    procedures: conversationProcedures(deps),
    visitorProcedures: visitorProcedures(deps),
    deskCommands: deskConversationCommands(deps),
    visitorCommands: visitorConversationCommands(deps),
    openVisitor: openVisitor(deps),
    list: listConversations(deps),
    /** The record as it is after a command. */
    now: (conversationId: string) => conversationNow(deps, conversationId),
    newestOf: newestOf(deps),
    /** A customer begins, in writing or by a call. */
    startAsVisitor: startConversation(deps),
    /** Somebody of the staff writes first. */
    startAsAgent: startAsAgent(deps),
    /** The condition that a permission reaches a conversation `c`, for other features' questions. */
    reach: conversationReach,
    seeAsVisitor: seeAsVisitor(deps),
    /** A conversation for whoever may see it; throws `conversation.not_found`. */
    see: seeConversation(deps),
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
    /** Reminders, and agents who do not come back. */
    sweep: createConversationSweep(deps),
  };
}

export type ConversationsFeature = ReturnType<typeof createConversationsFeature>;
