import { expect, it } from "vitest";
import { createSourceLimits } from "./source-limits.ts";

it("a flood from one address is cut to its share, and others are heard as ever", () => {
  let now = 0;
  const limits = createSourceLimits({ perSecond: 10, burst: 20 }, () => now);
  const admitted = (address: string, messages: number) =>
    Array.from({ length: messages }, () => limits.admit(address)).filter(Boolean).length;

  expect(admitted("192.0.2.1", 1_000)).toBe(20);
  expect(admitted("192.0.2.2", 15)).toBe(15);
  now = 1_000;
  expect(admitted("192.0.2.1", 1_000)).toBe(10);
  now = 3_600_000;
  expect(admitted("192.0.2.1", 1_000)).toBe(20);
});

it("remembers only so many addresses", () => {
  const limits = createSourceLimits({ perSecond: 1, burst: 1, addresses: 2 }, () => 0);

  for (const address of ["a", "b", "c"]) expect(limits.admit(address)).toBe(true);

  expect(limits.admit("c")).toBe(false);
  expect(limits.admit("a")).toBe(true);
});
