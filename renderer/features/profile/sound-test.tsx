import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { useObservable } from "#renderer/platform/observable.ts";
import { IconBell, IconBellRinging, IconLifebuoy, IconMessage2, IconPlayerStop } from "#renderer/ui/icons.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import classes from "./profile.module.css";

/** Lets one hear the sounds before the shift begins. */
export function SoundTest() {
  const { t } = useTranslation();
  const { sounds, leads } = useDesk();
  const [stopRing, setStopRing] = useState<() => void>();
  const isLeader = useObservable(leads);
  useEffect(() => stopRing, [stopRing]);
  return (
    <section className={classes.card} aria-label={t("profile.sound")}>
      <h2>{t("profile.sound")}</h2>
      {isLeader ? null : <Notice>{t("profile.otherWindow")}</Notice>}
      <div className={classes.row}>
        <span className="quiet">{t("profile.ringHint")}</span>
        <div className={classes.group}>
          {stopRing ? (
            <Button leftSection={<IconPlayerStop size={15} />} onClick={() => setStopRing(undefined)}>
              {t("profile.ringStop")}
            </Button>
          ) : (
            <Button
              variant="default"
              leftSection={<IconBellRinging size={15} />}
              onClick={() => {
                const stop = sounds.ring();
                setStopRing(() => stop);
              }}
            >
              {t("profile.ringTest")}
            </Button>
          )}
          <Button variant="default" leftSection={<IconMessage2 size={15} />} onClick={() => sounds.message()}>
            {t("profile.messageTest")}
          </Button>
          <Button variant="default" leftSection={<IconLifebuoy size={15} />} onClick={() => sounds.help()}>
            {t("working.help.sound")}
          </Button>
        </div>
      </div>
      <Notifications />
    </section>
  );
}

function Notifications() {
  const { t } = useTranslation();
  const { os, session } = useDesk();
  const [state, setState] = useState(() => ("Notification" in window ? Notification.permission : "denied"));
  if (session.kind === "desktop") return null;
  const words = state === "granted" ? t("profile.notificationsOn") : t("profile.notificationsOff");
  return (
    <div className={classes.row}>
      <span className="quiet">{state === "default" ? t("profile.notifications") : words}</span>
      {state === "default" ? (
        <Button
          variant="default"
          leftSection={<IconBell size={15} />}
          onClick={() => void os.askToNotify().then((yes) => setState(yes ? "granted" : "denied"))}
        >
          {t("profile.allowNotifications")}
        </Button>
      ) : null}
    </div>
  );
}
