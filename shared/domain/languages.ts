/** Languages of the product's own texts. Without a schema, so that the sign-in page need not load any. */
export const languages = ["en", "pt-BR", "es", "it"] as const;
export type Language = (typeof languages)[number];

/** True for a language that the product speaks. */
export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);
