import { describe, expect, it } from "vitest";
import { createVisitorLimits, visitorLimits } from "./visitor-limits.ts";

const refusals = async (work: (() => Promise<void>)[]) => {
  const answers = await Promise.allSettled(work.map((run) => run()));
  return answers.filter(({ status }) => status === "rejected").length;
};
const times = (count: number, run: () => Promise<void>) => Array.from({ length: count }, () => run);

describe("the limits of a visitor", () => {
  it("let one visitor start a few of 500 conversations, and another one his first", async () => {
    const limits = createVisitorLimits();
    const refused = await refusals(times(500, () => limits.countStart("flooder", "203.0.113.1")));
    expect(refused).toBe(500 - visitorLimits.startsPerMinute);
    await expect(limits.countStart("somebody", "203.0.113.2")).resolves.toBeUndefined();
  });

  it("stop an address that makes itself a new visitor for every conversation", async () => {
    const limits = createVisitorLimits();
    const starts = Array.from({ length: 500 }, (_, at) => () => limits.countStart(`v${at}`, "203.0.113.1"));
    expect(await refusals(starts)).toBe(500 - visitorLimits.perAddress);
    expect(await refusals(times(500, () => limits.countSession("203.0.113.1")))).toBe(
      500 - visitorLimits.perAddress,
    );
  });

  it("take what a fast typist sends, and refuse a thousand in a second", async () => {
    const limits = createVisitorLimits();
    expect(await refusals(times(1_000, () => limits.countMessage("flooder")))).toBe(
      1_000 - visitorLimits.messagesPer10s,
    );
  });

  it("do not make all customers behind a proxy of this machine share one allowance", async () => {
    const limits = createVisitorLimits();
    const starts = Array.from({ length: 500 }, (_, at) => () => limits.countStart(`v${at}`, "127.0.0.1"));
    expect(await refusals(starts)).toBe(0);
  });
});
