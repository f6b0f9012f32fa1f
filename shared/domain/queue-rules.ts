import * as z from "zod";

/** How a queue chooses among those who are free. */
export const selections = [
  "longest_idle",
  "least_loaded",
  "most_skilled",
  "round_robin",
  "broadcast",
  "weighted",
] as const;
export type Selection = (typeof selections)[number];

/** What a conversation weighs where its queue says nothing: all of one place of its medium, per cent. */
export const usualWeight = 100;
/** The lightest and the heaviest that a queue may make its conversations. */
export const [leastWeight, mostWeight] = [10, 500];
const Weight = z.number().int().min(leastWeight).max(mostWeight);

const seconds = (least: number, most: number) => z.number().int().min(least).max(most);
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "is not a time such as 09:30");
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "is not a day such as 2026-12-25");

/** A span of a day, in the time zone of the hours: from, and to (not included). */
const Span = z.tuple([Time, Time]).refine(([from, to]) => from < to, "ends before it begins");

/** When a queue is open. */
export const OpeningHours = z.object({
  timeZone: z.string().max(64),
  /** Spans by weekday, 0 = Sunday; a day that is not there is closed. */
  week: z.record(z.string().regex(/^[0-6]$/), z.array(Span).max(6)),
  /** Days that differ: closed, or open at other times. */
  holidays: z.array(z.object({ day: Day, name: z.string().max(80), spans: z.array(Span).max(6) })).max(200),
});
export type OpeningHours = z.infer<typeof OpeningHours>;

/** A skill that a queue asks for. */
export const QueueSkill = z.object({
  skillId: z.uuid(),
  /** At least this level, 1 to 5. */
  level: z.number().int().min(1).max(5),
  /** `preferred` only decides between people; `required` keeps others out. */
  need: z.enum(["required", "preferred"]),
  /** A required one is only preferred after so long in the queue; null: it stays required. */
  relaxAfterSeconds: seconds(1, 86_400).nullable(),
});
export type QueueSkill = z.infer<typeof QueueSkill>;

/** What becomes of somebody who cannot or need not wait any longer. */
export const Overflow = z.discriminatedUnion("to", [
  /** He waits on; nothing is done. */
  z.object({ to: z.literal("stay") }),
  z.object({ to: z.literal("queue"), queueId: z.uuid() }),
  /** He is told that he will be answered later, and the conversation is closed as missed. */
  z.object({ to: z.literal("message") }),
  /** As `message`, and he is asked how he can be called back. */
  z.object({ to: z.literal("callback") }),
]);
export type Overflow = z.infer<typeof Overflow>;

/** How a queue is routed. */
export const QueueRules = z.object({
  media: z.object({ chat: z.boolean(), voice: z.boolean(), video: z.boolean() }),
  /** What one of its conversations weighs with its agent, per cent of a place of the medium. */
  loads: z.object({ chat: Weight, voice: Weight, video: Weight }),
  selection: z.enum(selections),
  /** For `weighted`: how much each counts, 0 to 1. */
  weights: z.object({
    load: z.number().min(0).max(1),
    idle: z.number().min(0).max(1),
    skill: z.number().min(0).max(1),
  }),
  /** How long an offer rings. */
  ringSeconds: seconds(5, 300),
  /** People asked one after another before a pause, and the pause. */
  attempts: z.number().int().min(1).max(10),
  attemptDelaySeconds: seconds(0, 300),
  /** Somebody who lets an offer lapse is paused and has to come back himself. */
  forcedPause: z.boolean(),
  skills: z.array(QueueSkill).max(20),
  /** null: open around the clock. */
  hours: OpeningHours.nullable(),
  whenClosed: Overflow,
  /** null: there is no limit. */
  maxWaitSeconds: seconds(10, 86_400).nullable(),
  whenWaitedTooLong: Overflow,
  maxLength: z.number().int().min(0).max(10_000).nullable(),
  whenFull: Overflow,
  /** So many per cent answered within so long. */
  serviceLevel: z.object({ percent: z.number().int().min(1).max(100), seconds: seconds(1, 86_400) }),
  /** Of its conversations, and of those handed to it; 1 to 30, the highest first. */
  priority: z.number().int().min(1).max(30),
  transferPriority: z.number().int().min(1).max(30),
  /** A transfer to somebody alone: how long it rings, and whether it goes back to who handed it over. */
  transferSeconds: seconds(5, 600),
  bounceBack: z.boolean(),
  wrapUp: z.object({
    /** No after-contact work at all when false. */
    enabled: z.boolean(),
    /** null: as long as it takes. */
    seconds: seconds(5, 3_600).nullable(),
    /** Ends by itself when its time is over, also without a disposition. */
    auto: z.boolean(),
    dispositionRequired: z.boolean(),
    topicSetId: z.uuid().nullable(),
    topicsRequired: z.boolean(),
  }),
});
export type QueueRules = z.infer<typeof QueueRules>;

/** What stands until somebody changes it. */
export const defaultQueueRules: QueueRules = {
  media: { chat: true, voice: true, video: true },
  loads: { chat: usualWeight, voice: usualWeight, video: usualWeight },
  selection: "least_loaded",
  weights: { load: 1, idle: 0.5, skill: 0.5 },
  ringSeconds: 20,
  attempts: 3,
  attemptDelaySeconds: 0,
  forcedPause: true,
  skills: [],
  hours: null,
  whenClosed: { to: "stay" },
  maxWaitSeconds: null,
  whenWaitedTooLong: { to: "stay" },
  maxLength: null,
  whenFull: { to: "stay" },
  serviceLevel: { percent: 80, seconds: 60 },
  priority: 15,
  transferPriority: 20,
  transferSeconds: 60,
  bounceBack: true,
  wrapUp: {
    enabled: false,
    seconds: 60,
    auto: true,
    dispositionRequired: false,
    topicSetId: null,
    topicsRequired: false,
  },
};

/** The stored part over the defaults. */
export const queueRulesOf = (stored: Partial<QueueRules> | null): QueueRules => ({
  ...defaultQueueRules,
  ...stored,
});
