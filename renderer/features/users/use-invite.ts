import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useRoles } from "#renderer/platform/people/use-choices.ts";
import { reachesRole } from "#shared/permissions/can.ts";
import type { Grant } from "#shared/permissions/catalogue.ts";
import type { InvitedLink } from "./invite-links.tsx";
import type { InviteRow } from "./read-csv.ts";

/** What the server says of each row that was asked about. */
export interface JudgedRow {
  readonly email: string;
  readonly problems: readonly { readonly field: string; readonly problem: string }[];
}

/** Asking whether people can be invited, and inviting them. */
export function useInvite(onDone: (links: readonly InvitedLink[]) => void) {
  const { api } = useDesk();
  const check = useMutation(api.invitations.create.mutationOptions());
  const send = useMutation(api.invitations.create.mutationOptions());
  const failure = check.error ?? send.error;
  return {
    judged: (send.data?.rows ?? check.data?.rows) as readonly JudgedRow[] | undefined,
    checking: check.isPending,
    sending: send.isPending,
    error: failure ? problemText(problemOf(failure)) : undefined,
    forget() {
      check.reset();
      send.reset();
    },
    check: (rows: readonly InviteRow[]) => check.mutate({ rows: rows as never, preview: true }),
    send: (rows: readonly InviteRow[]) =>
      send.mutate(
        { rows: rows as never, preview: false },
        {
          onSuccess: (answer) => {
            const links = answer.rows.flatMap(({ email, link }) => (link ? [{ email, link }] : []));
            if (links.length > 0) onDone(links);
          },
        },
      ),
  };
}

/** The roles that one may invite to. */
export function useGivableRoles() {
  const me = useMe();
  const roles = useRoles();
  const grant = me.grants["users.invite"] as Grant | undefined;
  return roles.filter(
    (role) => grant !== undefined && reachesRole({ rank: me.role.rank }, grant, role) && role.key !== "owner",
  );
}

// The server's words for what is wrong with a row, by the names of ours.
const known = {
  "is not an e-mail address": "notEmail",
  "has an account already": "hasAccount",
  "is invited already": "isInvited",
  "is in the list twice": "twice",
  "is empty": "empty",
  "is not a role of this workspace": "noRole",
  "is not yours to give": "notYours",
  "is not one of en, pt-BR, es, it": "noLanguage",
} as const;
const noGroup = "has no group that you may see called ";

/** A problem of a row in the person's language where we know it; else as the server says it. */
export function useProblemWords() {
  const { t } = useTranslation();
  return ({ field, problem }: { field: string; problem: string }) => {
    const name = t(`people.${field as "email"}`, { defaultValue: field });
    if (problem.startsWith(noGroup))
      return `${name}: ${t("invite.problem_noGroup", { name: problem.slice(noGroup.length) })}`;
    const key = known[problem as keyof typeof known];
    return `${name}: ${key ? t(`invite.problem_${key}`) : problem}`;
  };
}
