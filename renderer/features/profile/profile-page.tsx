import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconLogout } from "#renderer/ui/icons.ts";
import { LeaveGuard } from "#renderer/ui/leave-guard.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import { Appearance } from "./appearance.tsx";
import { OwnProfile } from "./own-profile.tsx";
import { PasswordCard } from "./password-card.tsx";
import classes from "./profile.module.css";
import { SessionList } from "./session-list.tsx";
import { SoundTest } from "./sound-test.tsx";

interface ProfilePageProps {
  readonly memoryOnly: boolean;
  readonly onSignOut: () => void;
  /** More cards about the security of one's account, such as the second factor. */
  readonly children?: ReactNode;
}

/** One's own account: who, how it looks and sounds, where one is signed in. */
export function ProfilePage({ memoryOnly, onSignOut, children }: ProfilePageProps) {
  const { t } = useTranslation();
  return (
    <LeaveGuard>
      <main className={classes.page} id="main">
        <div className={classes.column}>
          <div className={classes.row}>
            <h1>{t("profile.title")}</h1>
            <Button
              variant="default"
              leftSection={<IconLogout size={15} />}
              title={t("profile.signOutHint")}
              onClick={onSignOut}
            >
              {t("profile.signOut")}
            </Button>
          </div>
          {memoryOnly ? <Notice>{t("signIn.memoryOnly")}</Notice> : null}
          <OwnProfile />
          <PasswordCard />
          {children}
          <Appearance />
          <SoundTest />
          <SessionList />
        </div>
      </main>
    </LeaveGuard>
  );
}
