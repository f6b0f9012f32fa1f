import { describe, expect, it } from "vitest";
import type { Medium } from "#shared/domain/media.ts";
import { type Condition, type Line, sortConditions, verdictOf } from "./mends.ts";

const condition = (code: Condition["code"], met = true): Condition => ({ code, met, mend: "ask", data: {} });
const line = (queue: string, medium: Medium, conditions: Condition[]): Line => ({
  queue: { id: queue as Line["queue"]["id"], name: queue },
  medium,
  conditions,
  waiting: 0,
  longestSeconds: 0,
  reasons: [],
});

describe("why somebody gets no work", () => {
  const lines = [
    line("orders", "chat", [condition("ready", false), condition("has_room"), condition("queue_open")]),
    line("orders", "voice", [
      condition("ready", false),
      condition("has_room", false),
      condition("queue_open"),
    ]),
    line("returns", "chat", [
      condition("ready", false),
      condition("has_room"),
      condition("queue_open", false),
    ]),
  ];

  it("says once what is about him, once for each medium, and once for each queue", () => {
    const { you, media, queues } = sortConditions(lines);
    expect(you).toEqual([condition("ready", false)]);
    expect(media.map(({ medium, conditions }) => [medium, conditions.map(({ met }) => met)])).toEqual([
      ["chat", [true]],
      ["voice", [false]],
    ]);
    expect(queues.map(({ queue, conditions }) => [queue.name, conditions.map(({ met }) => met)])).toEqual([
      ["orders", [true]],
      ["returns", [false]],
    ]);
  });

  it("is green only where everything holds", () => {
    const fine = line("orders", "chat", [condition("ready"), condition("queue_open")]);
    expect([[fine], [fine, ...lines], lines, []].map(verdictOf)).toEqual(["all", "some", "none", "none"]);
  });
});
