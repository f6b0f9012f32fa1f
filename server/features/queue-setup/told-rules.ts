import type { Work } from "#server/platform/news/index.ts";
import type { Overflow, QueueRules } from "#shared/domain/queue-rules.ts";
import { overflowFields } from "#shared/domain/queue-rules-problems.ts";
import type { FieldProblem } from "#shared/errors/app-error.ts";
import type { RuledQueue } from "./queues-that-use.ts";

/** What rules name, by name. */
export interface NamesInRules {
  readonly skills: ReadonlyMap<string, string>;
  readonly queues: ReadonlyMap<string, string>;
  readonly topicSets: ReadonlyMap<string, string>;
  /** Fields that name something of another workspace, or nothing at all. */
  unknownIn(rules: QueueRules, queues: readonly RuledQueue[]): FieldProblem[];
}

/** Finds what rules name, and holds it: nobody can delete a skill or a topic set while a queue begins to ask for it. */
export async function namesInRules(
  tx: Work,
  workspaceId: string,
  queues: readonly RuledQueue[],
  all: readonly QueueRules[],
): Promise<NamesInRules> {
  const named = async (table: "skills" | "topic_sets", ids: readonly (string | null)[]) => {
    const { rows } = await tx.query<{ id: string; name: string }>(
      `select id, name from ${table} where workspace_id = $1 and id = any($2) order by id for share`,
      [workspaceId, ids.filter((id) => id !== null)],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  };
  const skills = await named(
    "skills",
    all.flatMap((rules) => rules.skills.map(({ skillId }) => skillId)),
  );
  const topicSets = await named(
    "topic_sets",
    all.map(({ wrapUp }) => wrapUp.topicSetId),
  );
  return {
    skills,
    topicSets,
    queues: new Map(queues.map(({ id, name }) => [id, name])),
    unknownIn: (rules, known) => unknownIn(rules, known, skills, topicSets),
  };
}

function unknownIn(
  rules: QueueRules,
  queues: readonly RuledQueue[],
  skills: ReadonlyMap<string, string>,
  topicSets: ReadonlyMap<string, string>,
): FieldProblem[] {
  const open = new Set(queues.filter(({ archived }) => !archived).map(({ id }) => id));
  const { topicSetId } = rules.wrapUp;
  return [
    ...rules.skills.flatMap(({ skillId }, index) =>
      skills.has(skillId)
        ? []
        : [{ field: `skills.${index}.skillId`, problem: "is no skill of this workspace" }],
    ),
    ...overflowFields.flatMap((field) => {
      const way = rules[field];
      return way.to !== "queue" || open.has(way.queueId)
        ? []
        : [{ field: `${field}.queueId`, problem: "is no queue of this workspace, or is archived" }];
    }),
    ...(topicSetId === null || topicSets.has(topicSetId)
      ? []
      : [{ field: "wrapUp.topicSetId", problem: "is no topic set of this workspace" }]),
  ];
}

/** Rules as an entry of the activity log tells them: with names instead of ids, one line for a skill or a day. */
export function toldRules(rules: QueueRules, names: NamesInRules) {
  const { skills, hours, wrapUp, whenClosed, whenWaitedTooLong, whenFull, media, ...plain } = rules;
  const { topicSetId, ...work } = wrapUp;
  const way = (to: Overflow) =>
    to.to === "queue" ? { to: to.to, queue: names.queues.get(to.queueId) ?? null } : { to: to.to };
  return {
    media: Object.entries(media).flatMap(([medium, on]) => (on ? [medium] : [])),
    ...plain,
    skills: skills.map(({ skillId, level, need, relaxAfterSeconds }) =>
      [
        names.skills.get(skillId) ?? skillId,
        String(level),
        need,
        ...(relaxAfterSeconds ? [`${relaxAfterSeconds} s`] : []),
      ].join(" · "),
    ),
    hours: hours && {
      timeZone: hours.timeZone,
      week: Object.fromEntries(Object.entries(hours.week).map(([day, spans]) => [day, toldSpans(spans)])),
      holidays: hours.holidays.map(({ day, name, spans }) =>
        [day, name, ...toldSpans(spans)].filter(Boolean).join(" "),
      ),
    },
    whenClosed: way(whenClosed),
    whenWaitedTooLong: way(whenWaitedTooLong),
    whenFull: way(whenFull),
    wrapUp: { ...work, topicSet: topicSetId && (names.topicSets.get(topicSetId) ?? null) },
  };
}

const toldSpans = (spans: readonly (readonly [string, string])[]): string[] =>
  spans.map(([from, to]) => `${from}–${to}`);
