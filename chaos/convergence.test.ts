import { describe, expect, it } from "vitest";
import { createConvergence } from "./convergence.ts";

/** A clock that stands where it is put. */
const aClock = () => {
  const clock = { ms: 0 };
  return { clock, convergence: createConvergence(() => clock.ms) };
};

describe("measuring how long screens take to agree", () => {
  it("takes a screen that agrees from the start as immediate", () => {
    const { convergence } = aClock();
    convergence.begin(0, [() => true]);
    expect(convergence.end()).toEqual([0]);
  });

  it("takes the time at which each screen begins to agree", async () => {
    const { clock, convergence } = aClock();
    let agrees = false;
    convergence.begin(100, [() => agrees]);
    clock.ms = 400;
    agrees = true;
    await expect.poll(() => convergence.samples).toEqual([300]);
  });

  it("counts a screen that never agrees with all the time that has passed", () => {
    const { clock, convergence } = aClock();
    convergence.begin(0, [() => false]);
    clock.ms = 2_500;
    expect(convergence.end()).toEqual([2_500]);
  });

  it("answers the samples of the newest disturbance and keeps those of all", () => {
    const { clock, convergence } = aClock();
    convergence.begin(0, [() => true]);
    clock.ms = 1_000;
    convergence.begin(900, [() => true, () => true]);
    expect(convergence.end()).toEqual([100, 100]);
    expect(convergence.samples).toEqual([0, 100, 100]);
  });
});
