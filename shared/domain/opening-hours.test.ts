import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hours, isOpenAt, isTimeZone, nextOpening } from "./opening-hours.ts";

const weekdays = (from: string, to: string) =>
  Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [[from, to]]])) as Hours["week"];
const at = (moment: string) => new Date(moment);
const next = (hours: Hours, moment: string) => nextOpening(hours, at(moment))?.toISOString() ?? null;

describe("the opening hours", () => {
  const saoPaulo = { timeZone: "America/Sao_Paulo", week: weekdays("09:00", "18:00") };
  const lisbon = { timeZone: "Europe/Lisbon", week: weekdays("09:00", "18:00") };

  it("are around the clock when none are set", () => {
    const night = at("2026-11-22T03:00:00Z");
    expect([isOpenAt(null, night), nextOpening(null, night)]).toEqual([true, night]);
  });

  it("are kept in their own time zone, from the first second to before the last", () => {
    expect(isOpenAt(saoPaulo, at("2026-11-23T12:00:00Z"))).toBe(true);
    expect(isOpenAt(saoPaulo, at("2026-11-23T11:59:59Z"))).toBe(false);
    expect(isOpenAt(saoPaulo, at("2026-11-23T20:59:59Z"))).toBe(true);
    expect(isOpenAt(saoPaulo, at("2026-11-23T21:00:00Z"))).toBe(false);
  });

  it("tell over the weekend that Monday morning is next, and while they are open that it is now", () => {
    expect(next(saoPaulo, "2026-11-20T22:00:00Z")).toBe("2026-11-23T12:00:00.000Z");
    expect(next(saoPaulo, "2026-11-23T15:30:00Z")).toBe("2026-11-23T15:30:00.000Z");
  });

  it("open at nine on the wall also on the morning after the clocks have changed", () => {
    expect(next(lisbon, "2026-10-24T12:00:00Z")).toBe("2026-10-26T09:00:00.000Z");
    expect(next(lisbon, "2026-03-27T20:00:00Z")).toBe("2026-03-30T08:00:00.000Z");
  });

  it("begin with the change when the clocks are put forward past their beginning", () => {
    const early = { timeZone: "Europe/Lisbon", week: { "0": [["01:30", "04:00"]] } } as const;
    expect(next(early, "2026-03-29T00:30:00Z")).toBe("2026-03-29T01:00:00.000Z");
  });

  it("open a second time when the clocks are put back into them", () => {
    const late = { timeZone: "Europe/Lisbon", week: { "0": [["00:30", "01:40"]] } } as const;
    expect(isOpenAt(late, at("2026-10-25T00:45:00Z"))).toBe(false);
    expect(next(late, "2026-10-25T00:45:00Z")).toBe("2026-10-25T01:00:00.000Z");
  });

  it("may go over midnight, and up to it", () => {
    const night: Hours = { timeZone: "UTC", week: { "5": [["22:00", "02:00"]], "6": [["20:00", "24:00"]] } };
    expect(isOpenAt(night, at("2026-11-21T01:30:00Z"))).toBe(true);
    expect(isOpenAt(night, at("2026-11-21T02:00:00Z"))).toBe(false);
    expect(isOpenAt(night, at("2026-11-21T23:59:59Z"))).toBe(true);
    expect(isOpenAt(night, at("2026-11-22T00:00:00Z"))).toBe(false);
  });

  it("let a holiday stand for its weekday, closed or at other times, also on a day that is never open", () => {
    const holidays: Hours["holidays"] = [
      { day: "2026-12-25", spans: [] },
      { day: "2026-12-24", spans: [["09:00", "12:00"]] },
      { day: "2026-12-27", spans: [["10:00", "11:00"]] },
    ];
    const hours = { ...lisbon, holidays };
    expect(next(hours, "2026-12-24T12:00:00Z")).toBe("2026-12-27T10:00:00.000Z");
    expect(isOpenAt(hours, at("2026-12-25T10:00:00Z"))).toBe(false);
  });

  it("look past as many holidays as there are, and find one day years away", () => {
    const monday = Date.UTC(2026, 10, 23);
    const mondays = Array.from({ length: 60 }, (_, week) =>
      new Date(monday + week * 7 * 86_400_000).toISOString().slice(0, 10),
    );
    const holidays = mondays.map((day) => ({ day, spans: [] }));
    const hours: Hours = { timeZone: "UTC", week: { "1": [["09:00", "18:00"]] }, holidays };
    expect(next(hours, "2026-11-22T12:00:00Z")).toBe(
      new Date(monday + 60 * 7 * 86_400_000 + 32_400_000).toISOString(),
    );
    const once: Hours = {
      timeZone: "UTC",
      week: {},
      holidays: [{ day: "2029-07-01", spans: [["09:00", "10:00"]] }],
    };
    expect(next(once, "2026-11-22T12:00:00Z")).toBe("2029-07-01T09:00:00.000Z");
  });

  it("name no time when there is none to come", () => {
    const never = { timeZone: "UTC", week: {} };
    expect([isOpenAt(never, at("2026-11-21T02:00:00Z")), next(never, "2026-11-21T02:00:00Z")]).toEqual([
      false,
      null,
    ]);
  });

  it("know which names are time zones", () => {
    expect(["Europe/Rome", "UTC", "Mars/Olympus", ""].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});

const quarter = fc.integer({ min: 0, max: 95 });
const told = (quarters: number) =>
  `${String(Math.floor(quarters / 4)).padStart(2, "0")}:${String((quarters % 4) * 15).padStart(2, "0")}`;
const span = fc
  .tuple(quarter, fc.integer({ min: 1, max: 96 }))
  .map(([from, to]) => [told(from), told(to)] as const)
  .filter(([from, to]) => from !== to);
const week = fc.dictionary(
  fc.constantFrom("0", "1", "2", "3", "4", "5", "6"),
  fc.array(span, { maxLength: 3 }),
);
/** Nights on which the clocks change: forward, back, at midnight, by half an hour, and a plain day. */
const night = fc.constantFrom(
  ["Europe/Rome", "2026-03-29T01:00:00Z"],
  ["Europe/Rome", "2026-10-25T01:00:00Z"],
  ["America/New_York", "2026-11-01T06:00:00Z"],
  ["Africa/Cairo", "2026-04-23T22:00:00Z"],
  ["Africa/Cairo", "2026-10-29T21:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z"],
  ["Asia/Kathmandu", "2026-06-01T00:00:00Z"],
);

describe("any opening hours around a change of the clocks", () => {
  const stepMs = 15 * 60_000;

  it("open next at the first quarter of an hour at which they are open", () => {
    fc.assert(
      fc.property(night, week, fc.integer({ min: -100, max: 60 }), ([timeZone, change], days, steps) => {
        const hours: Hours = { timeZone, week: days };
        const from = at(change).getTime() + steps * stepMs;
        // Every span and every change of the clocks lies on a quarter of an hour, so looking at each is looking at all.
        let looked = from;
        while (looked < from + 2 * 86_400_000 && !isOpenAt(hours, new Date(looked))) looked += stepMs;
        const found = nextOpening(hours, new Date(from))?.getTime() ?? Number.POSITIVE_INFINITY;
        if (looked < from + 2 * 86_400_000) expect(found).toBe(looked);
        else expect(found).toBeGreaterThanOrEqual(looked);
      }),
      { numRuns: 300 },
    );
  });

  it("are open when the wall of a plain calendar says so", () => {
    fc.assert(
      fc.property(night, week, fc.integer({ min: -200, max: 200 }), ([timeZone, change], days, steps) => {
        const moment = new Date(at(change).getTime() + steps * stepMs);
        const weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(
          moment.toLocaleString("en-US", { timeZone, weekday: "short" }),
        );
        const time = moment.toLocaleString("en-GB", {
          timeZone,
          hour: "2-digit",
          minute: "2-digit",
          hourCycle: "h23",
        });
        const isOpen =
          (days[weekday] ?? []).some(([from, to]) => time >= from && (time < to || to <= from)) ||
          (days[(weekday + 6) % 7] ?? []).some(([from, to]) => to <= from && time < to);
        expect(isOpenAt({ timeZone, week: days }, moment)).toBe(isOpen);
      }),
      { numRuns: 300 },
    );
  });
});
