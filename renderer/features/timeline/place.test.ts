import { describe, expect, it } from "vitest";
import { headOf, nearTop, pushedBy, wantsOlder } from "./place.ts";
import type { Row } from "./timeline-rows.ts";

const older: Row = { kind: "older", key: "older" };
const day: Row = { kind: "day", key: "day-1", at: 0 };
const unread: Row = { kind: "unread", key: "unread" };
const said = (seq: number): Row => ({ kind: "bubble", key: `seq-${seq}` }) as Row;

/** Lines are 30 high, messages 50. */
const laidOut = (rows: readonly Row[]) => (index: number) =>
  rows[index] && rows.slice(0, index).reduce((sum, { kind }) => sum + (kind === "bubble" ? 50 : 30), 0);

describe("keeping one's place when older messages come", () => {
  const before = [older, day, unread, said(51), said(52)];
  const head = headOf(before, laidOut(before));

  it("holds on to the oldest message, not to the lines above it, which move up with the older page", () => {
    expect(head).toEqual({ key: "seq-51", start: 90 });
  });

  it("moves by the height of what came above, though the same lines still stand at the top", () => {
    const after = [older, day, unread, said(49), said(50), said(51), said(52)];
    expect(pushedBy(head, after, laidOut(after))).toBe(100);
  });

  it("counts a day's line that came with the page, and one that went", () => {
    const yesterday: Row = { kind: "day", key: "day-0", at: 0 };
    const after = [yesterday, said(49), said(50), day, said(51), said(52)];
    expect(pushedBy(head, after, laidOut(after))).toBe(70);
  });

  it("stays where one is when the newest comes below", () => {
    const after = [...before, said(53)];
    expect(pushedBy(head, after, laidOut(after))).toBe(0);
  });

  it("stays where one is when the log was emptied and begins anew, or had nothing in it yet", () => {
    const after = [older, said(90)];
    expect(pushedBy(head, after, laidOut(after))).toBe(0);
    expect(pushedBy(undefined, before, laidOut(before))).toBe(0);
    expect(headOf([older], laidOut([older]))).toBeUndefined();
  });
});

describe("asking for the next older page", () => {
  const atTop = { loaded: true, hasOlder: true, isLoading: false, scrollTop: 0 };

  it("is done near the top", () => {
    expect(wantsOlder(atTop)).toBe(true);
    expect(wantsOlder({ ...atTop, scrollTop: nearTop - 1 })).toBe(true);
  });

  it("is not done further down, while one is on its way, at the start, or before the newest are there", () => {
    expect(wantsOlder({ ...atTop, scrollTop: nearTop })).toBe(false);
    expect(wantsOlder({ ...atTop, isLoading: true })).toBe(false);
    expect(wantsOlder({ ...atTop, hasOlder: false })).toBe(false);
    expect(wantsOlder({ ...atTop, loaded: false })).toBe(false);
  });
});
