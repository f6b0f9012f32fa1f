import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lengthsOf } from "./spans.ts";

const start = Date.parse("2026-11-22T08:00:00Z");
const kinds = ["status", "activity", "media", "next"] as const;

/** A day's log, oldest first, and how long after its last line it is read. */
const aDay = fc.record({
  steps: fc.array(
    fc.record({ kind: fc.constantFrom(...kinds), after: fc.integer({ min: 0, max: 3_600_000 }) }),
    { minLength: 1, maxLength: 60 },
  ),
  later: fc.integer({ min: 0, max: 3_600_000 }),
});

function logOf({ steps, later }: typeof aDay extends fc.Arbitrary<infer T> ? T : never) {
  let at = start;
  const lines = steps.map(({ kind, after }) => {
    at += after;
    return { kind, at: new Date(at).toISOString() };
  });
  return { newestFirst: lines.toReversed(), now: at + later };
}

describe("how long things of a status log lasted", () => {
  it("follows without a gap or an overlap: each ends where the next of its kind begins, and all add up to the time since the first", () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const { newestFirst, now } = logOf(day);
        const lengths = lengthsOf(newestFirst, now);
        for (const kind of ["status", "activity"]) {
          const spans = newestFirst
            .map((line, index) => ({ ...line, from: Date.parse(line.at), length: lengths[index] ?? 0 }))
            .filter((line) => line.kind === kind);
          for (const [index, span] of spans.entries())
            expect(span.from + span.length).toBe(index === 0 ? now : spans[index - 1]?.from);
          const first = spans.at(-1)?.from ?? now;
          expect(spans.reduce((sum, { length }) => sum + length, 0)).toBe(now - first);
        }
      }),
    );
  });

  it("have no length when they are a switch or a plan", () => {
    fc.assert(
      fc.property(aDay, (day) => {
        const { newestFirst, now } = logOf(day);
        lengthsOf(newestFirst, now).forEach((length, index) => {
          expect(length === null).toBe(["media", "next"].includes(newestFirst[index]?.kind ?? ""));
        });
      }),
    );
  });
});
