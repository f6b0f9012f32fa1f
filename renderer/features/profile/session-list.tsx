import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { shortMoment } from "#renderer/platform/i18n/times.ts";
import { deviceName } from "#renderer/platform/people/device-name.ts";
import { IconDeviceDesktop } from "#renderer/ui/icons.ts";
import { Bone, Delayed, ErrorNote } from "#renderer/ui/notes.tsx";
import classes from "./profile.module.css";

/** Where one is signed in, and the way to end what one does not know. */
export function SessionList() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.session.sessions.queryOptions(), staleTime: 0 });
  const refresh = { onSettled: () => void query.refetch() };
  const revoke = useMutation({ ...api.session.revoke.mutationOptions(), ...refresh });
  const revokeOthers = useMutation({ ...api.session.revokeOthers.mutationOptions(), ...refresh });
  const failure = query.error ?? revoke.error ?? revokeOthers.error;
  const sessions = query.data ?? [];
  return (
    <section className={classes.card} aria-label={t("profile.sessions")}>
      <div className={classes.row}>
        <h2>{t("profile.sessions")}</h2>
        {sessions.length > 1 ? (
          <Button
            variant="default"
            loading={revokeOthers.isPending}
            onClick={() => revokeOthers.mutate(undefined as never)}
          >
            {t("profile.endOthers")}
          </Button>
        ) : null}
      </div>
      <ErrorNote text={failure ? problemText(problemOf(failure)) : undefined} />
      {query.isPending ? (
        <Delayed>
          <Bone width="60%" />
        </Delayed>
      ) : null}
      {sessions.length === 1 ? <span className="quiet">{t("profile.onlyThis")}</span> : null}
      <ul className={classes.sessions}>
        {sessions.map((one) => (
          <li className={classes.session} key={one.id}>
            <div className={classes.group}>
              <IconDeviceDesktop size={20} stroke={1.5} aria-hidden />
              <div className={classes.sessionText}>
                <span className="one-line">
                  {deviceName(one.userAgent) ?? t("profile.unknownDevice")} · {one.ipAddress ?? "–"}
                </span>
                <span className="quiet small numbers">
                  {t("profile.signedInAt", { time: shortMoment(Date.parse(one.createdAt)) })} ·{" "}
                  {t("profile.lastSeen", { time: shortMoment(Date.parse(one.lastSeenAt)) })}
                </span>
              </div>
            </div>
            {one.current ? (
              <span className={classes.current}>{t("profile.current")}</span>
            ) : (
              <Button
                variant="default"
                loading={revoke.isPending && revoke.variables?.sessionId === one.id}
                onClick={() => revoke.mutate({ sessionId: one.id })}
              >
                {t("profile.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
