import { randomUUID } from "node:crypto";

/** A row of `calls` in which an agent and a customer talk, as far as the database knows. */
export function callBetween(conversationId: string, agentId: string) {
  const leg = {
    ...{ state: "joined", place: "talk", muted: false, video: false },
    ...{ mode: null, phone: null, besideLegId: null, cause: null },
  };
  const legs = [
    { id: "customer", party: "customer", userId: null, ...leg },
    { id: "agent", party: "agent", userId: agentId, ...leg },
  ];
  return {
    ...{ id: randomUUID(), conversation_id: conversationId, legs: JSON.stringify(legs) },
    ...{ medium: "voice", direction: "inbound", is_whole: true },
  };
}

/** A row of `offers`: a colleague hands a conversation to somebody. */
export const offerTo = (conversationId: string, userId: string) => ({
  ...{ conversation_id: conversationId, user_id: userId, from_user_id: "somebody", reason: "transfer" },
  expires_at: new Date(Date.now() + 60_000),
});

/** A row of `recordings`: that of a call which is over. */
export const recordingOf = (callId: string, conversationId: string) => ({
  ...{ call_id: callId, conversation_id: conversationId, media_node: "nowhere", folder: callId },
  ...{ state: "complete", consent: "announced" },
});
