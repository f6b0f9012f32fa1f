import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type RecordingCourse,
  type RecordingEvent,
  type RecordingRules,
  recordingAfter,
  recordingShown,
} from "./recording-course.ts";

const events: readonly RecordingEvent[] = [
  ...(["connected", "on", "off", "agreed", "refused", "failed", "ended"] as const),
];
const rules = fc.record<RecordingRules>({
  recordCalls: fc.constantFrom("off", "all", "byHand"),
  recordingConsent: fc.constantFrom("none", "announce", "ask"),
});

/** Where a story ends, and every course on the way. */
function story(told: readonly RecordingEvent[], by: RecordingRules): (RecordingCourse | null)[] {
  const way: (RecordingCourse | null)[] = [null];
  for (const event of told) {
    const step = recordingAfter(way.at(-1) ?? null, event, by);
    if (step.ok) way.push(step.course);
  }
  return way;
}
const endOf = (by: RecordingRules, ...told: RecordingEvent[]) => story(told, by).at(-1);

describe("the recording of a call", () => {
  it("never records a customer who was to be asked and has not agreed, nor anybody where recording is off", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 12 }), rules, (told, by) => {
        const way = story(told, by);
        const records = way.some((course) => course?.state === "recording" || course?.state === "paused");
        if (by.recordCalls === "off") expect(way).toEqual([null, ...way.slice(1).map(() => null)]);
        if (by.recordingConsent === "ask" && !told.includes("agreed")) expect(records).toBe(false);
        const refusedAt = way.findIndex((course) => course?.state === "refused");
        if (refusedAt >= 0) for (const course of way.slice(refusedAt)) expect(course?.state).toBe("refused");
      }),
    );
  });

  it("gives the same when a command is repeated", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...events), { maxLength: 8 }),
        fc.constantFrom(...events),
        rules,
        (told, last, by) => {
          const now = endOf(by, ...told) ?? null;
          const once = recordingAfter(now, last, by);
          if (!once.ok || (last === "on" && now === null)) return;
          expect(recordingAfter(once.course, last, by)).toMatchObject(
            once.course === null ? { ok: true } : { ok: true, course: once.course },
          );
        },
      ),
    );
  });

  it("begins by itself, by hand, or when the customer has agreed", () => {
    const all = { recordCalls: "all", recordingConsent: "announce" } as const;
    const byHand = { ...all, recordCalls: "byHand" } as const;
    const ask = { ...all, recordingConsent: "ask" } as const;
    expect(endOf(all, "connected")).toEqual({ state: "recording", consent: "announced" });
    expect(endOf(byHand, "connected")).toBeNull();
    expect(endOf(byHand, "connected", "on", "off")).toEqual({ state: "paused", consent: "announced" });
    expect(endOf(ask, "connected", "agreed")).toEqual({ state: "recording", consent: "given" });
    expect(endOf(ask, "connected", "ended")).toEqual({ state: "refused", consent: "asked" });
    expect(recordingAfter({ state: "refused", consent: "refused" }, "on", ask)).toEqual({ ok: false });
  });

  it("is shown to the customer as it is, and not at all where he is told nothing", () => {
    expect(recordingShown(null)).toBe("off");
    expect(recordingShown({ state: "recording", consent: "none" })).toBe("off");
    expect(recordingShown({ state: "paused", consent: "announced" })).toBe("paused");
    expect(recordingShown({ state: "refused", consent: "refused" })).toBe("off");
  });
});
