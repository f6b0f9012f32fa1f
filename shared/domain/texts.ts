import type { Language } from "../contract/ids.ts";

/** One text in some of the product's languages. */
export type Texts = Readonly<Partial<Record<Language, string>>>;

/** Texts one after another, each so many seconds after the one before. */
export type TimedTexts = readonly { readonly seconds: number; readonly texts: Texts }[];

/** The text in somebody's language, else in the first of `fallbacks` that has one, else in any; null: there is none. */
export function textIn(
  texts: Texts,
  language: Language | null,
  fallbacks: readonly Language[],
): string | null {
  const wanted = language ? [language, ...fallbacks] : fallbacks;
  const found = wanted.map((one) => texts[one]).find((text) => text?.trim());
  return found ?? Object.values(texts).find((text) => text?.trim()) ?? null;
}
