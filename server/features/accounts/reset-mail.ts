import type { Mail } from "./mail.ts";
import { passwordLink } from "./password-link.ts";

interface Wording {
  readonly subject: string;
  readonly hello: (name: string) => string;
  readonly open: string;
  readonly end: string;
}

const english: Wording = {
  subject: "Choose a new password",
  hello: (name) => `Hello ${name},`,
  open: "somebody, hopefully you, asked to choose a new password. This link works once, for an hour:",
  end: "If it was not you, ignore this mail: nothing has changed.",
};

const wordings: Readonly<Record<string, Wording>> = {
  en: english,
  "pt-BR": {
    subject: "Escolha uma nova senha",
    hello: (name) => `Olá, ${name}.`,
    open: "Alguém, esperamos que você, pediu para escolher uma nova senha. Este link vale uma vez, por uma hora:",
    end: "Se não foi você, ignore este e-mail: nada mudou.",
  },
  es: {
    subject: "Elija una nueva contraseña",
    hello: (name) => `Hola, ${name}:`,
    open: "Alguien, esperamos que usted, pidió elegir una nueva contraseña. Este enlace sirve una vez, durante una hora:",
    end: "Si no fue usted, ignore este correo: nada ha cambiado.",
  },
  it: {
    subject: "Scelga una nuova password",
    hello: (name) => `Salve ${name},`,
    open: "qualcuno, speriamo Lei, ha chiesto di scegliere una nuova password. Questo link vale una volta, per un'ora:",
    end: "Se non è stato Lei, ignori questa e-mail: nulla è cambiato.",
  },
};

/** The mail with the link of a password reset. */
export function resetMail(
  publicUrl: string,
  person: { to: string; name: string; language: string; token: string },
): Mail {
  const words = wordings[person.language] ?? english;
  return {
    to: person.to,
    subject: words.subject,
    body: [
      words.hello(person.name),
      "",
      words.open,
      passwordLink(publicUrl, person.token),
      "",
      words.end,
      "",
    ].join("\n"),
  };
}
