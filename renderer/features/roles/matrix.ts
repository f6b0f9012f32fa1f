import { type Area, areas, isBuilt } from "#shared/permissions/areas.ts";
import { type Permission, permissionNames, permissions } from "#shared/permissions/catalogue.ts";

/** The permissions of one part of the product. */
export interface MatrixArea {
  readonly area: Area;
  readonly built: boolean;
  readonly permissions: readonly Permission[];
}

interface Wanted {
  /** Parts that are not built yet too. */
  readonly waiting: boolean;
  readonly search: string;
  /** Texts in the language shown. */
  readonly says: (permission: Permission) => string;
  readonly areaSays: (area: Area) => string;
}

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** The rows of the matrix: permissions by part, in the order of the catalogue, as far as they fit the search. */
export function matrixRows({ waiting, search, says, areaSays }: Wanted): MatrixArea[] {
  const words = plain(search).split(/\s+/u).filter(Boolean);
  const fits = (text: string) => words.every((word) => plain(text).includes(word));
  return (Object.keys(areas) as Area[]).flatMap((area) => {
    const built = isBuilt(area);
    if (!built && !waiting) return [];
    const inside = permissionNames.filter(
      (name) => permissions[name].area === area && fits(`${areaSays(area)} ${says(name)} ${name}`),
    );
    return inside.length > 0 ? [{ area, built, permissions: inside }] : [];
  });
}
