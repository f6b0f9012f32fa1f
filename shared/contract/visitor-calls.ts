import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { CallById, CallId, CallMedium, Connect, Connected, connectErrors } from "./calls.ts";
import { ClientId, ConversationId, Language, Moment } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine } from "./text.ts";

/** A call as its customer sees it: never who else of the staff is there, and no number that would tell. */
export const VisitorCall = z.object({
  id: CallId,
  /** Grows with every change that he is told of: an older one that comes late is thrown away. */
  version: z.number().int().positive(),
  conversationId: ConversationId.nullable(),
  medium: CallMedium,
  /** `invited`: the agent asks him into a call; `waiting`: nobody has answered yet. */
  state: z.enum(["invited", "waiting", "connected", "held", "ended"]),
  agentName: z.string().nullable(),
  muted: z.boolean(),
  /** `asked`: he is to say whether it may be recorded. */
  recording: z.enum(["off", "asked", "on", "paused"]),
  mediaEpoch: z.number().int().nonnegative(),
  connectedAt: Moment.nullable(),
});
export type VisitorCall = z.infer<typeof VisitorCall>;

/** Calls of the customer, from the widget. */
export const visitorCalls = {
  startCall: procedure("visitor")
    .route({ method: "POST", path: "/visitor/calls", summary: "Call from the page, by voice or video" })
    .input(
      z.object({
        clientId: ClientId,
        medium: CallMedium,
        name: personLine(120).optional(),
        language: Language.optional(),
        queue: personLine(120).optional(),
      }),
    )
    .output(VisitorCall)
    .errors(pick("call.not_offered", "call.busy")),
  currentCall: procedure("visitor")
    .route({ method: "GET", path: "/visitor/calls/current", summary: "The customer's call, if there is one" })
    .output(VisitorCall.nullable()),
  connectCall: procedure("visitor")
    .route({
      method: "POST",
      path: "/visitor/calls/{callId}/connect",
      summary: "Bring one's media into the call",
    })
    .input(Connect)
    .output(Connected)
    .errors(connectErrors),
  muteCall: procedure("visitor")
    .route({
      method: "POST",
      path: "/visitor/calls/{callId}/mute",
      summary: "One's own microphone, at the server",
    })
    .input(CallById.extend({ muted: z.boolean() }))
    .output(VisitorCall)
    .errors(pick("call.not_found", "call.over")),
  answerRecording: procedure("visitor")
    .route({
      method: "POST",
      path: "/visitor/calls/{callId}/recording",
      summary: "Say whether the call may be recorded",
    })
    .input(CallById.extend({ agreed: z.boolean() }))
    .output(VisitorCall)
    .errors(pick("call.not_found", "call.over", "call.wrong_state")),
  leaveCall: procedure("visitor")
    .route({
      method: "POST",
      path: "/visitor/calls/{callId}/leave",
      summary: "Hang up, or decline an invitation",
    })
    .input(CallById)
    .output(VisitorCall)
    .errors(pick("call.not_found")),
};
