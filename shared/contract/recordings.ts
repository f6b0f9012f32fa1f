import * as z from "zod";
import { CallId, CallMedium, LegId } from "./calls.ts";
import { ConversationId, Moment } from "./ids.ts";
import { procedure } from "./procedure.ts";

export const RecordingId = z.uuid().brand("RecordingId");
export type RecordingId = z.infer<typeof RecordingId>;

/** A file of a recording that can be played. */
export const RecordingFile = z.object({
  name: z.string(),
  /**
   * `mix`: everybody, the customer left and the staff right; `parties`: a track each; `aside`: what somebody of the staff
   * said that the customer was not to hear; `pictures`: what one of them showed.
   */
  what: z.enum(["mix", "parties", "aside", "pictures"]),
  /** Whose voices, in the order of the tracks. */
  people: z.array(
    z.object({
      legId: LegId,
      party: z.enum(["customer", "agent", "consulted", "supervisor"]),
      name: z.string(),
    }),
  ),
  bytes: z.number().int().nonnegative(),
  sha256: z.string(),
  durationMs: z.number().int().nonnegative(),
});
export type RecordingFile = z.infer<typeof RecordingFile>;

const Levels = z.array(z.number().min(0).max(100));

/** A recording, as those may know of it who may listen to it. */
export const Recording = z.object({
  id: RecordingId,
  callId: CallId,
  medium: CallMedium,
  /** `recording`, `paused`: the call goes on, or what there is of it is being put together. */
  state: z.enum(["asked", "refused", "recording", "paused", "complete", "failed", "erased"]),
  consent: z.enum(["none", "announced", "asked", "given", "refused"]),
  consentAt: Moment.nullable(),
  startedAt: Moment.nullable(),
  durationMs: z.number().int().nonnegative().nullable(),
  /** Nothing of them is in any file. */
  pauses: z.array(z.object({ fromMs: z.number(), toMs: z.number() })),
  /** How loud each side is along the way, 0 to 100, in even steps. */
  levels: z.object({ stepMs: z.number().positive(), customer: Levels, staff: Levels }).nullable(),
  files: z.array(RecordingFile),
  eraseAt: Moment.nullable(),
});
export type Recording = z.infer<typeof Recording>;

/** Recordings of calls. Their files: `GET /api/v1/recordings/{id}/files/{name}`, with ranges; every access is logged. */
export const recordings = {
  ofConversation: procedure("recording.play")
    .route({
      method: "GET",
      path: "/conversations/{conversationId}/recordings",
      summary: "Recordings of a conversation's calls, those that one may listen to",
    })
    .input(z.object({ conversationId: ConversationId }))
    .output(z.array(Recording)),
};
