import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { deviceName } from "#renderer/platform/people/device-name.ts";
import { useRoles } from "#renderer/platform/people/use-choices.ts";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones, SetupSection } from "#renderer/ui/setup-form.tsx";
import type { UserProfile } from "#shared/contract/users.ts";
import { thingOf } from "./user-actions.tsx";
import classes from "./users.module.css";

const few = 10;

/** Where somebody is signed in now, and when he has signed in, or tried to. */
export function UserSessions({ user }: { user: UserProfile }) {
  return (
    <>
      <Sessions user={user} />
      <SignIns user={user} />
    </>
  );
}

function Sessions({ user }: { user: UserProfile }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const roles = useRoles();
  const [asked, setAsked] = useState(false);
  const input = { userId: user.id };
  const query = useQuery({ ...api.users.sessions.queryOptions({ input }), staleTime: 0 });
  const end = useMutation({
    ...api.users.endSessions.mutationOptions(),
    onSuccess({ ended }) {
      void query.refetch();
      setAsked(false);
      notifications.show({ color: "green", message: t("users.sessionsEnded", { count: ended }) });
    },
  });
  const sessions = query.data ?? [];
  return (
    <SetupSection
      title={t("users.sessions")}
      actions={
        sessions.length > 0 ? (
          <Why permission="users.block" thing={thingOf(user, roles)}>
            <Action
              variant="default"
              reason={user.may.block ? undefined : t("users.notThisOne")}
              onClick={() => setAsked(true)}
            >
              {t("users.endSessions")}
            </Action>
          </Why>
        ) : null
      }
    >
      <ErrorNote text={query.error ? problemText(problemOf(query.error)) : undefined} />
      {query.isPending ? <SetupBones rows={2} /> : null}
      {query.data?.length === 0 ? <span className="quiet small">{t("users.noSessions")}</span> : null}
      <ul className={classes.history}>
        {sessions.map((one) => (
          <li key={one.id} className={classes.entry}>
            <span className={classes.entryText}>
              <span>
                {deviceName(one.userAgent) ?? t("profile.unknownDevice")} · {one.ipAddress ?? "–"}
              </span>
              <span className="quiet small">
                {t("profile.signedInAt", { time: shortMoment(Date.parse(one.createdAt)) })}
              </span>
            </span>
            <span className="quiet small numbers" title={exactTime(Date.parse(one.lastSeenAt))}>
              {t("profile.lastSeen", { time: shortMoment(Date.parse(one.lastSeenAt)) })}
            </span>
          </li>
        ))}
      </ul>
      {asked ? (
        <ConfirmName
          title={t("users.endSessionsTitle", { name: user.name })}
          effects={[t("users.endSessionsEffect", { name: user.name }), t("users.endSessionsDrafts")]}
          action={t("users.endSessions")}
          busy={end.isPending}
          error={end.error ? problemText(problemOf(end.error)) : undefined}
          onConfirm={() => end.mutate(input)}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </SetupSection>
  );
}

function SignIns({ user }: { user: UserProfile }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [all, setAll] = useState(false);
  const query = useQuery({
    ...api.users.signIns.queryOptions({ input: { userId: user.id, limit: 200 } }),
    staleTime: 0,
  });
  const signIns = query.data ?? [];
  return (
    <SetupSection title={t("users.signIns")}>
      <ErrorNote text={query.error ? problemText(problemOf(query.error)) : undefined} />
      {query.isPending ? <SetupBones rows={3} /> : null}
      {query.data?.length === 0 ? <span className="quiet small">{t("users.noSignIns")}</span> : null}
      <ul className={classes.history}>
        {signIns.slice(0, all ? signIns.length : few).map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two tries may fall on one moment.
          <li key={`${one.at}-${index}`} className={classes.entry}>
            <span className={classes.entryText}>
              <span className={one.outcome === "signed_in" ? undefined : classes.problem}>
                {t(`users.outcome_${one.outcome as "signed_in"}`, { defaultValue: one.outcome })}
              </span>
              <span className="quiet small">
                {t(`users.method_${one.method as "password"}`, { defaultValue: one.method })} ·{" "}
                {deviceName(one.userAgent) ?? t("profile.unknownDevice")} · {one.ipAddress ?? "–"}
              </span>
            </span>
            <span className="quiet small numbers" title={exactTime(Date.parse(one.at))}>
              {shortMoment(Date.parse(one.at))}
            </span>
          </li>
        ))}
      </ul>
      {!all && signIns.length > few ? (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t("users.allSignIns", { count: signIns.length })}
        </Button>
      ) : null}
    </SetupSection>
  );
}
