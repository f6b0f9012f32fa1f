import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overflowLoops } from "./overflow-path.ts";
import { defaultQueueRules, type OpeningHours, type QueueRules, queueRulesOf } from "./queue-rules.ts";
import { problemsOf } from "./queue-rules-problems.ts";

const rules = (part: Partial<QueueRules> = {}) => queueRulesOf(part);
const told = (part: Partial<QueueRules>) =>
  problemsOf(rules(part), "q1").map(({ field, problem }) => `${field}: ${problem}`);
const to = (queueId: string) => ({ to: "queue" as const, queueId });
const hours = (part: Partial<OpeningHours>): OpeningHours => ({
  timeZone: "Europe/Rome",
  week: {},
  holidays: [],
  ...part,
});

describe("the rules of a queue", () => {
  it("are fine as they are by default", () => {
    expect(problemsOf(defaultQueueRules, "q1")).toEqual([]);
  });

  it("need a medium, a weight when weighted, and a topic set where topics are required", () => {
    expect(told({ media: { chat: false, voice: false, video: false } })).toEqual(["media: no_medium"]);
    const weights = { load: 0, idle: 0, skill: 0 };
    expect(told({ weights })).toEqual([]);
    expect(told({ weights, selection: "weighted" })).toEqual(["weights: no_weight"]);
    expect(told({ wrapUp: { ...defaultQueueRules.wrapUp, topicsRequired: true } })).toEqual([
      "wrapUp.topicSetId: no_topic_set",
    ]);
  });

  it("name what stands twice", () => {
    const skill = { skillId: "s", level: 1, need: "required", relaxAfterSeconds: null } as const;
    expect(told({ skills: [skill, { ...skill, skillId: "t" }, skill] })).toEqual([
      "skills.2.skillId: skill_twice",
    ]);
    const day = { day: "2026-12-25", name: "Christmas", spans: [] };
    expect(told({ hours: hours({ holidays: [day, day] }) })).toEqual(["hours.holidays.1.day: holiday_twice"]);
  });

  it("keep hours of a real time zone, on real days, that do not overlap", () => {
    const spans: [string, string][] = [
      ["13:00", "18:00"],
      ["09:00", "13:30"],
    ];
    expect(told({ hours: hours({ timeZone: "Mars/Olympus" }) })).toEqual(["hours.timeZone: no_time_zone"]);
    expect(told({ hours: hours({ week: { "1": spans } }) })).toEqual(["hours.week.1: spans_overlap"]);
    const side: [string, string][] = [
      ["13:00", "18:00"],
      ["09:00", "13:00"],
    ];
    expect(told({ hours: hours({ week: { "1": side } }) })).toEqual([]);
    expect(told({ hours: hours({ holidays: [{ day: "2026-02-30", name: "", spans: [] }] }) })).toEqual([
      "hours.holidays.0.day: no_such_day",
    ]);
  });

  it("do not send anybody to where he is", () => {
    expect(told({ whenFull: to("q1") })).toEqual(["whenFull.queueId: overflow_itself"]);
  });
});

describe("the ways out of queues", () => {
  const queue = (ways: Partial<QueueRules> = {}) => rules(ways);

  it("tell the path on which somebody would come back, and by which rule", () => {
    const queues = new Map([
      ["orders", queue({ whenClosed: to("billing") })],
      ["billing", queue({ whenFull: to("returns") })],
      ["returns", queue({ whenWaitedTooLong: to("orders") })],
    ]);
    expect(overflowLoops(queues, "orders")).toEqual([
      { field: "whenClosed", path: ["orders", "billing", "returns", "orders"] },
    ]);
  });

  it("may meet in one queue without a circle", () => {
    const queues = new Map([
      ["a", queue({ whenClosed: to("c"), whenFull: to("b") })],
      ["b", queue({ whenClosed: to("c") })],
      ["c", queue()],
    ]);
    expect([...queues.keys()].flatMap((id) => overflowLoops(queues, id))).toEqual([]);
  });

  it("that were each saved without a circle never lead round, whoever follows them", () => {
    const id = fc.constantFrom("a", "b", "c", "d", "e");
    const way = fc.option(id.map(to)).map((found) => found ?? { to: "stay" as const });
    const change = fc.record({ id, whenClosed: way, whenWaitedTooLong: way, whenFull: way });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        let queues = new Map(["a", "b", "c", "d", "e"].map((one) => [one, queue()]));
        for (const { id: changed, ...ways } of changes) {
          const next = new Map(queues).set(changed, rules(ways));
          if (overflowLoops(next, changed).length === 0) queues = next;
        }
        // Follow every way at once: without a circle, five queues are through after five steps.
        let here = [...queues.keys()];
        for (let step = 0; step < 5; step++)
          here = here.flatMap((one) =>
            [
              queues.get(one)?.whenClosed,
              queues.get(one)?.whenWaitedTooLong,
              queues.get(one)?.whenFull,
            ].flatMap((each) => (each?.to === "queue" ? [each.queueId] : [])),
          );
        expect(here).toEqual([]);
      }),
    );
  });
});
