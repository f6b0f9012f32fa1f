import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLineUse, fitsLine, judgeOutgoing, mayBeCalled, plainNumber } from "./fraud-guards.ts";

const italy = { allowedPrefixes: ["+39", "+3989912"], blockedPrefixes: ["+39899", "+39144"] };
const line = { ...italy, maxCalls: 2, callsPerSecond: 2 };
const idle = { calls: 0, starts: [] };

describe("which numbers may be called", () => {
  it.each([
    ["+39 02 1234567", "+39021234567"],
    ["0039 (02) 123-4567", "+39021234567"],
    ["02/1234567", "021234567"],
    ["112", "112"],
  ])("%s is %s", (dialled, number) => {
    expect(plainNumber(dialled)).toBe(number);
  });

  it.each([
    "",
    "anna",
    "sip:anna@example.com",
    "+39;phone-context=x",
    "+39\r\nRoute: <sip:evil>",
    "+391234567890123456",
  ])("%j is no number", (dialled) => {
    expect(judgeOutgoing(line, dialled, idle, 0)).toEqual({ refused: "not_a_number" });
  });

  it("the longest prefix decides, so that a premium rate in an allowed country stays closed", () => {
    const called = ["+39021234", "+398990000", "+398991299", "+391441234", "+33123456"];

    expect(called.map((number) => mayBeCalled(italy, number))).toEqual([true, false, true, false, false]);
  });

  it("with no prefix allowed, nobody is called", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?\d{2,15}$/), (number) => {
        expect(mayBeCalled({ allowedPrefixes: [], blockedPrefixes: [] }, number)).toBe(false);
      }),
    );
  });
});

describe("how many calls a line takes", () => {
  it("as many at once as it is set to, and a place is free when one ends", () => {
    let now = 0;
    const use = createLineUse(() => now);
    use.begin("1");
    now = 5_000;
    use.begin("2");
    now = 10_000;

    expect(judgeOutgoing(line, "+3902123", use.use(), now)).toEqual({ refused: "too_many_calls" });
    use.end("1");
    expect(judgeOutgoing(line, "+3902123", use.use(), now)).toEqual({ number: "+3902123" });
  });

  it("never more in any second than it is set to, whatever is tried", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 80 }),
        (callsPerSecond, pauses) => {
          let now = 0;
          const limits = { maxCalls: 1_000, callsPerSecond };
          const use = createLineUse(() => now);
          const begun: number[] = [];
          for (const [at, pause] of pauses.entries()) {
            now += pause;
            if (fitsLine(limits, use.use(), now)) continue;
            use.begin(String(at));
            begun.push(now);
          }
          const span = Math.max(1_000, 1_000 / callsPerSecond);
          const most = Math.max(1, Math.floor(callsPerSecond));
          for (const from of begun)
            expect(begun.filter((at) => at >= from && at < from + span).length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
