import type { Language } from "#shared/domain/languages.ts";
import type { Texts } from "#shared/domain/texts.ts";

/** The languages of the workspace's customers that have no text; none when there is no text at all. */
export const missingIn = (texts: Texts, languages: readonly Language[]): Language[] =>
  Object.values(texts).some((text) => text?.trim()) ? languages.filter((one) => !texts[one]?.trim()) : [];
