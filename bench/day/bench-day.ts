import { writeFile } from "node:fs/promises";
import { drawPlot, type Panel, type Series } from "./draw.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { type Policy, playDay } from "./play-day.ts";
import { longestIdleFirst, ofTheProduct, skillsFirst } from "./policies.ts";
import { syntheticDay } from "./synthetic-day.ts";

const policies: readonly {
  readonly name: string;
  readonly colour: string;
  readonly mark: Series["mark"];
  readonly policy: Policy;
}[] = [
  { name: "longest idle", colour: "#c2410c", mark: "square", policy: longestIdleFirst },
  { name: "skills first", colour: "#0f766e", mark: "triangle", policy: skillsFirst },
  {
    name: "Sidetone, weighted",
    colour: "#4338ca",
    mark: "circle",
    policy: ofTheProduct({ selection: "weighted" }),
  },
];

/** The same twenty days for everybody; the first is the one that is drawn hour by hour. */
const seeds = Array.from({ length: 20 }, (_, at) => 101 + at);

type Keys = keyof Figures;
const mean = (all: readonly Figures[], key: Keys) =>
  Number((all.reduce((sum, one) => sum + one[key], 0) / all.length).toFixed(3));
const meansOf = (all: readonly Figures[]) =>
  Object.fromEntries((Object.keys(all[0] ?? {}) as Keys[]).map((key) => [key, mean(all, key)])) as Record<
    Keys,
    number
  >;

/**
 * One synthetic floor under the product's rule and two textbook policies: how well customers are served, and how evenly
 * the work falls. Writes the plot into `docs/images` and answers the means.
 */
export async function benchDay(): Promise<object> {
  const results = policies.map(({ policy, ...look }) => {
    const played = seeds.map((seed) => {
      const day = syntheticDay(seed);
      return figuresOf(playDay(day, policy), day.agents);
    });
    return { ...look, days: played.map(({ day }) => day), hours: played[0]?.hours ?? [] };
  });
  const look = ({ name, colour, mark }: (typeof results)[number]) => ({ name, colour, mark });
  const byHour: Panel = {
    title: "Answered within 60 s, one day hour by hour",
    xLabel: "hour of the day",
    yLabel: "% of the answered",
    x: [6, 21],
    y: [0, 100],
    xTicks: [6, 9, 12, 15, 18, 21],
    yTicks: [0, 20, 40, 60, 80, 100],
    lines: true,
    series: results.map((one) => ({
      ...look(one),
      points: one.hours.flatMap(({ answered, serviceLevel }, hour) =>
        answered > 0 && hour >= 6 && hour <= 21 ? [[hour, serviceLevel] as const] : [],
      ),
    })),
  };
  const fairness: Panel = {
    title: "Twenty days: service level against evenness",
    xLabel: "evenness of the agents' contacts (Jain; 1 = all alike)",
    yLabel: "% answered within 60 s",
    x: [0.82, 0.98],
    y: [70, 95],
    xTicks: [0.82, 0.86, 0.9, 0.94, 0.98],
    yTicks: [70, 75, 80, 85, 90, 95],
    lines: false,
    series: results.map((one) => ({
      ...look(one),
      points: one.days.map(({ evenness, serviceLevel }) => [evenness, serviceLevel] as const),
    })),
  };
  await writeFile("docs/images/fairness.svg", drawPlot([byHour, fairness]));
  return {
    bench: "day",
    days: seeds.length,
    policies: Object.fromEntries(results.map(({ name, days }) => [name, meansOf(days)])),
  };
}
