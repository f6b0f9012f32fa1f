import { expect, it } from "vitest";
import { placeAt } from "#shared/permissions/places.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import { rolesThatCouldOpen, rolesThatOpen } from "./who-could.ts";

const place = (path: string) => {
  const found = placeAt(path);
  if (!found) throw new Error(`no place ${path}`);
  return found;
};
const keys = (roles: readonly { readonly key: string }[]) => roles.map(({ key }) => key);
const could = (scheme: SchemeName, path: string) => keys(rolesThatCouldOpen(scheme, place(path)));

it("names the roles that open a place", () => {
  expect(keys(rolesThatOpen("voximplant-kit", place("/setup/billing")))).toEqual(["owner"]);
});

it("names those who could change it: who gives such a role, or makes one of what he has himself", () => {
  expect(could("voximplant-kit", "/setup/users")).toEqual(["owner", "administrator", "manager"]);
  // Nobody gives the Owner's role, and no Administrator makes one that is wider than his own.
  expect(could("voximplant-kit", "/setup/billing")).toEqual(["owner"]);
  expect(could("aivo-live", "/setup/settings")).toEqual(["administrator"]);
});
