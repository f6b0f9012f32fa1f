import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconLogout } from "#renderer/ui/icons.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import { Appearance } from "./appearance.tsx";
import classes from "./profile.module.css";
import { SessionList } from "./session-list.tsx";
import { SoundTest } from "./sound-test.tsx";

interface ProfilePageProps {
  readonly memoryOnly: boolean;
  readonly onSignOut: () => void;
}

/** One's own account: who, how it looks and sounds, where one is signed in. */
export function ProfilePage({ memoryOnly, onSignOut }: ProfilePageProps) {
  const { t } = useTranslation();
  const { me } = useDesk();
  return (
    <main className={classes.page} id="main">
      <div className={classes.column}>
        <h1>{t("profile.title")}</h1>
        {memoryOnly ? <Notice>{t("signIn.memoryOnly")}</Notice> : null}
        <section className={classes.card} aria-label={t("profile.you")}>
          <div className={classes.row}>
            <div className={classes.who}>
              <Avatar name={me.name} size={44} />
              <div>
                <h2>{me.name}</h2>
                <span className="quiet">{me.email}</span>
              </div>
            </div>
            <Button
              variant="default"
              leftSection={<IconLogout size={15} />}
              title={t("profile.signOutHint")}
              onClick={onSignOut}
            >
              {t("profile.signOut")}
            </Button>
          </div>
          <dl className={classes.facts}>
            <dt>{t("profile.role")}</dt>
            <dd>{roleLabel(t, me.role)}</dd>
            <dt>{t("profile.workspace")}</dt>
            <dd>{me.workspace.name}</dd>
            <dt>{t("profile.timeZone")}</dt>
            <dd>{me.timeZone}</dd>
          </dl>
        </section>
        <Appearance />
        <SoundTest />
        <SessionList />
      </div>
    </main>
  );
}
