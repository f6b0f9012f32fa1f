import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionCodes, orderCodes } from "./index.ts";
import { keptReasons, mostNamed, wasFree } from "./kept-decision.ts";

describe("what is kept of a decision", () => {
  it("names those first who came nearest: the free, then whoever lacked the last of the conditions", () => {
    const passed = [
      { code: "present" as const, people: 30, who: ["Luca"] },
      { code: "has_room" as const, people: 1, who: ["Rosa"] },
      { code: "less_idle" as const, people: 1, who: ["Mia"] },
      { code: "has_room" as const, people: 1, who: ["Paolo"] },
    ];
    expect(keptReasons(passed)).toEqual([
      { code: "less_idle", people: 1, who: ["Mia"] },
      { code: "has_room", people: 2, who: ["Rosa", "Paolo"] },
      { code: "present", people: 30, who: ["Luca"] },
    ]);
  });

  it("counts everybody, and takes no more room among thousands than among some", () => {
    const code = fc.constantFrom(...conditionCodes, ...orderCodes);
    const who = fc.array(fc.string(), { maxLength: 60 });
    const passed = fc.array(
      fc.record({ code, who, unnamed: fc.nat(5_000) }).map(({ unnamed, ...one }) => ({
        ...one,
        people: one.who.length + unnamed,
      })),
    );
    fc.assert(
      fc.property(passed, (all) => {
        const kept = keptReasons(all);
        const sum = (of: readonly { people: number }[]) => of.reduce((n, { people }) => n + people, 0);
        expect(sum(kept)).toBe(sum(all));
        expect(kept.flatMap((one) => one.who).length).toBeLessThanOrEqual(mostNamed);
        expect(new Set(kept.map((one) => one.code)).size).toBe(kept.length);
        // Whoever was free stands before everybody who was not.
        const free = kept.map((one) => wasFree(one.code));
        expect(free.toSorted((a, b) => Number(b) - Number(a))).toEqual(free);
      }),
    );
  });
});
