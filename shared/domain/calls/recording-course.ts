/**
 * How the recording of a call stands while the call goes on. `asked`: nothing is recorded before the customer agrees;
 * `failed`: something of it could not be kept.
 */
export type RecordingState = "asked" | "refused" | "recording" | "paused" | "failed";

/** How the customer was told, or what he answered. `asked`: he has not answered. */
export type RecordingConsent = "none" | "announced" | "asked" | "given" | "refused";

export interface RecordingCourse {
  readonly state: RecordingState;
  readonly consent: RecordingConsent;
}

/** What a workspace has decided on recording. */
export interface RecordingRules {
  /** `byHand`: when the agent begins it. */
  readonly recordCalls: "off" | "all" | "byHand";
  readonly recordingConsent: "none" | "announce" | "ask";
}

/**
 * What happens to a recording: the parties have met, the agent wants it on or off (card data are being said), the customer
 * answers, the disk refuses, the call is over.
 */
export type RecordingEvent = "connected" | "on" | "off" | "agreed" | "refused" | "failed" | "ended";

/** The course afterwards (null: nothing is recorded), or that this cannot be done now. */
export type RecordingStep =
  | { readonly ok: true; readonly course: RecordingCourse | null }
  | { readonly ok: false };

const begun: Record<RecordingRules["recordingConsent"], RecordingCourse> = {
  none: { state: "recording", consent: "none" },
  announce: { state: "recording", consent: "announced" },
  ask: { state: "asked", consent: "asked" },
};

/** The only place where it is decided whether a call is recorded. Doing again what is done already changes nothing. */
export function recordingAfter(
  now: RecordingCourse | null,
  event: RecordingEvent,
  rules: RecordingRules,
): RecordingStep {
  const to = (course: RecordingCourse | null): RecordingStep => ({ ok: true, course });
  if (now === null) {
    if (event === "connected" && rules.recordCalls === "all") return to(begun[rules.recordingConsent]);
    if (event === "on" && rules.recordCalls !== "off") return to(begun[rules.recordingConsent]);
    return event === "connected" || event === "ended" ? to(null) : { ok: false };
  }
  const next = steps[now.state][event];
  if (!next) return { ok: false };
  return next.state === now.state && next.consent === undefined ? to(now) : to({ ...now, ...next });
}

type Next = { readonly state: RecordingState; readonly consent?: RecordingConsent };
const stays = (state: RecordingState): Readonly<Partial<Record<RecordingEvent, Next>>> => ({
  connected: { state },
  ended: { state },
});

const steps: Readonly<Record<RecordingState, Readonly<Partial<Record<RecordingEvent, Next>>>>> = {
  asked: {
    ...stays("asked"),
    on: { state: "asked" },
    agreed: { state: "recording", consent: "given" },
    refused: { state: "refused", consent: "refused" },
    // Who has not answered has not agreed.
    ended: { state: "refused" },
  },
  refused: { ...stays("refused"), refused: { state: "refused" } },
  recording: {
    ...stays("recording"),
    on: { state: "recording" },
    off: { state: "paused" },
    agreed: { state: "recording" },
    failed: { state: "failed" },
  },
  paused: {
    ...stays("paused"),
    on: { state: "recording" },
    off: { state: "paused" },
    agreed: { state: "paused" },
    failed: { state: "failed" },
  },
  failed: { ...stays("failed"), off: { state: "failed" }, failed: { state: "failed" } },
};

/** What the customer is shown of the recording. Where he is not told of it, nothing. */
export const recordingShown = (course: RecordingCourse | null): "off" | "asked" | "on" | "paused" => {
  if (course === null || course.consent === "none") return "off";
  if (course.state === "recording") return "on";
  return course.state === "paused" || course.state === "asked" ? course.state : "off";
};
