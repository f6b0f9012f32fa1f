import type { Mail } from "#server/features/accounts/index.ts";
import { invitationDays, invitationLink } from "./invitation-token.ts";

interface Wording {
  readonly subject: (workspace: string) => string;
  readonly hello: (name: string) => string;
  readonly open: (inviter: string, workspace: string) => string;
  readonly end: string;
}

const english: Wording = {
  subject: (workspace) => `You are invited to ${workspace}`,
  hello: (name) => `Hello ${name},`,
  open: (inviter, workspace) =>
    `${inviter} invites you to work in ${workspace}. This link works once, for ${invitationDays} days:`,
  end: "If you expected no invitation, ignore this mail: no account is made without you.",
};

const wordings: Readonly<Record<string, Wording>> = {
  en: english,
  "pt-BR": {
    subject: (workspace) => `Você recebeu um convite para ${workspace}`,
    hello: (name) => `Olá, ${name}.`,
    open: (inviter, workspace) =>
      `${inviter} convida você para trabalhar em ${workspace}. Este link vale uma vez, por ${invitationDays} dias:`,
    end: "Se você não esperava um convite, ignore este e-mail: nenhuma conta é criada sem você.",
  },
  es: {
    subject: (workspace) => `Tiene una invitación a ${workspace}`,
    hello: (name) => `Hola, ${name}:`,
    open: (inviter, workspace) =>
      `${inviter} le invita a trabajar en ${workspace}. Este enlace sirve una vez, durante ${invitationDays} días:`,
    end: "Si no esperaba ninguna invitación, ignore este correo: sin usted no se crea ninguna cuenta.",
  },
  it: {
    subject: (workspace) => `È invitato in ${workspace}`,
    hello: (name) => `Salve ${name},`,
    open: (inviter, workspace) =>
      `${inviter} La invita a lavorare in ${workspace}. Questo link vale una volta, per ${invitationDays} giorni:`,
    end: "Se non aspettava un invito, ignori questa e-mail: senza di Lei non viene creato alcun account.",
  },
};

export interface InvitationMail {
  readonly to: string;
  readonly name: string;
  readonly language: string;
  readonly inviter: string;
  readonly workspace: string;
  readonly token: string;
}

/** The mail with an invitation's link. */
export function invitationMail(publicUrl: string, to: InvitationMail): Mail {
  const words = wordings[to.language] ?? english;
  const body = [
    words.hello(to.name),
    "",
    words.open(to.inviter, to.workspace),
    invitationLink(publicUrl, to.token),
    "",
    words.end,
    "",
  ].join("\n");
  return { to: to.to, subject: words.subject(to.workspace), body };
}
