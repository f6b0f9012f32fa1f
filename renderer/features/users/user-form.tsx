import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { AccountFields } from "#renderer/platform/people/account-fields.tsx";
import { PersonalFields } from "#renderer/platform/people/personal-fields.tsx";
import { PhotoEditor } from "#renderer/platform/people/photo-editor.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import { Fact, Facts, SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import type { UserProfile } from "#shared/contract/users.ts";
import { StateMark } from "./state-mark.tsx";
import { useLearnUser, useUserForm } from "./use-user-form.ts";
import { UserActions } from "./user-actions.tsx";
import { UserSessions } from "./user-sessions.tsx";
import classes from "./users.module.css";

interface UserFormProps {
  readonly user: UserProfile;
  readonly withLink: boolean;
  readonly more?: MoreOfUser | undefined;
}

/** What other parts of the product show of a person, at the end of his page. */
export type MoreOfUser = (user: UserProfile) => ReactNode;

/** A person: who he is, his account, where he signed in, and what can be done with him. */
export function UserForm({ user, withLink, more }: UserFormProps) {
  const { t } = useTranslation();
  const form = useUserForm(user);
  const { account } = user.may;
  const readOnly = account.length === 0 && form.personalEditable.length === 0;
  return (
    <SetupForm
      bar={
        <SaveBar
          changes={form.changes}
          busy={form.busy}
          error={form.error}
          reason={form.reason}
          onSave={form.save}
          onUndo={form.undo}
        />
      }
    >
      <Who user={user} withLink={withLink} />
      {user.isSelf ? <Notice>{t("users.self")}</Notice> : null}
      {readOnly && !user.isSelf ? <Notice>{t("setup.readOnly")}</Notice> : null}
      <SetupSection title={t("users.personal")}>
        <PersonalFields
          value={form.value}
          editable={form.personalEditable}
          wrong={form.wrong}
          onSet={form.set as never}
        />
      </SetupSection>
      <SetupSection title={t("users.account")}>
        <AccountFields user={user} value={form.value} editable={account} onSet={form.set as never} />
        <AccountFacts user={user} />
      </SetupSection>
      {more?.(user)}
      {user.may.signIns ? <UserSessions user={user} /> : null}
    </SetupForm>
  );
}

function AccountFacts({ user }: { user: UserProfile }) {
  const { t } = useTranslation();
  const time = (at: string | null) => (at ? shortMoment(Date.parse(at)) : t("people.never"));
  return (
    <Facts>
      {user.ledGroups.length > 0 ? (
        <Fact label={t("people.ledGroups")}>{user.ledGroups.map(({ name }) => name).join(", ")}</Fact>
      ) : null}
      <Fact label={t("people.secondFactor")}>{user.secondFactor ? t("people.yes") : t("people.no")}</Fact>
      <Fact label={t("people.lastSeenAt")}>{time(user.lastSeenAt)}</Fact>
      <Fact label={t("people.createdAt")}>
        <span title={exactTime(Date.parse(user.createdAt))}>{time(user.createdAt)}</span>
      </Fact>
    </Facts>
  );
}

function Who({ user, withLink }: UserFormProps) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const learn = useLearnUser();
  const { id: userId } = user;
  return (
    <SetupSection
      title={roleLabel(t, { key: user.role, name: user.roleName })}
      actions={<StateMark state={user.state} />}
    >
      <div className={classes.who}>
        <PhotoEditor
          person={user}
          mayEdit={user.may.photo}
          onSet={async (photo) => learn((await client.users.setPhoto({ userId, photo })) as UserProfile)}
          onRemove={async () => learn((await client.users.removePhoto({ userId })) as UserProfile)}
        />
        <div className={classes.whoText}>
          <span className="quiet">{user.email}</span>
          {withLink ? (
            <Link className={classes.textLink} to="/setup/users/$userId" params={{ userId }}>
              {t("users.openPage")}
            </Link>
          ) : null}
        </div>
      </div>
      <UserActions user={user} />
    </SetupSection>
  );
}
