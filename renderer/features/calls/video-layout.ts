import { createPreference } from "#renderer/platform/preferences.ts";

/** `screen`: what is sharpest first, so that a shared screen can be read; `small`: out of the way. */
export const layouts = ["speaker", "grid", "screen", "small"] as const;
export type Layout = (typeof layouts)[number];

const isLayout = (value: unknown): value is Layout => layouts.includes(value as Layout);

export const videoLayout = createPreference<Layout>("calls.video.layout", "speaker", isLayout);

/** What is known of one of the places in which others are seen. */
export interface Seen {
  readonly shown: boolean;
  /** Pixels of its picture. */
  readonly area: number;
}

/** Which picture is large; null: none, or all are alike. A screen has more pixels than a face. */
export function mainOf(layout: Layout, pictures: readonly Seen[]): number | null {
  if (layout === "grid") return null;
  const shown = pictures.flatMap(({ shown: is, area }, index) => (is ? [{ index, area }] : []));
  const [first] = layout === "screen" ? shown.toSorted((a, b) => b.area - a.area) : shown;
  return first?.index ?? null;
}
