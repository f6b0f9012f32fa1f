import { describe, expect, it } from "vitest";
import { momentOf, nextHour } from "./park-times.ts";

const now = Date.parse("2026-11-22T23:30:00Z");

describe("when a parked conversation comes back", () => {
  it("counts from now, or from tomorrow's nine o'clock on the person's own wall", () => {
    expect(momentOf("in30", "", now, "Europe/Rome")).toBe(now + 30 * 60_000);
    // In Rome it is past midnight already, in São Paulo it is still the 22nd.
    expect(momentOf("tomorrow", "", now, "Europe/Rome")).toBe(Date.parse("2026-11-24T08:00:00Z"));
    expect(momentOf("tomorrow", "", now, "America/Sao_Paulo")).toBe(Date.parse("2026-11-23T12:00:00Z"));
  });

  it("takes a typed time as the person's own, and only one that is to come, within ninety days", () => {
    expect(momentOf("other", "2026-11-23T10:15", now, "Europe/Rome")).toBe(
      Date.parse("2026-11-23T09:15:00Z"),
    );
    expect(momentOf("other", "2026-11-22T10:15", now, "Europe/Rome")).toBeNull();
    expect(momentOf("other", "2027-03-23T10:15", now, "Europe/Rome")).toBeNull();
    expect(momentOf("other", "", now, "Europe/Rome")).toBeNull();
    expect(nextHour(now, "Europe/Rome")).toBe("2026-11-23T01:00");
  });
});
