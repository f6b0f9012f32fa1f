import { describe, expect, it } from "vitest";
import { openingAt } from "./opening-hours.ts";

const weekdays = (from: string, to: string) =>
  Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [[from, to]]])) as never;
const at = (moment: string) => new Date(moment);

describe("the opening hours", () => {
  const saoPaulo = { timeZone: "America/Sao_Paulo", week: weekdays("09:00", "18:00") };

  it("are around the clock when none are set", () => {
    expect(openingAt(null, at("2026-11-22T03:00:00Z"))).toEqual({ open: true, opensAt: null });
  });

  it("are kept in the workspace's own time zone, from the first minute to before the last", () => {
    expect(openingAt(saoPaulo, at("2026-11-23T12:00:00Z")).open).toBe(true);
    expect(openingAt(saoPaulo, at("2026-11-23T11:59:59Z")).open).toBe(false);
    expect(openingAt(saoPaulo, at("2026-11-23T20:59:59Z")).open).toBe(true);
    expect(openingAt(saoPaulo, at("2026-11-23T21:00:00Z")).open).toBe(false);
  });

  it("tell over the weekend that Monday morning is next", () => {
    const { open, opensAt } = openingAt(saoPaulo, at("2026-11-20T22:00:00Z"));
    expect([open, opensAt?.toISOString()]).toEqual([false, "2026-11-23T12:00:00.000Z"]);
  });

  it("open at nine on the wall also on the morning after the clocks have changed", () => {
    const lisbon = { timeZone: "Europe/Lisbon", week: weekdays("09:00", "18:00") };
    expect(openingAt(lisbon, at("2026-10-24T12:00:00Z")).opensAt?.toISOString()).toBe(
      "2026-10-26T09:00:00.000Z",
    );
    expect(openingAt(lisbon, at("2026-03-27T20:00:00Z")).opensAt?.toISOString()).toBe(
      "2026-03-30T08:00:00.000Z",
    );
  });

  it("may go over midnight", () => {
    const night = { timeZone: "UTC", week: { "5": [["22:00", "02:00"]] } as never };
    expect(openingAt(night, at("2026-11-21T01:30:00Z")).open).toBe(true);
    expect(openingAt(night, at("2026-11-21T02:00:00Z")).open).toBe(false);
  });

  it("name no time when there is none to come", () => {
    const never = { timeZone: "UTC", week: {} };
    expect(openingAt(never, at("2026-11-21T02:00:00Z"))).toEqual({ open: false, opensAt: null });
  });
});
