import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Observable } from "#shared/sync/index.ts";
import type { LanguageTag, Say } from "../i18n/index.ts";
import { sayIn } from "../i18n/index.ts";

/** Draws again with every change of the value. */
export function useSource<T>(source: Observable<T>): T {
  const [value, setValue] = useState(source.get);
  useEffect(() => {
    setValue(() => source.get());
    return source.subscribe((next) => setValue(() => next));
  }, [source]);
  return value;
}

export interface Speech {
  readonly language: LanguageTag;
  readonly say: Say;
}
export const SpeechContext = createContext<Speech>({ language: "en", say: sayIn("en") });
export const useSpeech = (): Speech => useContext(SpeechContext);

/** The visitor's own way to write times, if his browser speaks the language of the page: 14:05 or 2:05 PM. */
export const localeOf = (language: LanguageTag): string =>
  navigator.languages.find((own) => own.slice(0, 2) === language.slice(0, 2)) ?? language;
