import { describe, expect, it } from "vitest";
import type { Medium } from "#shared/domain/media.ts";
import { type Condition, type Line, sortConditions, verdictOf } from "./mends.ts";

const condition = (code: Condition["code"], met = true): Condition => ({ code, met, mend: "ask", data: {} });
const line = (queue: string, medium: Medium, conditions: Condition[]): Line => ({
  queue: { id: queue as NonNullable<Line["queue"]>["id"], name: queue },
  group: null,
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
    const { you, media, sources } = sortConditions(lines);
    expect(you).toEqual([condition("ready", false)]);
    expect(media.map(({ medium, conditions }) => [medium, conditions.map(({ met }) => met)])).toEqual([
      ["chat", [true]],
      ["voice", [false]],
    ]);
    expect(sources.map(({ queue, conditions }) => [queue?.name, conditions.map(({ met }) => met)])).toEqual([
      ["orders", [true]],
      ["returns", [false]],
    ]);
  });

  it("is green only where everything holds", () => {
    const fine = line("orders", "chat", [condition("ready"), condition("queue_open")]);
    expect([[fine], [fine, ...lines], lines, []].map(verdictOf)).toEqual(["all", "some", "none", "none"]);
  });

  it("is green though the account takes no calls: of calls only that is said, and nothing is to be mended", () => {
    const chat = line("orders", "chat", [condition("account_takes_medium"), condition("has_room")]);
    const untaken = line("orders", "voice", [
      condition("account_takes_medium", false),
      condition("medium_on", false),
      condition("has_room"),
    ]);
    expect(verdictOf([chat, untaken])).toBe("all");
    expect(verdictOf([untaken])).toBe("none");
    const calls = sortConditions([chat, untaken]).media.find(({ medium }) => medium === "voice");
    expect(calls?.conditions.map(({ code }) => code)).toEqual(["account_takes_medium"]);
  });

  it("has the line of his group beside those of his queues", () => {
    const group = { id: "care", name: "Care" };
    const ofGroup = { ...line("", "chat", [condition("in_group"), condition("ready")]), queue: null, group };
    const { sources, you } = sortConditions([...lines, ofGroup]);
    expect(sources.map(({ queue, group: of }) => of?.name ?? queue?.name)).toEqual([
      "orders",
      "returns",
      "Care",
    ]);
    expect(sources.at(-1)?.conditions).toEqual([condition("in_group")]);
    expect(you.map(({ code }) => code)).toEqual(["ready"]);
    expect(verdictOf([ofGroup])).toBe("all");
  });
});
