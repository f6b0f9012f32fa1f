export { announceMessages } from "./announce-messages.ts";
export { announceReminders } from "./announce-reminders.ts";
export { ConversationHeader } from "./conversation-header.tsx";
export { ConversationLists } from "./conversation-lists.tsx";
export { conversationsStore, mineOf } from "./conversations-store.ts";
export { feedConversations, keepMineOpen } from "./feed-conversations.ts";
export { headerActions } from "./header-actions.ts";
export { learnConversation, useConversation, useLists, useTyping } from "./use-conversations.ts";
