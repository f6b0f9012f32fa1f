import { describe, expect, it } from "vitest";
import { askedOf } from "./use-filters.ts";

describe("the filters of the activity log", () => {
  it("ask for nothing special when nothing is chosen", () => {
    expect(askedOf({ search: "  ", actions: [], days: [null, null] })).toEqual({});
  });

  it("reach from the start of the first day to the end of the last, on the person's clock", () => {
    const { from, to } = askedOf({ search: "", actions: [], days: ["2026-03-28", "2026-03-29"] });
    expect(new Date(from ?? "")).toEqual(new Date(2026, 2, 28));
    expect(new Date(to ?? "")).toEqual(new Date(2026, 2, 30));
  });
});
