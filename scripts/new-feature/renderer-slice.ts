import type { FeatureNames } from "./names.ts";

/** A store fed by news, the hook that reads it, a component and the door. */
export const rendererSlice = (names: FeatureNames): Record<string, string> => ({
  [`renderer/features/${names.many}/${names.many}-store.ts`]: store(names),
  [`renderer/features/${names.many}/${names.many}-store.test.ts`]: test(names),
  [`renderer/features/${names.many}/use-${names.many}.ts`]: hook(names),
  [`renderer/features/${names.many}/${names.one}-list.tsx`]: component(names),
  [`renderer/features/${names.many}/index.ts`]: door(names),
});

const store = ({
  One,
  Many,
  manyCamel,
  oneCamel,
}: FeatureNames) => `import { createStore } from "zustand/vanilla";

/** Take it from shared/contract/ once a procedure answers it. */
export interface ${One} {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

export interface ${Many}State {
  readonly byId: Readonly<Record<string, ${One}>>;
}

/** Keeps the newer of two versions: replays, duplicates and late arrivals change nothing. */
export function with${One}(state: ${Many}State, ${oneCamel}: ${One}): ${Many}State {
  const known = state.byId[${oneCamel}.id];
  return known && known.version >= ${oneCamel}.version ? state : { byId: { ...state.byId, [${oneCamel}.id]: ${oneCamel} } };
}

export const ${manyCamel}Store = createStore<${Many}State>()(() => ({ byId: {} }));
`;

const test = ({ many, One, Many, oneCamel }: FeatureNames) => `import { describe, expect, it } from "vitest";
import { type ${Many}State, with${One} } from "./${many}-store.ts";

const ${oneCamel} = (version: number) => ({ id: "1", name: \`version \${version}\`, version });
const none: ${Many}State = { byId: {} };

describe("what the desktop knows of ${many.replaceAll("-", " ")}", () => {
  it("is the newest version, in whatever order the news comes, and however often", () => {
    const news = [2, 1, 3, 3, 2].map(${oneCamel});

    expect(news.reduce(with${One}, none).byId).toEqual({ "1": ${oneCamel}(3) });
  });

  it("does not change for old news, so nothing is drawn again", () => {
    const state = with${One}(none, ${oneCamel}(2));

    expect(with${One}(state, ${oneCamel}(1))).toBe(state);
  });
});
`;

const hook = ({ many, Many, manyCamel }: FeatureNames) => `import { useMemo } from "react";
import { useStore } from "zustand";
import { ${manyCamel}Store } from "./${many}-store.ts";

/** What the list draws: all of them, by name. */
export function use${Many}() {
  const byId = useStore(${manyCamel}Store, (state) => state.byId);
  return useMemo(() => Object.values(byId).sort((a, b) => a.name.localeCompare(b.name)), [byId]);
}
`;

const component = ({
  many,
  One,
  Many,
  manyCamel,
  oneCamel,
}: FeatureNames) => `import { use${Many} } from "./use-${many}.ts";

export function ${One}List() {
  const ${manyCamel} = use${Many}();
  if (${manyCamel}.length === 0) return null;

  return (
    <ul>
      {${manyCamel}.map((${oneCamel}) => (
        <li key={${oneCamel}.id}>{${oneCamel}.name}</li>
      ))}
    </ul>
  );
}
`;

const door = ({ many, one, One, manyCamel }: FeatureNames) => `export { ${One}List } from "./${one}-list.tsx";
export { ${manyCamel}Store, with${One} } from "./${many}-store.ts";
`;
