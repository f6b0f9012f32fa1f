import { describe, expect, it } from "vitest";
import { asTyped, readDialled } from "./dialled.ts";

describe("what is typed into the softphone", () => {
  it.each([
    ["", { kind: "nothing" }],
    ["101", { kind: "short", digits: "101" }],
    ["Luca", { kind: "name", text: "Luca" }],
    ["06 6982 1234", { kind: "number", number: "+390669821234", shown: "+39 06 6982 1234", valid: true }],
    ["+55 (11) 98765-4321", { kind: "number", number: "+5511987654321", valid: true }],
    ["0044 20 7946 0958", { kind: "number", number: "+442079460958", valid: true }],
    ["tel:+39-06-6982-1234;phone-context=x", { kind: "number", number: "+390669821234", valid: true }],
    ["callto:+34911234567", { kind: "number", number: "+34911234567", valid: true }],
    ["+1 2", { kind: "number", valid: false }],
  ])("%j is read as it was meant", (typed, meant) => {
    expect(readDialled(typed, "IT")).toMatchObject(meant);
  });

  it("is a number without its country only where a country is set", () => {
    expect(readDialled("06 6982 1234", "")).toMatchObject({ kind: "number", valid: false });
  });

  it.each([
    ["+5511987654321", "+55 11 98765 4321"],
    ["101", "101"],
    ["Luca", "Luca"],
  ])("%s stands there as %s", (typed, shown) => {
    expect(asTyped(typed, "IT")).toBe(shown);
  });
});
