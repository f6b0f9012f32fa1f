import { describe, expect, it } from "vitest";
import { mayLead, mayWatchQueues } from "./looking-after.ts";
import { createRoleBook } from "./role-book.ts";
import type { SchemeName } from "./schemes/index.ts";

const rolesThat = (may: typeof mayLead, scheme: SchemeName) =>
  createRoleBook(scheme).roles.flatMap(({ key, grants }) => (may(grants) ? key : []));

describe("who may lead a group", () => {
  it("is whoever looks after people of groups or everybody; never an Agent or an Auditor", () => {
    expect(rolesThat(mayLead, "voximplant-kit")).toEqual(["supervisor", "manager", "administrator", "owner"]);
    expect(rolesThat(mayLead, "vivocha")).toEqual(["supervisor", "administrator"]);
    expect(rolesThat(mayLead, "aivo-live")).toEqual([
      "coordinator",
      "agent-supervisor",
      "supervisor",
      "administrator",
    ]);
    expect(rolesThat(mayLead, "standard")).not.toContain("agent");
    expect(rolesThat(mayLead, "standard")).not.toContain("auditor");
  });

  it("what one has of queues alone does not make a leader", () => {
    expect(mayLead({ "monitor.queues.view": { scope: "managed", by: "assigned" } })).toBe(false);
    expect(mayLead({ "users.view": { scope: "own" } })).toBe(false);
    expect(mayLead({ "users.view": { scope: "managed", by: "groups" } })).toBe(true);
  });
});

describe("who may be assigned to a queue", () => {
  it("is whoever watches queues, live or in reports", () => {
    expect(rolesThat(mayWatchQueues, "voximplant-kit")).toEqual([
      "supervisor",
      "manager",
      "administrator",
      "owner",
    ]);
    expect(rolesThat(mayWatchQueues, "vivocha")).toEqual(["auditor", "supervisor", "administrator"]);
  });
});
