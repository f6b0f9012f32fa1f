import { describe, expect, it } from "vitest";
import { isPhone, phoneOf } from "./phone.ts";

describe("a phone number to call back", () => {
  it.each([
    ["+39 06 1234 5678", "+390612345678"],
    ["0055 (11) 98765-4321", "+5511987654321"],
    ["+1.415.555.0100", "+14155550100"],
  ])("%s is dialled as %s", (written, dialled) => {
    expect(phoneOf(written)).toBe(dialled);
  });

  it.each([
    "",
    "06 1234567",
    "+39",
    "+0 123 456 789",
    "+39 06 1234 5678 9012 345",
    "+39 call me",
    "tel:+390612345678",
  ])("%j is none: its country, or digits, are missing", (written) => {
    expect(isPhone(written)).toBe(false);
  });
});
