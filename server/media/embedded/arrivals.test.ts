import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createArrivals } from "./arrivals.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aLeg() {
  const told: string[] = [];
  const arrivals = createArrivals(
    () => Date.now(),
    (state) => told.push(state),
  );
  arrivals.connection("connected");
  return { told, arrivals };
}

it("a voice of which nothing comes for three seconds is lost, and is back with its next packet", () => {
  const { told, arrivals } = aLeg();
  arrivals.arrived(Date.now());
  vi.advanceTimersByTime(2_900);
  expect(told).toEqual(["connected"]);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(["connected", "lost"]);
  arrivals.arrived(Date.now());
  expect(told).toEqual(["connected", "lost", "connected"]);
  arrivals.stop();
});

it("a connection of which nothing ever comes is lost after ten seconds", () => {
  const { told, arrivals } = aLeg();
  vi.advanceTimersByTime(9_500);
  expect(told).toEqual(["connected"]);
  vi.advanceTimersByTime(1_500);
  expect(told).toEqual(["connected", "lost"]);
  arrivals.stop();
});

it("who has just connected anew is not taken for lost", () => {
  const { told, arrivals } = aLeg();
  arrivals.arrived(Date.now());
  vi.advanceTimersByTime(4_000);
  arrivals.connection("lost");
  arrivals.connection("connected");
  vi.advanceTimersByTime(2_000);
  expect(told).toEqual(["connected", "lost", "connected"]);
  arrivals.stop();
});

it("what the connection says itself counts at once", () => {
  const { told, arrivals } = aLeg();
  arrivals.connection("lost");
  arrivals.connection("closed");
  expect(told).toEqual(["connected", "lost", "closed"]);
  arrivals.stop();
});
