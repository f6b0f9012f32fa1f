import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { isLanguage as isSpoken, type Language, languages } from "#shared/domain/languages.ts";
import { errorCatalogue } from "#shared/errors/catalogue.ts";
import type { ProblemCode } from "../http/errors.ts";
import { createPreference } from "../preferences.ts";
import type { Dictionary } from "./dictionary.ts";
import { en } from "./en.ts";
import type { RightsTexts } from "./rights/says.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
  }
}

const loaders: Record<Exclude<Language, "en">, () => Promise<Dictionary>> = {
  "pt-BR": () => import("./pt-br.ts").then(({ ptBr }) => ptBr),
  es: () => import("./es.ts").then(({ es }) => es),
  it: () => import("./it.ts").then(({ it }) => it),
};

// The catalogue of permissions in that language; its English comes with the catalogue itself.
const rightsLoaders: Record<Exclude<Language, "en">, () => Promise<RightsTexts>> = {
  "pt-BR": () => import("./rights/pt-br.ts").then(({ ptBrRights }) => ptBrRights),
  es: () => import("./rights/es.ts").then(({ esRights }) => esRights),
  it: () => import("./rights/it.ts").then(({ itRights }) => itRights),
};

export { languages };

const isLanguage = (value: unknown): value is Language | null => value === null || isSpoken(value);

/** The language chosen on this device; null follows the account, and before sign-in the system. */
export const languageChoice = createPreference<Language | null>("language", null, isLanguage);

/** The language of ours that is nearest to what the system speaks. */
export function nearestLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const short = tag.toLowerCase().split("-")[0];
    const found = languages.find((language) => language.toLowerCase().split("-")[0] === short);
    if (found) return found;
  }
  return "en";
}

/** Loads and shows a language. */
export async function showLanguage(language: Language): Promise<void> {
  if (language !== "en" && !i18next.hasResourceBundle(language, "translation")) {
    const [texts, rights] = await Promise.all([loaders[language](), rightsLoaders[language]()]);
    i18next.addResourceBundle(language, "translation", texts);
    i18next.addResourceBundle(language, "rights", rights);
  }
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** To be awaited before anything is drawn. */
export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  await showLanguage(languageChoice.get() ?? nearestLanguage(navigator.languages));
}

/** The sentence for a failure, in the language shown; the catalogue's own where we have no translation. */
export function problemText(code: ProblemCode): string {
  const key = `errors.${code}`;
  if (i18next.exists(key)) return i18next.t(key as "errors.internal");
  return code in errorCatalogue ? errorCatalogue[code as keyof typeof errorCatalogue].message : code;
}
