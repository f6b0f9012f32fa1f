import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConversationEvent, EventPage } from "#shared/contract/conversation-events.ts";
import {
  emptyLog,
  hasGap,
  type LogState,
  withEvent,
  withNewerPage,
  withNewestPage,
  withOlderPage,
} from "./conversation-log.ts";
import { uuid } from "./testing/fake-clock.ts";

const event = (seq: number) =>
  ({ conversationId: "c", seq, body: { text: `${seq}` } }) as unknown as ConversationEvent;
const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => event(from + index));
const page = (from: number, to: number, lastSeq = to): EventPage => ({
  epoch: uuid(1),
  events: range(from, to),
  lastSeq,
});
const seqs = (log: LogState) => log.events.map(({ seq }) => seq);
const loadedTo = (last: number, first = 1) => withNewestPage(emptyLog("c"), page(first, last));

describe("a conversation's log", () => {
  it("shows news at once when nothing is missing before it", () => {
    expect(seqs(withEvent(loadedTo(2), event(3)))).toEqual([1, 2, 3]);
  });

  it("keeps early news back until what is missing has come", () => {
    const early = withEvent(loadedTo(2), event(4));
    expect(seqs(early)).toEqual([1, 2]);
    expect(hasGap(early)).toBe(true);

    const whole = withEvent(early, event(3));
    expect(seqs(whole)).toEqual([1, 2, 3, 4]);
    expect(hasGap(whole)).toBe(false);
  });

  it("shows the first message of a conversation that was empty when it was opened", () => {
    const log = withEvent(withNewestPage(emptyLog("c"), page(1, 0, 0)), event(1));
    expect(seqs(log)).toEqual([1]);
    expect(log).toMatchObject({ firstSeq: 1, lastSeq: 1, hasOlder: false });
  });

  it("fetches from the beginning when the first news of an empty conversation is not its first message", () => {
    const log = withEvent(withNewestPage(emptyLog("c"), page(1, 0, 0)), event(3));
    expect(hasGap(log)).toBe(true);
    expect(seqs(withNewerPage(log, page(1, 3)))).toEqual([1, 2, 3]);
  });

  it("takes nothing back when a late first page arrives after newer messages", () => {
    const late = page(1, 2);
    const log = withNewestPage(withEvent(loadedTo(2), event(3)), late);
    expect(seqs(log)).toEqual([1, 2, 3]);
  });

  it("remembers that there is more when the server knows of newer messages than the page holds", () => {
    expect(hasGap(withNewestPage({ ...emptyLog("c"), head: 9 }, page(1, 5)))).toBe(true);
  });

  it("still offers older messages when the same older page was asked for twice", () => {
    const log = loadedTo(300, 201);
    const once = withOlderPage(log, page(101, 200, 300));
    const twice = withOlderPage(once, page(101, 200, 300));
    expect(twice).toMatchObject({ firstSeq: 101, hasOlder: true });
    expect(seqs(twice)).toEqual(seqs(once));
  });

  it("says that nothing older is there when the beginning is reached", () => {
    const log = withOlderPage(loadedTo(150, 101), page(1, 100, 150));
    expect(log).toMatchObject({ firstSeq: 1, hasOlder: false });
  });

  type Step = { kind: "news" | "newest" | "newer" | "older"; at: number; size: number };
  const step: fc.Arbitrary<Step> = fc.record({
    kind: fc.constantFrom("news", "news", "newest", "newer", "older"),
    at: fc.nat(60),
    size: fc.integer({ min: 1, max: 8 }),
  });

  /** The server's answer to each step; the server's log grows while the reader reads. */
  function apply(log: LogState, { kind, at, size }: Step, head: number): LogState {
    if (kind === "news") return withEvent(log, event((at % head) + 1));
    if (kind === "newest") return withNewestPage(log, page(Math.max(1, head - size + 1), head));
    if (!log.loaded) return log;
    if (kind === "newer")
      return withNewerPage(log, page(log.lastSeq + 1, Math.min(head, log.lastSeq + size), head));
    return log.hasOlder
      ? withOlderPage(log, page(Math.max(1, log.firstSeq - size), log.firstSeq - 1, head))
      : log;
  }

  it("is contiguous and the server's, whatever comes in whatever order, and never shrinks", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let log = emptyLog("c");
        steps.forEach((each, index) => {
          const next = apply(log, each, 20 + index);
          expect(next.lastSeq).toBeGreaterThanOrEqual(log.lastSeq);
          log = next;
          expect(seqs(log)).toEqual(
            log.loaded ? seqs({ ...log, events: range(log.firstSeq || 1, log.lastSeq) }) : [],
          );
          expect(log.hasOlder).toBe(log.firstSeq > 1);
          expect(log.head).toBeGreaterThanOrEqual(log.lastSeq);
        });
      }),
      { numRuns: 300 },
    );
  });
});
