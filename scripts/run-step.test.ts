import { describe, expect, it } from "vitest";
import { count, runStep, stepLine, tail } from "./run-step.mjs";

const node = (code: string) => [process.execPath, "-e", code];

describe("a step of the test run", () => {
  it("counts what vitest counted", () => {
    const output =
      " Test Files  1 failed | 3 passed (4)\n      Tests  2 failed | 40 passed | 1 skipped (43)\n";
    expect(count(output, false)).toEqual({ passed: 40, failed: 2 });
  });

  it("counts what Playwright counted, and takes a flaky pass for a pass", () => {
    expect(count("  1 failed\n    [desk] › a.spec.ts\n  1 flaky\n  12 passed (34.5s)\n", false)).toEqual({
      passed: 13,
      failed: 1,
    });
  });

  it("takes the last line of our own form before all others", () => {
    expect(count("      Tests  40 passed (40)\n41 passed, 0 failed\n", true)).toEqual({
      passed: 41,
      failed: 0,
    });
  });

  it("is one test when it counts nothing itself", () => {
    expect(count("built in 3 s", true)).toEqual({ passed: 1, failed: 0 });
    expect(count("error TS2345", false)).toEqual({ passed: 0, failed: 1 });
  });

  it("has failed when its command failed, though all its tests passed", () => {
    expect(count("      Tests  40 passed (40)\n", false)).toEqual({ passed: 40, failed: 1 });
  });

  it("fails when the command does not exist", async () => {
    expect(await runStep({ name: "x", command: ["/no/such/program"] })).toMatchObject({
      ok: false,
      failed: 1,
    });
  });

  it("is ended, and has failed, when it does not end by itself", async () => {
    const result = await runStep({ name: "x", command: node("setInterval(() => {}, 1000)"), minutes: 0.005 });
    expect(result.ok).toBe(false);
    expect(result.output).toContain("did not end within");
  });

  it("keeps both streams, and shows the end of them", async () => {
    const result = await runStep({
      name: "x",
      command: node("for (let i = 0; i < 99; i++) console.error(i)"),
    });
    expect(result.ok).toBe(true);
    expect(tail(result.output, 2)).toBe("97\n98");
    expect(stepLine(result)).toMatch(/^ok {4}x +\d+\.\d s$/);
  });
});
