import { describe, expect, it } from "vitest";
import { missingInWrapUp, moreTime, wrapUpTime } from "./wrap-up.ts";

const start = Date.parse("2026-11-22T10:00:00.000Z");
const startedAt = new Date(start).toISOString();
const at = (seconds: number) => start + seconds * 1_000;
const aMinute = { startedAt, until: new Date(at(60)).toISOString() };

describe("the clock of after-contact work", () => {
  it("counts down from the end of the conversation", () => {
    expect(wrapUpTime(aMinute, at(15))).toEqual({
      elapsedMs: 15_000,
      leftMs: 45_000,
      overdue: false,
      share: 0.25,
    });
  });

  it("is overdue from the moment its time is over, and goes on counting", () => {
    expect(wrapUpTime(aMinute, at(60))).toMatchObject({ leftMs: 0, overdue: true, share: 1 });
    expect(wrapUpTime(aMinute, at(90))).toMatchObject({ elapsedMs: 90_000, leftMs: 0, share: 1 });
  });

  it("is never overdue without a limit", () => {
    expect(wrapUpTime({ startedAt, until: null }, at(7_200))).toEqual({
      elapsedMs: 7_200_000,
      leftMs: null,
      overdue: false,
      share: 0,
    });
  });

  it("shows nothing strange to a machine whose clock is behind the server's", () => {
    expect(wrapUpTime(aMinute, at(-3))).toMatchObject({ elapsedMs: 0, overdue: false, share: 0 });
  });
});

describe("what is missing before it can be saved", () => {
  const all = { dispositionRequired: true, topicsRequired: true, topicSetId: "set" };
  const nothing = { disposition: null, topicIds: [] };

  it("is what the queue asks for and nobody has given", () => {
    expect(missingInWrapUp(all, nothing, 3)).toEqual(["disposition", "topicIds"]);
    expect(missingInWrapUp(all, { disposition: "resolved", topicIds: [] }, 3)).toEqual(["topicIds"]);
    expect(missingInWrapUp(all, { disposition: "resolved", topicIds: ["one"] }, 3)).toEqual([]);
  });

  it("is nothing where the queue asks for nothing", () => {
    const none = { dispositionRequired: false, topicsRequired: false, topicSetId: "set" };
    expect(missingInWrapUp(none, nothing, 3)).toEqual([]);
  });

  it("is no topic where there is none to choose", () => {
    expect(missingInWrapUp({ ...all, topicSetId: null }, nothing, 3)).toEqual(["disposition"]);
    expect(missingInWrapUp(all, nothing, 0)).toEqual(["disposition"]);
  });
});

describe("more time for after-contact work", () => {
  const work = { startedAt: "2026-11-22T10:00:00Z", until: "2026-11-22T10:01:30Z" };
  const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);

  it("is a minute at a time, and in all as much again as the queue gives", () => {
    expect(moreTime(work, 90, at("10:01:00"))).toBe(60);
    expect(moreTime({ ...work, until: "2026-11-22T10:02:30Z" }, 90, at("10:01:00"))).toBe(30);
    expect(moreTime({ ...work, until: "2026-11-22T10:03:00Z" }, 90, at("10:01:00"))).toBe(0);
  });

  it("counts from now when the time was over, and is nothing where there is no limit", () => {
    expect(moreTime(work, 90, at("10:02:20"))).toBe(40);
    expect(moreTime(work, 90, at("10:05:00"))).toBe(0);
    expect(moreTime({ ...work, until: null }, null, at("10:01:00"))).toBe(0);
  });
});
