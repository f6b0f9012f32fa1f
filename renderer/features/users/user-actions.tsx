import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useRoles } from "#renderer/platform/people/use-choices.ts";
import { type AskedThing, Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import type { RoleName } from "#shared/contract/grants.ts";
import type { UserProfile } from "#shared/contract/users.ts";
import { RoleDialog } from "./role-dialog.tsx";
import { useLearnUser } from "./use-user-form.ts";
import classes from "./users.module.css";

/** The steps of an account from one state to the next. */
const steps = {
  block: { from: ["active"], danger: true },
  unblock: { from: ["blocked"], danger: false },
  archive: { from: ["active", "blocked"], danger: true },
  restore: { from: ["archived"], danger: false },
} as const;
type Step = keyof typeof steps;

/** A person as the rule sees him. */
export function thingOf(user: UserProfile, roles: readonly RoleName[]): AskedThing {
  const role = roles.find(({ key }) => key === user.role);
  return {
    ownerId: user.id,
    groupIds: user.groups.map(({ id }) => id),
    about: { kind: "user", id: user.id },
    ...(role ? { role } : {}),
  };
}

/** What can be done with a person: another role, blocked, archived, back again. */
export function UserActions({ user }: { user: UserProfile }) {
  const { t } = useTranslation();
  const roles = useRoles();
  const thing = thingOf(user, roles);
  const [asked, setAsked] = useState<Step | "role">();
  const close = () => setAsked(undefined);
  const possible = (Object.keys(steps) as Step[]).filter((step) =>
    (steps[step].from as readonly string[]).includes(user.state),
  );
  const { may } = user;
  return (
    <div className={classes.rowActions}>
      <Why permission="users.role.change" thing={thing}>
        <Action
          variant="default"
          reason={may.roles.length === 0 ? t("users.noRoleToGive") : undefined}
          onClick={() => setAsked("role")}
        >
          {t("users.changeRole")}
        </Action>
      </Why>
      {possible.map((step) => (
        <Why key={step} permission="users.block" thing={thing}>
          <Action
            variant="default"
            reason={may.block ? undefined : t("users.notThisOne")}
            onClick={() => setAsked(step)}
          >
            {t(`users.${step}`)}
          </Action>
        </Why>
      ))}
      {asked === "role" ? <RoleDialog user={user} onClose={close} /> : null}
      {asked && asked !== "role" ? <StepDialog user={user} step={asked} onClose={close} /> : null}
    </div>
  );
}

interface StepDialogProps {
  readonly user: UserProfile;
  readonly step: Step;
  readonly onClose: () => void;
}

function StepDialog({ user, step, onClose }: StepDialogProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const learn = useLearnUser();
  const { name } = user;
  const command = useMutation({
    ...api.users[step].mutationOptions(),
    onSuccess(next) {
      learn(next as UserProfile);
      notifications.show({ color: "green", message: t(`users.${step}Done`, { name }) });
      onClose();
    },
  });
  const { danger } = steps[step];
  const effects = danger
    ? [
        t(`users.${step}Effect`, { name }),
        t("users.leaveEffectSessions"),
        t("users.leaveEffectConversations"),
        t("users.leaveEffectHistory"),
      ]
    : [t(`users.${step}Effect`, { name })];
  return (
    <ConfirmName
      title={t(`users.${step}Title`, { name })}
      effects={effects}
      {...(danger ? { name } : {})}
      danger={danger}
      action={t(`users.${step}`).replace(/…$/, "")}
      busy={command.isPending}
      error={command.error ? problemText(problemOf(command.error)) : undefined}
      onConfirm={() => command.mutate({ userId: user.id })}
      onClose={onClose}
    />
  );
}
