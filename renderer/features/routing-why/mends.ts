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
const ofQueue: readonly Condition["code"][] = ["queue_takes_medium", "queue_open", "member", "has_skills"];

/** The first of each key. */
function unique<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const found = new Map<string, T>();
  for (const one of all) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  return [...found.values()];
}

/** The lines sorted by whom they are about: him, one medium, one queue. What is said of each queue alike is said once. */
export function sortConditions(lines: readonly Line[]) {
  const about = (codes: readonly Condition["code"][], { conditions }: Line) =>
    conditions.filter(({ code }) => codes.includes(code));
  const personal = lines.flatMap(({ conditions }) =>
    conditions.filter(({ code }) => !ofMedium.includes(code) && !ofQueue.includes(code)),
  );
  return {
    you: unique(personal, ({ code }) => code),
    media: unique(lines, ({ medium }) => medium).map((line) => ({
      medium: line.medium,
      conditions: about(ofMedium, line),
    })),
    queues: unique(lines, ({ queue }) => queue.id).map(({ queue }) => {
      const own = lines.filter((line) => line.queue.id === queue.id);
      return {
        queue,
        lines: own,
        conditions: unique(
          own.flatMap((line) => about(ofQueue, line)),
          ({ code, met }) => `${code}${met}`,
        ),
      };
    }),
  };
}

/** Whether each line could be offered something now: all of them, some, none. */
export function verdictOf(lines: readonly Line[]): "all" | "some" | "none" {
  const good = lines.filter(({ conditions }) => conditions.every(({ met }) => met)).length;
  if (good === 0) return "none";
  return good === lines.length ? "all" : "some";
}
