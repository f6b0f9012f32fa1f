import type { Mail } from "#server/features/accounts/index.ts";

/** How long the link works, hours. */
export const confirmHours = 24;

/** The page that confirms an address. The token stands after `#`, so that no server's log sees it. */
export const confirmLink = (publicUrl: string, token: string): string => `${publicUrl}/app/#email=${token}`;

interface Wording {
  readonly hello: (name: string) => string;
  readonly confirm: string;
  readonly open: string;
  readonly ignore: string;
  readonly changed: string;
  readonly told: (email: string) => string;
  readonly wrong: string;
}

const english: Wording = {
  hello: (name) => `Hello ${name},`,
  confirm: "Confirm your new e-mail address",
  open: `you want to sign in with this address from now on. This link confirms it; it works once, for ${confirmHours} hours:`,
  ignore: "If it was not you, ignore this mail: nothing has changed.",
  changed: "Your e-mail address was changed",
  told: (email) => `your account now belongs to the address ${email}; you sign in with that one.`,
  wrong: "If it was not you, tell an administrator at once.",
};

const wordings: Readonly<Record<string, Wording>> = {
  en: english,
  "pt-BR": {
    hello: (name) => `Olá, ${name}.`,
    confirm: "Confirme seu novo e-mail",
    open: `Você quer entrar com este endereço de agora em diante. Este link o confirma; vale uma vez, por ${confirmHours} horas:`,
    ignore: "Se não foi você, ignore este e-mail: nada mudou.",
    changed: "Seu e-mail foi alterado",
    told: (email) => `Sua conta agora pertence ao endereço ${email}; é com ele que você entra.`,
    wrong: "Se não foi você, avise um administrador imediatamente.",
  },
  es: {
    hello: (name) => `Hola, ${name}:`,
    confirm: "Confirme su nueva dirección de correo",
    open: `Quiere entrar con esta dirección de ahora en adelante. Este enlace la confirma; sirve una vez, durante ${confirmHours} horas:`,
    ignore: "Si no fue usted, ignore este correo: nada ha cambiado.",
    changed: "Su dirección de correo ha cambiado",
    told: (email) => `Su cuenta pertenece ahora a la dirección ${email}; con ella se entra.`,
    wrong: "Si no fue usted, avise enseguida a un administrador.",
  },
  it: {
    hello: (name) => `Salve ${name},`,
    confirm: "Confermi il nuovo indirizzo e-mail",
    open: `d'ora in poi vuole accedere con questo indirizzo. Questo link lo conferma; vale una volta, per ${confirmHours} ore:`,
    ignore: "Se non è stato Lei, ignori questa e-mail: nulla è cambiato.",
    changed: "Il Suo indirizzo e-mail è cambiato",
    told: (email) => `il Suo account appartiene ora all'indirizzo ${email}; è con quello che accede.`,
    wrong: "Se non è stato Lei, avvisi subito un amministratore.",
  },
};

interface Addressee {
  readonly to: string;
  readonly name: string;
  readonly language: string;
}

const wordsFor = ({ language }: Addressee): Wording => wordings[language] ?? english;

/** To the new address: the link that confirms it. */
export function confirmMail(publicUrl: string, to: Addressee, token: string): Mail {
  const words = wordsFor(to);
  const lines = [words.hello(to.name), "", words.open, confirmLink(publicUrl, token), "", words.ignore, ""];
  return { to: to.to, subject: words.confirm, body: lines.join("\n") };
}

/** To the address of before: that it is so no more. */
export function changedMail(to: Addressee, email: string): Mail {
  const words = wordsFor(to);
  const lines = [words.hello(to.name), "", words.told(email), words.wrong, ""];
  return { to: to.to, subject: words.changed, body: lines.join("\n") };
}
