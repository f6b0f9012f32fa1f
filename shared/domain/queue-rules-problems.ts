import { isTimeZone } from "./opening-hours.ts";
import type { OpeningHours, QueueRules } from "./queue-rules.ts";

/** What can be wrong with rules whose every field is well formed, and how it is told to programs. */
export const ruleProblems = {
  no_medium: "switch on at least one medium",
  no_weight: "give at least one weight more than nothing",
  skill_twice: "is in the list already",
  no_time_zone: "is not a time zone such as Europe/Rome",
  spans_overlap: "has times that overlap",
  holiday_twice: "is in the list already",
  no_such_day: "is not a day of the calendar",
  overflow_itself: "is the queue itself",
  no_topic_set: "needs a topic set",
} as const;
export type RuleProblem = keyof typeof ruleProblems;

/** A field by its path, and what is wrong with it. */
export interface FieldAtFault {
  readonly field: string;
  readonly problem: RuleProblem;
}

type Spans = OpeningHours["holidays"][number]["spans"];

const overlap = (spans: Spans): boolean => {
  const sorted = [...spans].sort(([left], [right]) => (left < right ? -1 : 1));
  return sorted.some(([from], index) => index > 0 && from < (sorted[index - 1]?.[1] ?? ""));
};

/** The places in a list at which something stands that stood before. */
const repeated = (all: readonly string[]): number[] =>
  all.flatMap((one, index) => (all.indexOf(one) < index ? [index] : []));

const isDay = (day: string): boolean => {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
};

function problemsOfHours(hours: OpeningHours): FieldAtFault[] {
  const days = hours.holidays.map(({ day }) => day);
  return [
    ...(isTimeZone(hours.timeZone) ? [] : [{ field: "hours.timeZone", problem: "no_time_zone" as const }]),
    ...Object.entries(hours.week).flatMap(([day, spans]) =>
      overlap(spans) ? [{ field: `hours.week.${day}`, problem: "spans_overlap" as const }] : [],
    ),
    ...hours.holidays.flatMap(({ day, spans }, index) => [
      ...(isDay(day) ? [] : [{ field: `hours.holidays.${index}.day`, problem: "no_such_day" as const }]),
      ...(overlap(spans)
        ? [{ field: `hours.holidays.${index}.spans`, problem: "spans_overlap" as const }]
        : []),
    ]),
    ...repeated(days).map((index) => ({
      field: `hours.holidays.${index}.day`,
      problem: "holiday_twice" as const,
    })),
  ];
}

/** The ways out that rules name, by their field. */
export const overflowFields = ["whenClosed", "whenWaitedTooLong", "whenFull"] as const;
export type OverflowField = (typeof overflowFields)[number];

/** What is wrong with rules as a whole; pure, so that the form says it before the server does. */
export function problemsOf(rules: QueueRules, queueId: string): FieldAtFault[] {
  const { media, weights, skills, hours, wrapUp } = rules;
  const weightless = weights.load + weights.idle + weights.skill === 0;
  return [
    ...(media.chat || media.voice || media.video ? [] : [{ field: "media", problem: "no_medium" as const }]),
    ...(rules.selection === "weighted" && weightless
      ? [{ field: "weights", problem: "no_weight" as const }]
      : []),
    ...repeated(skills.map(({ skillId }) => skillId)).map((index) => ({
      field: `skills.${index}.skillId`,
      problem: "skill_twice" as const,
    })),
    ...(hours ? problemsOfHours(hours) : []),
    ...overflowFields.flatMap((field) => {
      const way = rules[field];
      return way.to === "queue" && way.queueId === queueId
        ? [{ field: `${field}.queueId`, problem: "overflow_itself" as const }]
        : [];
    }),
    ...(wrapUp.topicsRequired && wrapUp.topicSetId === null
      ? [{ field: "wrapUp.topicSetId", problem: "no_topic_set" as const }]
      : []),
  ];
}
