/** The few words outside the frame. */
interface Words {
  readonly open: string;
  readonly close: string;
  readonly title: string;
  readonly unread: string;
}

const english: Words = { open: "Open chat", close: "Close chat", title: "Chat", unread: "unread" };
const words: Readonly<Record<string, Words>> = {
  en: english,
  pt: { open: "Abrir chat", close: "Fechar chat", title: "Chat", unread: "não lidas" },
  es: { open: "Abrir chat", close: "Cerrar chat", title: "Chat", unread: "sin leer" },
  it: { open: "Apri la chat", close: "Chiudi la chat", title: "Chat", unread: "non letti" },
};

/** Words for a language tag such as `pt-BR`; English when we do not speak it. */
export const wordsFor = (language: string): Words => words[language.slice(0, 2).toLowerCase()] ?? english;

/** The language of the page if the workspace speaks it, else the workspace's own. */
export function spoken(wanted: string, languages: readonly string[]): string {
  const tag = wanted.toLowerCase();
  const same = languages.find((language) => language.toLowerCase() === tag);
  const near = languages.find((language) => language.slice(0, 2) === tag.slice(0, 2));
  return same ?? near ?? languages[0] ?? "en";
}
