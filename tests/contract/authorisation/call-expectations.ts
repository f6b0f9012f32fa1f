import { randomUUID } from "node:crypto";
import { about, type Expectation, plain } from "./expectation.ts";

/** A call of nobody. Who is in a call may do what with it: tests/contract/calls.test.ts. */
const callId = "00000000-0000-4000-8000-000000000000";
const device = "a-device-of-his";
const offer = "v=0 nothing else";

/** Calls, and coming to those of others. */
export const callExpectations: Readonly<Record<string, Expectation>> = {
  "calls.mine": plain("signed-in", {}),
  "calls.connect": plain("signed-in", { callId, device, offer }, "call.not_found"),
  "calls.tryOut": plain("signed-in", { offer }, "call.media_failed"),
  "calls.leave": plain("signed-in", { callId }, "call.not_found"),
  "calls.mute": plain("signed-in", { callId, muted: true }, "call.not_found"),
  "calls.place": plain("call.answer", { callId, legId: "leg", to: "hold" }, "call.not_found"),
  "calls.swap": plain("call.answer", { callId }, "call.not_found"),
  "calls.consult": plain("call.answer", { callId, userId: "somebody" }, "call.not_found"),
  "calls.drop": plain("call.answer", { callId, legId: "leg" }, "call.not_found"),
  "calls.record": plain("call.answer", { callId, on: true }, "call.not_found"),
  "calls.end": plain("call.answer", { callId }, "call.not_found"),
  "calls.supervise": about("call", "monitor.join", (id) => ({ callId: id, mode: "listen" })),
  // He has to be there before he can take over.
  "calls.takeOver": about("call", "monitor.join", (id) => ({ callId: id }), "call.wrong_state"),
  "softphone.own": plain("call.answer", {}),
  "softphone.contacts": plain("call.answer", {}),
  "softphone.call": plain("call.answer", { clientId: callId, to: { userId: "nobody" } }, "agent.not_found"),
  "softphone.consult": plain("call.answer", { callId, to: { userId: "nobody" } }, "call.not_found"),
  "softphone.history": plain("call.answer", {}),
  "softphone.noted": plain("call.answer", { callId }, "call.not_found"),
  "softphone.note": plain("call.answer", { callId, note: "", outcome: null }, "call.not_found"),
  "extensions.list": plain("call.extensions", {}),
  "extensions.generate": plain("call.extensions", { kinds: ["user"], digits: 4 }),
  "extensions.set": plain(
    "call.extensions",
    { of: { kind: "user", id: "nobody" }, extension: null },
    "agent.not_found",
  ),
  // Of a conversation that is not there, or not his to listen to: none.
  "recordings.ofConversation": plain("recording.play", { conversationId: callId }),
  "monitor.live": plain("monitor.conversations.view", {}),
  "conversations.watch": about("watched", "monitor.conversations.view", (conversationId) => ({
    conversationId,
  })),
  "conversations.whisper": about("watched", "monitor.join", (conversationId) => ({
    conversationId,
    clientId: randomUUID(),
    text: "Offer a refund",
  })),
};
