import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { type DataColumn, DataTable } from "#renderer/ui/data-table.tsx";
import { IconMail, IconRefresh, IconTrash } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { Dot } from "#renderer/ui/signs.tsx";
import type { Invitation } from "#shared/contract/invitations.ts";
import { type InvitedLink, InviteLinks } from "./invite-links.tsx";
import classes from "./users.module.css";

const looks = {
  open: { tone: "amber", shape: "hollow" },
  expired: { tone: "grey", shape: "bar" },
  accepted: { tone: "green", shape: "full" },
  cancelled: { tone: "grey", shape: "hollow" },
} as const;

const Time = ({ at }: { at: string }) => (
  <span className="numbers" title={exactTime(Date.parse(at))}>
    {shortMoment(Date.parse(at))}
  </span>
);

const columnsOf = (
  t: TFunction,
  renew: (one: Invitation) => void,
  cancel: (one: Invitation) => void,
): DataColumn<Invitation>[] => [
  { id: "name", header: t("people.name"), width: 190, value: ({ name }) => name, cell: ({ name }) => name },
  {
    id: "email",
    header: t("people.email"),
    width: 230,
    value: ({ email }) => email,
    cell: ({ email }) => email,
  },
  {
    id: "role",
    header: t("people.role"),
    width: 150,
    value: ({ roleName }) => roleName,
    cell: ({ role, roleName }) => roleLabel(t, { key: role, name: roleName }),
  },
  {
    id: "state",
    header: t("people.state"),
    width: 120,
    value: ({ state }) => state,
    cell: ({ state }) => (
      <span className={classes.state}>
        <Dot {...looks[state]} />
        {t(`invite.state_${state}`)}
      </span>
    ),
  },
  {
    id: "invitedBy",
    header: t("invite.invitedBy"),
    width: 150,
    value: ({ invitedBy }) => invitedBy ?? "",
    cell: ({ invitedBy }) => invitedBy ?? "–",
  },
  {
    id: "expiresAt",
    header: t("invite.expiresAt"),
    width: 170,
    value: ({ expiresAt }) => expiresAt,
    cell: ({ expiresAt }) => <Time at={expiresAt} />,
  },
  {
    id: "actions",
    header: "",
    width: 90,
    cell: (one) =>
      one.state === "open" || one.state === "expired" ? (
        <span className={classes.rowActions}>
          <IconAction label={t("invite.renew", { email: one.email })} onClick={() => renew(one)}>
            <IconRefresh size={16} />
          </IconAction>
          <IconAction label={t("invite.cancel", { email: one.email })} onClick={() => cancel(one)}>
            <IconTrash size={16} />
          </IconAction>
        </span>
      ) : null,
  },
];

/** Invitations and what became of them: renew (a new link), or take back. */
export function InvitationsList({ onInvite }: { onInvite: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.invitations.list.queryOptions(), staleTime: 0 });
  const [links, setLinks] = useState<readonly InvitedLink[]>();
  const [leaving, setLeaving] = useState<Invitation>();
  const refresh = { onSettled: () => void query.refetch() };
  const renew = useMutation({ ...api.invitations.renew.mutationOptions(), ...refresh });
  const cancel = useMutation({ ...api.invitations.cancel.mutationOptions(), ...refresh });
  const { mutate } = renew;
  const columns = useMemo(
    () =>
      columnsOf(
        t,
        (one) =>
          mutate(
            { invitationId: one.id },
            { onSuccess: ({ link }) => setLinks([{ email: one.email, link }]) },
          ),
        setLeaving,
      ),
    [t, mutate],
  );
  const failure = query.error ?? renew.error;
  return (
    <div className={classes.list}>
      <ErrorNote text={failure ? problemText(problemOf(failure)) : undefined} />
      <DataTable
        label={t("users.invitations")}
        columns={columns}
        rows={(query.data as Invitation[] | undefined) ?? []}
        rowId={({ id }) => id}
        rowName={({ email }) => email}
        loading={query.isPending}
        empty={
          <Empty
            icon={<IconMail size={28} stroke={1.4} aria-hidden />}
            title={t("invite.none")}
            hint={t("invite.noneHint")}
          >
            <Button onClick={onInvite}>{t("users.invite")}</Button>
          </Empty>
        }
      />
      {links ? (
        <Modal
          opened
          onClose={() => setLinks(undefined)}
          size={640}
          title={t("invite.renewed")}
          closeButtonProps={{ "aria-label": t("setup.close") }}
        >
          <InviteLinks links={links} onClose={() => setLinks(undefined)} />
        </Modal>
      ) : null}
      {leaving ? (
        <ConfirmName
          title={t("invite.cancelTitle")}
          effects={[t("invite.cancelEffect", { email: leaving.email })]}
          action={t("invite.cancelAction")}
          busy={cancel.isPending}
          error={cancel.error ? problemText(problemOf(cancel.error)) : undefined}
          onConfirm={() =>
            cancel.mutate({ invitationId: leaving.id }, { onSuccess: () => setLeaving(undefined) })
          }
          onClose={() => setLeaving(undefined)}
        />
      ) : null}
    </div>
  );
}
