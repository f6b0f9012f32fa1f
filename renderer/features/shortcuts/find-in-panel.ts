import type { Shortcut } from "#shared/contract/shortcuts.ts";
import type { Language } from "#shared/domain/languages.ts";
import { rankShortcuts } from "#shared/domain/shortcuts/index.ts";

/** What the panel shows: one's own, which one may change, and those of others that one may use. */
export interface Found {
  readonly own: readonly Shortcut[];
  readonly shared: readonly Shortcut[];
  /** One's own that this conversation's tags do not let one use. */
  readonly unfit: ReadonlySet<string>;
}

/** Finds as the search behind the slash does; one's own are there for every conversation, since this is where they are kept. */
export function findInPanel(
  all: readonly Shortcut[],
  wanted: string,
  place: { readonly tagIds: readonly string[]; readonly language: Language | null },
): Found {
  const asked = wanted.trim().replace(/^\//, "");
  const offered = all.filter((one) => one.offered);
  const fit = rankShortcuts(offered, asked, place);
  const rest = offered.filter((one) => one.scope === "personal" && !fit.includes(one));
  const everywhere = { ...place, tagIds: rest.flatMap(({ tagIds }) => tagIds) };
  const unfit = rankShortcuts(rest, asked, everywhere);
  return {
    own: [...fit.filter(({ scope }) => scope === "personal"), ...unfit],
    shared: fit.filter(({ scope }) => scope !== "personal"),
    unfit: new Set(unfit.map(({ id }) => id)),
  };
}
