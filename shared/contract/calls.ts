import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { ConversationId, Moment, QueueId, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";

export const CallId = z.uuid().brand("CallId");
export type CallId = z.infer<typeof CallId>;
/** A leg within its call; made by the server. */
export const LegId = z.string().min(1).max(64).brand("LegId");
export type LegId = z.infer<typeof LegId>;

export const endCauses = [
  "hung_up",
  "declined",
  "no_answer",
  "busy",
  "no_such_number",
  "cancelled",
  "transferred",
  "lost",
  "failed",
] as const;
const EndCause = z.enum(endCauses);
const Mode = z.enum(["listen", "whisper", "barge"]);
export const CallMedium = z.enum(["voice", "video"]);
export type CallMedium = z.infer<typeof CallMedium>;
const State = z.enum(["ringing", "connected", "held", "consulting", "conference", "ended"]);

/** One party of a call, as the staff in it see him. */
export const CallLeg = z.object({
  id: LegId,
  party: z.enum(["customer", "agent", "consulted", "supervisor"]),
  userId: UserId.nullable(),
  name: z.string(),
  /** The number outside whose telephone it is; empty: it is hidden. Null: a browser or a desktop. */
  phone: z.string().nullable(),
  state: z.enum(["ringing", "joined", "gone"]),
  /** While it rings it has to be answered by a person; otherwise it was accepted already, and its media is on its way. */
  rings: z.boolean(),
  place: z.enum(["talk", "hold"]),
  muted: z.boolean(),
  video: z.boolean(),
  /** Of supervisors: how they are there, and beside which leg. */
  mode: Mode.nullable(),
  besideLegId: LegId.nullable(),
  cause: EndCause.nullable(),
});
export type CallLeg = z.infer<typeof CallLeg>;

/** How the recording of a call stands, as its staff see it. */
export const CallRecordingState = z.object({
  state: z.enum(["off", "asked", "refused", "recording", "paused", "failed"]),
  /** The agent may begin it. */
  mayBegin: z.boolean(),
});
export type CallRecordingState = z.infer<typeof CallRecordingState>;

/** A call as one of the staff in it sees it. Supervisors whom the workspace hides from him are not among the legs. */
export const LiveCall = z.object({
  id: CallId,
  version: z.number().int().positive(),
  conversationId: ConversationId.nullable(),
  medium: CallMedium,
  direction: z.enum(["inbound", "outbound", "internal"]),
  state: State,
  legs: z.array(CallLeg),
  cause: EndCause.nullable(),
  /** Grows when the media engine was lost: whoever has an older one connects his media anew. */
  mediaEpoch: z.number().int().nonnegative(),
  recording: CallRecordingState,
  createdAt: Moment,
  connectedAt: Moment.nullable(),
  endedAt: Moment.nullable(),
});
export type LiveCall = z.infer<typeof LiveCall>;

/** What is really sent to a leg: who is heard there, how loud (0 to 1), and how long ago, ms. */
export const HeardNow = z.object({
  callId: CallId,
  legId: LegId,
  heard: z.array(
    z.object({ legId: LegId, level: z.number().min(0).max(1), agoMs: z.number().nonnegative() }),
  ),
});
export type HeardNow = z.infer<typeof HeardNow>;

const Sdp = z.string().min(10).max(60_000);
/** A window of the desktop or a tab: media belongs to one at a time. */
const MediaDevice = z.string().regex(/^[\w-]{8,64}$/, "is not the name of a device");

/** A window asks for its leg's media. `restart`: the network has changed, the connection is the same. */
export const Connect = z.object({
  callId: CallId,
  device: MediaDevice,
  offer: Sdp,
  restart: z.boolean().default(false),
});
/** The server's answer, with its addresses in it. */
export const Connected = z.object({ legId: LegId, answer: z.string() });

export const CallById = z.object({ callId: CallId });
const OfLeg = CallById.extend({ legId: LegId });
const gone = pick("call.not_found", "call.over");
const state = pick("call.not_found", "call.over", "call.wrong_state");
export const connectErrors = pick("call.not_found", "call.over", "call.media_failed", "call.elsewhere");

/** Calls of the staff. Every command may be given twice. */
export const calls = {
  mine: procedure("signed-in")
    .route({ method: "GET", path: "/calls/mine", summary: "Calls in which one is, or which ring for one" })
    .output(z.array(LiveCall)),
  connect: procedure("signed-in")
    .route({ method: "POST", path: "/calls/{callId}/connect", summary: "Bring one's media into a call" })
    .input(
      Connect.extend({
        /** Another window has the call: take it over here. */
        takeOver: z.boolean().default(false),
      }),
    )
    .output(Connected)
    .errors(connectErrors),
  tryOut: procedure("signed-in")
    .route({
      method: "POST",
      path: "/calls/try",
      summary:
        "Connect with the media engine outside of any call, to measure both ways; over after ten seconds",
    })
    .input(z.object({ offer: Sdp }))
    .output(Connected.pick({ answer: true }))
    .errors(pick("call.media_failed")),
  leave: procedure("signed-in")
    .route({
      method: "POST",
      path: "/calls/{callId}/leave",
      summary: "Leave a call, or decline it while it rings; with a colleague who talks, the call is his",
    })
    .input(CallById)
    .output(LiveCall)
    .errors(gone),
  mute: procedure("signed-in")
    .route({ method: "POST", path: "/calls/{callId}/mute", summary: "One's own microphone, at the server" })
    .input(CallById.extend({ muted: z.boolean() }))
    .output(LiveCall)
    .errors(state),
  place: procedure("call.answer")
    .route({
      method: "POST",
      path: "/calls/{callId}/place",
      summary: "Put a party on hold, or take him back",
    })
    .input(OfLeg.extend({ to: z.enum(["talk", "hold"]) }))
    .output(LiveCall)
    .errors(state),
  swap: procedure("call.answer")
    .route({
      method: "POST",
      path: "/calls/{callId}/swap",
      summary: "Talk with the one on hold, hold the other",
    })
    .input(
      CallById.extend({
        /** With whom he talks afterwards: said, the command may be repeated without swapping back. */
        talkWith: LegId.optional(),
      }),
    )
    .output(LiveCall)
    .errors(state),
  consult: procedure("call.answer")
    .route({
      method: "POST",
      path: "/calls/{callId}/consult",
      summary: "Hold the customer and ring a colleague",
    })
    .input(CallById.extend({ userId: UserId }))
    .output(LiveCall)
    .errors(
      pick(
        "call.not_found",
        "call.over",
        "call.wrong_state",
        "agent.not_found",
        "call.colleague_away",
        "call.busy",
      ),
    ),
  drop: procedure("call.answer")
    .route({ method: "POST", path: "/calls/{callId}/drop", summary: "Let a consulted colleague go" })
    .input(OfLeg)
    .output(LiveCall)
    .errors(state),
  end: procedure("call.answer")
    .route({ method: "POST", path: "/calls/{callId}/end", summary: "End the call for everybody" })
    .input(CallById)
    .output(LiveCall)
    .errors(gone),
  record: procedure("call.answer")
    .route({
      method: "POST",
      path: "/calls/{callId}/record",
      summary: "Go on with the recording of a call, or begin it, or pause it while card data are said",
    })
    .input(CallById.extend({ on: z.boolean() }))
    .output(LiveCall)
    .errors(state),
  startVideo: procedure("video.start")
    .route({
      method: "POST",
      path: "/conversations/{conversationId}/video",
      summary: "Ask the customer of a web chat into a video call",
    })
    .input(z.object({ conversationId: ConversationId }))
    .output(LiveCall)
    .errors(pick("conversation.not_found", "conversation.not_assigned", "call.busy")),
  supervise: procedure("monitor.join")
    .route({
      method: "POST",
      path: "/calls/{callId}/supervise",
      summary:
        "Come to an agent in a call: listen, whisper or barge; once there, the mode is changed in place",
    })
    .input(CallById.extend({ mode: Mode, besideUserId: UserId.optional() }))
    .output(LiveCall)
    .errors(pick("call.not_found", "call.over", "call.wrong_state", "call.busy")),
  takeOver: procedure("monitor.join")
    .route({ method: "POST", path: "/calls/{callId}/take-over", summary: "Take the call from its agent" })
    .input(CallById)
    .output(LiveCall)
    .errors(pick("call.not_found", "call.over", "call.wrong_state", "agent.at_capacity")),
};

/** A live conversation of somebody whom one watches over, or that nobody has yet, or an assistant. */
export const Watched = z.object({
  conversationId: ConversationId,
  medium: z.enum(["chat", "voice", "video"]),
  customerName: z.string(),
  queue: z.object({ id: QueueId, name: z.string() }),
  state: z.enum(["assistant", "waiting", "assigned"]),
  /** Who has it; null while it waits, or an assistant has it. */
  agent: z.object({ id: UserId, name: z.string() }).nullable(),
  /** Since when it stands so. */
  since: Moment,
  lastMessage: z.string().nullable(),
  call: LiveCall.nullable(),
  /** He may come to it: listen, whisper, barge. */
  mayJoin: z.boolean(),
});
export type Watched = z.infer<typeof Watched>;

export const monitor = {
  live: procedure("monitor.conversations.view")
    .route({ method: "GET", path: "/monitor/live", summary: "Live conversations within one's scope" })
    .output(z.array(Watched)),
};
