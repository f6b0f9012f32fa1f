import i18next from "i18next";

/** A language by its name in the language of the screen. */
export const languageName = (tag: string): string =>
  new Intl.DisplayNames([i18next.language], { type: "language" }).of(tag) ?? tag;
