import { afterEach, describe, expect, it } from "vitest";
import { clockTime, dayOf, showTimesIn } from "./times.ts";

const lateInLondon = Date.parse("2026-11-22T23:30:00Z");

describe("times", () => {
  afterEach(() => showTimesIn("UTC"));

  it("are on the clock of the person's zone, and follow when it changes", () => {
    showTimesIn("America/Sao_Paulo");
    expect(clockTime(lateInLondon)).toBe("20:30");
    showTimesIn("Europe/Rome");
    expect(clockTime(lateInLondon)).toBe("00:30");
  });

  it("belong to the day that it is in that zone", () => {
    showTimesIn("America/Sao_Paulo");
    expect(dayOf(lateInLondon)).toBe(20_261_122);
    showTimesIn("Europe/Rome");
    expect(dayOf(lateInLondon)).toBe(20_261_123);
  });

  it("are on the machine's clock when it does not know the zone", () => {
    showTimesIn("Atlantis/Capital");
    expect(clockTime(lateInLondon)).toMatch(/^\d\d:\d\d$/);
  });
});
