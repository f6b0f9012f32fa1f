import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { AccountFields } from "#renderer/platform/people/account-fields.tsx";
import { PersonalFields } from "#renderer/platform/people/personal-fields.tsx";
import { PhotoEditor } from "#renderer/platform/people/photo-editor.tsx";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { SaveBar, SetupBones } from "#renderer/ui/setup-form.tsx";
import { EmailCard } from "./email-card.tsx";
import classes from "./profile.module.css";
import { type OwnProfile as Own, useOwnForm, useOwnProfile, useRefreshOwn } from "./use-own-profile.ts";

/** Who one is: photo, name, language, time zone, e-mail, and one's account; fields only where the role opens them. */
export function OwnProfile() {
  const { t } = useTranslation();
  const { profile, error, refetch } = useOwnProfile();
  if (profile) return <OwnForm profile={profile} />;
  if (!error) return <SetupBones rows={4} />;
  return (
    <ErrorNote
      text={problemText(problemOf(error))}
      retry={{ label: t("app.retry"), run: () => void refetch() }}
    />
  );
}

function OwnForm({ profile }: { profile: Own }) {
  const { t } = useTranslation();
  const { me, client } = useDesk();
  const refresh = useRefreshOwn();
  const form = useOwnForm(profile);
  const { user, editable, account } = profile;
  const closed = editable.length === 0;
  return (
    <>
      <section className={classes.card} aria-label={t("profile.you")}>
        <div className={classes.row}>
          <PhotoEditor
            person={user}
            mayEdit={editable.includes("avatar")}
            onSet={async (photo) => {
              await client.profile.setPhoto({ photo });
              await refresh();
            }}
            onRemove={async () => {
              await client.profile.removePhoto();
              await refresh();
            }}
          />
          <div className={classes.whoText}>
            <h2>{user.name}</h2>
            <span className="quiet">
              {roleLabel(t, me.role)} · {me.workspace.name}
            </span>
          </div>
        </div>
        {closed ? <Notice>{t("ownProfile.closed")}</Notice> : null}
        <PersonalFields
          value={form.value}
          // The address has its own way: it is confirmed by a link.
          editable={editable.filter((field) => field !== "email")}
          hidden={["email"]}
          wrong={form.wrong}
          onSet={form.set as never}
        />
      </section>
      <EmailCard profile={profile} />
      <section className={classes.card} aria-label={t("ownProfile.account")}>
        <div>
          <h2>{t("ownProfile.account")}</h2>
          <span className="quiet small">
            {account.length > 0 ? t("ownProfile.accountHint") : t("ownProfile.accountClosed")}
          </span>
        </div>
        <AccountFields user={user} value={form.value} editable={account} onSet={form.set as never} />
      </section>
      <div className={classes.bar}>
        <SaveBar
          changes={form.changes}
          busy={form.busy}
          error={form.error}
          reason={form.reason}
          onSave={form.save}
          onUndo={form.undo}
        />
      </div>
    </>
  );
}
