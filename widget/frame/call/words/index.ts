import type { LanguageTag } from "../../i18n/index.ts";
import { type CallWord, type CallWords, en } from "./en.ts";
import { es } from "./es.ts";
import { it } from "./it.ts";
import { ptBr } from "./pt-br.ts";

/** Loaded with a call: most visitors never make one. */
export const callWords: Readonly<Record<LanguageTag, CallWords>> = { en, "pt-BR": ptBr, es, it };

export type SayCall = (key: CallWord, values?: Readonly<Record<string, string | number>>) => string;

/** Speaks of calls in one language. */
export const sayCallIn =
  (language: LanguageTag): SayCall =>
  (key, values = {}) =>
    callWords[language][key].replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
