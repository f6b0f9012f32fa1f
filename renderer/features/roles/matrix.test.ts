import { describe, expect, it } from "vitest";
import { areas } from "#shared/permissions/areas.ts";
import { permissionNames, permissions } from "#shared/permissions/catalogue.ts";
import { matrixRows } from "./matrix.ts";

const rows = (more: { waiting?: boolean; search?: string } = {}) =>
  matrixRows({
    waiting: false,
    search: "",
    says: (name) => permissions[name].says,
    areaSays: (area) => areas[area].says,
    ...more,
  });

describe("the rows of the matrix", () => {
  it("have only what is built, until somebody asks for the rest", () => {
    expect(rows().every(({ built }) => built)).toBe(true);
    expect(rows({ waiting: true }).flatMap((row) => row.permissions)).toHaveLength(permissionNames.length);
  });

  it("are found by any words of the sentence, the part or the permission's name, in any order and case", () => {
    expect(rows({ search: "ROLES change people" }).flatMap((row) => row.permissions)).toContain(
      "users.role.change",
    );
    expect(rows({ search: "users.block" }).flatMap((row) => row.permissions)).toEqual(["users.block"]);
    expect(rows({ search: "quite unknown" })).toEqual([]);
  });

  it("do not mind accents", () => {
    const found = matrixRows({
      waiting: false,
      search: "configuracoes",
      says: () => "Alterar as configurações",
      areaSays: () => "",
    });
    expect(found.length).toBeGreaterThan(0);
  });
});
