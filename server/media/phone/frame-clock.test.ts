import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createFrameClock } from "./frame-clock.ts";

let clock: ReturnType<typeof createFrameClock>;
beforeEach(() => {
  vi.useFakeTimers();
  clock = createFrameClock(() => Date.now());
});
afterEach(() => {
  clock.stop();
  vi.useRealTimers();
});

it("beats 50 times a second for everybody, and no more for who has left", () => {
  const beats = { anna: 0, bruno: 0 };
  clock.add(() => beats.anna++);
  const leave = clock.add(() => beats.bruno++);

  vi.advanceTimersByTime(1_000);
  leave();
  vi.advanceTimersByTime(1_000);

  expect(beats).toEqual({ anna: 100, bruno: 50 });
});

it("makes up for a late beat, and lets go what a long stall has missed", () => {
  let beats = 0;
  clock.add(() => beats++);
  vi.advanceTimersByTime(20);

  vi.setSystemTime(Date.now() + 70);
  vi.advanceTimersByTime(20);
  expect(beats).toBe(5);

  vi.setSystemTime(Date.now() + 3_000);
  vi.advanceTimersByTime(20);
  expect(beats).toBe(10);
});
