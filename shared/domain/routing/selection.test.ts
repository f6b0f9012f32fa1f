import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Candidate,
  compareWaiting,
  decide,
  type RoutingCase,
  scoreOf,
  secondsPerPriority,
} from "./index.ts";
import { aCase, chatting, someone } from "./testing/people.ts";

const chosenOf = (of: RoutingCase, ...candidates: Candidate[]) => decide(of, candidates).chosen;

describe("the selections", () => {
  const [long, busy] = [someone("long", { idleMs: 9_000, ...chatting(1) }), someone("busy")];
  const skills = [{ skillId: "s", level: 1, need: "preferred" as const, relaxAfterSeconds: null }];
  it("longest idle, least loaded, most skilled", () => {
    expect(chosenOf(aCase({ selection: "longest_idle" }), long, busy)).toEqual(["long"]);
    expect(chosenOf(aCase({ selection: "least_loaded" }), long, busy)).toEqual(["busy"]);
    const able = someone("able", { skills: { s: 5 }, ...chatting(2) });
    expect(
      chosenOf(aCase({ selection: "most_skilled", skills }), able, someone("new", { skills: { s: 2 } })),
    ).toEqual(["able"]);
  });

  it("round robin: who had his turn longest ago, and first who never had one", () => {
    const turn = (id: string, lastOfferMsAgo: number | null) =>
      someone(id, {}, { member: { priority: 1, lastOfferMsAgo } });
    const of = aCase({ selection: "round_robin" });
    expect(chosenOf(of, turn("a", 5), turn("b", 50))).toEqual(["b"]);
    expect(chosenOf(of, turn("a", 5), turn("c", null), turn("b", 50))).toEqual(["c"]);
  });

  it("weighted: a score from 0 to 1 of how free, how long idle and how skilled, as the queue weighs them", () => {
    fc.assert(
      fc.property(
        fc.record({
          load: fc.float({ min: 0, max: 1, noNaN: true }),
          idle: fc.constant(0.5),
          skill: fc.constant(0.5),
        }),
        fc.record({ chats: fc.nat(6), idleMs: fc.nat(9_999_999) }),
        (weights, { chats, idleMs }) => {
          const one = someone("one", { idleMs, ...chatting(chats) });
          const score = scoreOf(aCase({ selection: "weighted", weights }), one);
          expect(score >= 0 && score <= 1).toBe(true);
        },
      ),
    );
    const only = (part: "load" | "idle" | "skill") =>
      aCase({ selection: "weighted", skills, weights: { load: 0, idle: 0, skill: 0, [part]: 1 } });
    expect(chosenOf(only("load"), long, busy)).toEqual(["busy"]);
    expect(chosenOf(only("idle"), long, busy)).toEqual(["long"]);
    expect(chosenOf(only("skill"), long, someone("able", { skills: { s: 4 } }))).toEqual(["able"]);
  });

  it("a required skill keeps others out until it is relaxed, and then only puts them behind", () => {
    const required = [{ skillId: "s", level: 3, need: "required" as const, relaxAfterSeconds: 30 }];
    const [able, other] = [
      someone("able", { skills: { s: 3 } }),
      someone("other", { skills: { s: 2 }, idleMs: 99 }),
    ];
    const waited = (waitedSeconds: number) => aCase({ skills: required }, { waitedSeconds });
    expect(decide(waited(29), [other]).reasons.get("other")).toEqual({
      code: "has_skills",
      data: { skillId: "s", level: 3, has: 2 },
    });
    expect(chosenOf(waited(30), other)).toEqual(["other"]);
    expect(chosenOf(waited(30), other, able)).toEqual(["able"]);
  });
});

describe("the order of what waits", () => {
  it("the higher priority first, the longer wait among equals, and nobody is overtaken for ever", () => {
    const waits = (conversationId: string, priority: number, waitedSeconds: number) => ({
      conversationId,
      priority,
      waitedSeconds,
    });
    const order = [
      waits("a", 15, 10),
      waits("b", 15, 20),
      waits("c", 16, 0),
      waits("d", 1, 30 * secondsPerPriority),
    ];
    expect(order.toSorted(compareWaiting).map(({ conversationId }) => conversationId)).toEqual([
      "d",
      "c",
      "b",
      "a",
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(9_999),
        (one, two, seconds) => {
          const patient = waits("patient", one, seconds + 29 * secondsPerPriority + 1);
          expect(compareWaiting(patient, waits("new", two, seconds))).toBeLessThan(0);
        },
      ),
    );
  });
});
