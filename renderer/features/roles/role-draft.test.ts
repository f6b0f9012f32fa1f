import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOf, type Permission, permissionNames, scopes } from "#shared/permissions/catalogue.ts";
import { beyond } from "#shared/permissions/giving-roles.ts";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import { type SchemeName, schemes } from "#shared/permissions/schemes/index.ts";
import {
  givableFields,
  grantOn,
  grantWithFields,
  grantWithScope,
  type Limits,
  sameGrants,
  startingGrants,
} from "./role-draft.ts";

const limitsOf = (scheme: SchemeName, giver: string, basedOn: string): Limits => ({
  book: createRoleBook(scheme),
  giver,
  basedOn,
});

describe("what the editor of a role may give", () => {
  const admin = limitsOf("voximplant-kit", "administrator", "manager");

  it("switches a permission on as the role below has it", () => {
    expect(grantOn(admin, "settings.general")).toEqual({
      scope: "all",
      fields: ["callPermissions", "contactDetails", "dialing"],
    });
  });

  it("offers nothing that neither the maker nor the role below has", () => {
    expect(grantOn(admin, "billing.view")).toBeUndefined();
    expect(grantWithScope(admin, "billing.view", "own")).toBeUndefined();
  });

  it("narrows a scope and keeps the ties that a managed one needs", () => {
    const supervisor = limitsOf("voximplant-kit", "administrator", "supervisor");
    expect(grantWithScope(supervisor, "groups.view", "own")).toMatchObject({ scope: "own" });
    expect(grantWithScope(supervisor, "groups.view", "all")).toMatchObject({ scope: "all" });
  });

  it("opens parts one by one, and all of them without a limit", () => {
    const now = { scope: "all", fields: ["dialing"] } as const;
    const all = fieldsOf("settings.general");
    expect(givableFields(admin, "settings.general", now)).toEqual([...all]);
    expect(grantWithFields(admin, "settings.general", now, all)).toEqual({ scope: "all" });
    expect(grantWithFields(admin, "settings.general", now, ["name"])).toEqual({
      scope: "all",
      fields: ["name"],
    });
  });

  it("starts a copy without what may not be given", () => {
    const { book } = admin;
    const copy = startingGrants(limitsOf("voximplant-kit", "administrator", "owner"), book.grantsOf("owner"));
    expect(copy["ownership.transfer"]).toBeUndefined();
    expect(copy["users.view"]).toBeDefined();
  });

  it("never makes a grant that the server's rule would refuse, whoever makes it from whatever", () => {
    const cases = Object.entries(schemes).flatMap(([scheme, { roles }]) =>
      roles.map(({ key }) => ({ scheme: scheme as SchemeName, key, all: roles.map((role) => role.key) })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.nat(),
        fc.constantFrom(...permissionNames),
        fc.constantFrom(...scopes),
        ({ scheme, key, all }, pick, permission: Permission, scope) => {
          const limits = limitsOf(scheme, key, all[pick % all.length] ?? key);
          const made = [grantOn(limits, permission), grantWithScope(limits, permission, scope)];
          for (const grant of made)
            if (grant)
              expect(
                beyond(limits.book, limits.giver, {
                  basedOn: limits.basedOn,
                  grants: { [permission]: grant },
                }),
              ).toEqual([]);
        },
      ),
    );
  });
});

describe("two roles", () => {
  it("are the same in whatever order their grants stand", () => {
    expect(
      sameGrants(
        { "users.view": { scope: "all", others: true }, "help.view": { scope: "all" } },
        { "help.view": { scope: "all" }, "users.view": { others: true, scope: "all" } },
      ),
    ).toBe(true);
    expect(sameGrants({ "help.view": { scope: "all" } }, { "help.view": { scope: "own" } })).toBe(false);
  });
});
