import type { FeatureNames } from "./names.ts";

/** A use-case with its dependencies, fakes, test and door, ready to be filled with the real rule. */
export const serverSlice = (names: FeatureNames): Record<string, string> => ({
  [`server/features/${names.many}/deps.ts`]: deps(names),
  [`server/features/${names.many}/fakes.ts`]: fakes(names),
  [`server/features/${names.many}/rename-${names.one}.ts`]: useCase(names),
  [`server/features/${names.many}/rename-${names.one}.test.ts`]: test(names),
  [`server/features/${names.many}/index.ts`]: door(names),
});

const deps = ({
  one,
  One,
  Many,
  oneCamel,
}: FeatureNames) => `/** Move it to shared/contract/ with the first procedure that answers it. */
export interface ${One} {
  readonly id: string;
  readonly name: string;
  /** Grows by one with every change, so a reader can tell old news from new. */
  readonly version: number;
}

/** All that the use-cases need from outside; a test hands them fakes. */
export interface ${Many}Deps {
  readonly find: (id: string) => Promise<${One} | undefined>;
  /** Writes only over the version it follows, so two desks cannot both win. */
  readonly save: (${oneCamel}: ${One}) => Promise<void>;
  readonly publish: (name: "${one}.changed", ${oneCamel}: ${One}) => void;
}
`;

const useCase = ({
  one,
  One,
  Many,
  oneCamel,
}: FeatureNames) => `import { fail } from "#shared/errors/app-error.ts";
import type { ${Many}Deps, ${One} } from "./deps.ts";

/** Gives it another name; shape and permission were checked before this runs. */
export const rename${One} =
  ({ find, save, publish }: ${Many}Deps) =>
  async (id: string, name: string): Promise<${One}> => {
    // Declare a code of its own in shared/errors/catalogue.ts: it tells people what was not found.
    const ${oneCamel} = (await find(id)) ?? fail("request.not_found", { id });
    if (${oneCamel}.name === name) return ${oneCamel};

    const next = { ...${oneCamel}, name, version: ${oneCamel}.version + 1 };
    await save(next);
    publish("${one}.changed", next); // only what was committed is news
    return next;
  };
`;

const fakes = ({
  One,
  Many,
  oneCamel,
}: FeatureNames) => `import type { ${Many}Deps, ${One} } from "./deps.ts";

/** One of them, with whatever the test cares about. */
export const a${One} = (given: Partial<${One}> = {}): ${One} => ({ id: "1", name: "first", version: 1, ...given });

/** The world outside in memory; what was published can be read afterwards. */
export function fake${Many}(...known: ${One}[]) {
  const byId = new Map(known.map((${oneCamel}) => [${oneCamel}.id, ${oneCamel}]));
  const published: Parameters<${Many}Deps["publish"]>[] = [];
  const deps: ${Many}Deps = {
    find: async (id) => byId.get(id),
    save: async (${oneCamel}) => {
      byId.set(${oneCamel}.id, ${oneCamel});
    },
    publish: (...news) => {
      published.push(news);
    },
  };
  return { deps, published, stored: (id: string) => byId.get(id) };
}
`;

const test = ({ one, One, Many, oneCamel }: FeatureNames) => `import { describe, expect, it } from "vitest";
import { a${One}, fake${Many} } from "./fakes.ts";
import { rename${One} } from "./rename-${one}.ts";

describe("renaming a ${one.replaceAll("-", " ")}", () => {
  it("stores the new name and tells every listener", async () => {
    const ${oneCamel} = a${One}({ name: "old", version: 4 });
    const world = fake${Many}(${oneCamel});

    await rename${One}(world.deps)(${oneCamel}.id, "new");

    const renamed = { ...${oneCamel}, name: "new", version: 5 };
    expect(world.stored(${oneCamel}.id)).toEqual(renamed);
    expect(world.published).toEqual([["${one}.changed", renamed]]);
  });

  it("is no news when the name stays the same", async () => {
    const world = fake${Many}(a${One}({ name: "same" }));

    await rename${One}(world.deps)("1", "same");

    expect(world.published).toEqual([]);
  });

  it("is refused for one that does not exist", async () => {
    await expect(rename${One}(fake${Many}().deps)("2", "new")).rejects.toMatchObject({ code: "request.not_found" });
  });
});
`;

const door = ({ one, One, Many }: FeatureNames) => `export type { ${Many}Deps } from "./deps.ts";
export { rename${One} } from "./rename-${one}.ts";
`;
