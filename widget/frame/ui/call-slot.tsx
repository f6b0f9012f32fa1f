/** @jsxImportSource preact */
import type { ChatState } from "../chat-state.ts";

/** The call above the chat, as soon as there is one and its code is here. */
export function CallSlot({ state: { call, calling, conversation } }: { state: ChatState }) {
  if (!call || !calling) return null;
  const isIts = conversation !== null && conversation.id === call.conversationId;
  return (
    <calling.Panel call={call} session={calling.session} position={isIts ? conversation.position : null} />
  );
}
