import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionWords, changesOf, fieldWords } from "./changes.ts";

describe("what an entry of the activity log changed", () => {
  it("is told field by field, with what was added and what went", () => {
    const before = { role: "agent", contact: { phone: "1", email: "a@b.example" }, skills: ["x"], gone: 1 };
    const after = {
      role: "manager",
      contact: { phone: "2", email: "a@b.example" },
      skills: ["x"],
      fresh: null,
    };
    const told = Object.fromEntries(changesOf(before, after).map(({ field, kind }) => [field, kind]));
    expect(told).toEqual({
      role: "changed",
      "contact.phone": "changed",
      "contact.email": "same",
      skills: "same",
      gone: "removed",
      fresh: "added",
    });
  });

  it("is nothing when the entry has no fields", () => {
    expect([changesOf(null, null), changesOf(undefined, {})[0]?.kind]).toEqual([[], "added"]);
  });

  it("loses no value, whatever the shape", () => {
    void fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const changes = changesOf(before, after);
        const same = JSON.stringify(before) === JSON.stringify(after);
        if (!same) expect(changes.some(({ kind }) => kind !== "same")).toBe(true);
        else expect(changes.every(({ kind }) => kind === "same")).toBe(true);
      }),
    );
  });
});

it("names of fields and actions are read as words", () => {
  expect([fieldWords("contactDetails"), actionWords("user.roleChanged"), actionWords("sso.set_up")]).toEqual([
    "contact details",
    "user role changed",
    "sso set up",
  ]);
});
