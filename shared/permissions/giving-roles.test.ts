import { describe, expect, it } from "vitest";
import type { Grant, Grants } from "./catalogue.ts";
import { beyond, mayGive } from "./giving-roles.ts";
import { type CustomRole, createRoleBook, type RoleDefinition } from "./role-book.ts";
import type { SchemeName } from "./schemes/index.ts";
import { anActor } from "./testing/an-actor.ts";

const made = (scheme: SchemeName, giver: string, basedOn: string, grants: Grants) =>
  beyond(createRoleBook(scheme), giver, { basedOn, grants });

describe("a custom role", () => {
  it("may be an exact copy of any role that its maker may give, also of one that does what he does not", () => {
    for (const scheme of ["vivocha", "aivo-live", "standard", "voximplant-kit"] as const) {
      const book = createRoleBook(scheme);
      const maker = book.roles.filter(({ grants }) => grants["roles.manage"]).at(0)?.key ?? "";
      for (const { key, grants } of book.roles)
        if (key !== book.top) expect(made(scheme, maker, key, grants)).toEqual([]);
    }
  });

  it("never allows more than its maker and its model: the permission is named", () => {
    expect(made("voximplant-kit", "administrator", "manager", { "billing.view": { scope: "all" } })).toEqual([
      "billing.view",
    ]);
    expect(made("voximplant-kit", "administrator", "agent", { "users.block": { scope: "all" } })).toEqual([
      "users.block",
    ]);
    expect(made("voximplant-kit", "owner", "manager", { "billing.view": { scope: "all" } })).toEqual([]);
  });

  it("never hands on the ownership, whoever makes it", () => {
    expect(made("standard", "owner", "administrator", { "ownership.transfer": { scope: "all" } })).toEqual([
      "ownership.transfer",
    ]);
  });

  it("may reach some of the roles below its maker, but not his own", () => {
    const over = (...roles: string[]) =>
      made("voximplant-kit", "administrator", "agent", { "users.block": { scope: "all", roles } });
    expect(over("agent", "supervisor")).toEqual([]);
    expect(over("agent", "administrator")).toEqual(["users.block"]);
    expect(over("no-such-role")).toEqual(["users.block"]);
  });

  it("keeps the conditions of its maker's grants, whether they hold today or not", () => {
    const calling = (grant: Grant) => made("vivocha", "administrator", "auditor", { "call.outbound": grant });
    expect(calling({ scope: "own" })).toEqual(["call.outbound"]);
    expect(calling({ scope: "own", when: ["outbound.allowed"] })).toEqual([]);
  });
});

describe("giving a custom role", () => {
  const wide: CustomRole = {
    key: "custom-accountant",
    name: "Accountant",
    basedOn: "manager",
    grants: { "billing.view": { scope: "all" } },
  };
  const book = createRoleBook("voximplant-kit", [wide]);
  const role = (key: string) => book.get(key) as RoleDefinition;
  const may = (giver: string, key: string) => mayGive(book, anActor("voximplant-kit", giver), role(key));

  it("is refused to who could not do himself what it allows, though its rank is below his", () => {
    expect(may("owner", "custom-accountant")).toBe(true);
    expect(may("administrator", "custom-accountant")).toBe(false);
    expect(may("administrator", "manager")).toBe(true);
    expect(may("manager", "manager")).toBe(false);
    expect(may("agent", "agent")).toBe(false);
  });
});

describe("a copy that was made narrower, or let out of its place", () => {
  const { "security.manage": _, ...less } = createRoleBook("aivo-live").grantsOf("administrator");
  const custom = (key: string, basedOn: string, grants: Grants) => ({ key, name: key, basedOn, grants });
  const book = createRoleBook("aivo-live", [
    custom("custom-deputy", "administrator", less),
    custom("custom-twin", "administrator", createRoleBook("aivo-live").grantsOf("administrator")),
    custom("custom-clerk", "agent", { "users.invite": { scope: "all" } }),
    custom("custom-lead", "agent-supervisor", createRoleBook("aivo-live").grantsOf("agent-supervisor")),
  ]);
  const may = (giver: string, key: string) => {
    const { rank } = book.refOf(giver);
    const actor = { role: giver, rank, grants: book.grantsOf(giver) };
    return mayGive(book, actor, book.get(key) as RoleDefinition, "users.invite");
  };

  it("gives neither its model nor another copy that allows more than itself", () => {
    expect(may("custom-deputy", "administrator")).toBe(false);
    expect(may("custom-deputy", "custom-twin")).toBe(false);
    expect(may("custom-twin", "administrator")).toBe(true);
    expect(may("custom-clerk", "administrator")).toBe(false);
    expect(may("custom-clerk", "agent")).toBe(false);
  });

  it("gives its own, those below, and those that its grant names", () => {
    expect(may("custom-deputy", "custom-deputy")).toBe(true);
    expect(may("custom-deputy", "supervisor")).toBe(true);
    expect(may("custom-lead", "supervisor")).toBe(true);
    expect(may("custom-lead", "administrator")).toBe(false);
  });
});
