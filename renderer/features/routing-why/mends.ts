import type { OwnRouting } from "#shared/contract/routing.ts";
import type { Medium } from "#shared/domain/media.ts";
import type { Mend } from "#shared/domain/routing/index.ts";

/** What mends a condition that does not hold; what is not there now has no button. */
export type Mends = Readonly<
  Partial<Record<Exclude<Mend, "switch_on" | "ask" | "wait">, () => void>> & {
    switch_on?: ((medium: Medium) => void) | undefined;
  }
>;

export type Line = OwnRouting["lines"][number];
export type Condition = Line["conditions"][number];

const ofMedium: readonly Condition["code"][] = ["account_takes_medium", "medium_on", "has_room"];
const ofSource: readonly Condition["code"][] = [
  "queue_takes_medium",
  "queue_open",
  "member",
  "in_group",
  "has_skills",
];

/** The first of each key. */
function unique<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const found = new Map<string, T>();
  for (const one of all) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  return [...found.values()];
}

/** The account takes none of this medium, by design: nothing that he or anybody has to mend. */
const isUntaken = ({ conditions }: Pick<Line, "conditions">): boolean =>
  conditions.some(({ code, met }) => code === "account_takes_medium" && !met);

const sourceOf = ({ queue, group }: Line): string => queue?.id ?? group?.id ?? "";

/** The lines sorted by whom they are about: him, one medium, one queue or group. What is said of each alike is said once. */
export function sortConditions(lines: readonly Line[]) {
  const about = (codes: readonly Condition["code"][], { conditions }: Line) =>
    conditions.filter(({ code }) => codes.includes(code));
  const personal = lines.flatMap(({ conditions }) =>
    conditions.filter(({ code }) => !ofMedium.includes(code) && !ofSource.includes(code)),
  );
  return {
    you: unique(personal, ({ code }) => code),
    media: unique(lines, ({ medium }) => medium).map((line) => ({
      medium: line.medium,
      // Of a medium that he does not take, a switch and a place on his desk say nothing.
      conditions: about(isUntaken(line) ? ["account_takes_medium"] : ofMedium, line),
    })),
    sources: unique(lines, sourceOf).map((first) => {
      const own = lines.filter((line) => sourceOf(line) === sourceOf(first));
      return {
        id: sourceOf(first),
        queue: first.queue,
        group: first.group,
        lines: own,
        conditions: unique(
          own.flatMap((line) => about(ofSource, line)),
          ({ code, met }) => `${code}${met}`,
        ),
      };
    }),
  };
}

/** Whether each line of a medium that he takes could be offered something now: all of them, some, none. */
export function verdictOf(lines: readonly Line[]): "all" | "some" | "none" {
  const taken = lines.filter((line) => !isUntaken(line));
  const good = taken.filter(({ conditions }) => conditions.every(({ met }) => met)).length;
  if (good === 0) return "none";
  return good === taken.length ? "all" : "some";
}
