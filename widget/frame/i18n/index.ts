import { en, type TextKey, type Texts } from "./en.ts";
import { es } from "./es.ts";
import { it } from "./it.ts";
import { ptBr } from "./pt-br.ts";

export const texts: Readonly<Record<"en" | "pt-BR" | "es" | "it", Texts>> = { en, "pt-BR": ptBr, es, it };
export type LanguageTag = keyof typeof texts;
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** One of our languages for any language tag; English when we do not speak it. */
export function languageOf(tag: string): LanguageTag {
  const known = Object.keys(texts) as LanguageTag[];
  return known.find((name) => name.slice(0, 2) === tag.slice(0, 2).toLowerCase()) ?? "en";
}

/** Speaks one language: `say("joined", { name })`. */
export const sayIn =
  (language: LanguageTag): Say =>
  (key, values = {}) =>
    // A function as replacement, so that `$&` in somebody's name stays what it is.
    texts[language][key].replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
