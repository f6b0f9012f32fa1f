import { describe, expect, it } from "vitest";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import { roleDifference } from "./role-difference.ts";

const { grantsOf } = createRoleBook("standard");

describe("what a change of role does to somebody", () => {
  it("names what is added first, then what reaches further or less far", () => {
    const steps = roleDifference(grantsOf("agent"), grantsOf("supervisor"));
    expect(steps).toContainEqual({ permission: "groups.view", kind: "added" });
    expect(steps).toContainEqual({ permission: "customer.view", kind: "changed" });
    const kinds = steps.map(({ kind }) => kind);
    expect(kinds.lastIndexOf("added")).toBeLessThan(kinds.indexOf("changed"));
  });

  it("names what is lost on the way down as taken away", () => {
    const steps = roleDifference(grantsOf("supervisor"), grantsOf("agent"));
    expect(steps).toContainEqual({ permission: "groups.view", kind: "taken" });
    expect(steps.some(({ kind }) => kind === "added")).toBe(false);
  });

  it("says nothing of what stays, nor of parts that are not there yet", () => {
    expect(roleDifference(grantsOf("manager"), grantsOf("manager"))).toEqual([]);
    const all = roleDifference({}, grantsOf("owner")).map(({ permission }) => permission);
    expect(all).toContain("billing.view");
    expect(all.some((permission) => permission.startsWith("history."))).toBe(false);
  });
});
