import { Button, PasswordInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ServerPlace } from "#renderer/platform/http/api.ts";
import { languages, problemText } from "#renderer/platform/i18n/index.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import type { Invited } from "#renderer/platform/session/errands.ts";
import type { SessionPort } from "#renderer/platform/session/session-port.ts";
import { Bone, Delayed, ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { FrontPage } from "./front-page.tsx";
import classes from "./sign-in.module.css";
import { useInvitation } from "./use-invitation.ts";

const languageNames = { en: "English", "pt-BR": "Português (Brasil)", es: "Español", it: "Italiano" };

interface InvitationFormProps {
  readonly place: ServerPlace;
  readonly session: SessionPort;
  readonly token: string;
  /** The account is there, and signed in when that worked. */
  readonly onDone: () => void;
}

/** The link of an invitation leads here: who invites whom to what, then name and password, then one is in. */
export function InvitationForm(props: InvitationFormProps) {
  const { t } = useTranslation();
  const invitation = useInvitation(props);
  const { looked, made } = invitation;
  if (!looked) {
    return (
      <FrontPage title={t("join.title")}>
        <Delayed>
          <Bone width="70%" height={12} />
        </Delayed>
      </FrontPage>
    );
  }
  if (!looked.ok || made) {
    return (
      <FrontPage title={made ? t("join.madeTitle") : t("join.title")}>
        {made ? <Notice>{t("join.made", { email: made })}</Notice> : null}
        <ErrorNote text={looked.ok ? undefined : problemText(looked.code)} />
        {!looked.ok && looked.code !== "invitation.invalid" ? (
          <Button onClick={invitation.lookAgain}>{t("app.retry")}</Button>
        ) : null}
        <button type="button" className={classes.link} onClick={props.onDone}>
          {t("signIn.title")}
        </button>
      </FrontPage>
    );
  }
  return <Form invited={looked.value} invitation={invitation} />;
}

interface FormProps {
  readonly invited: Invited;
  readonly invitation: ReturnType<typeof useInvitation>;
}

function Form({ invited, invitation }: FormProps) {
  const { t } = useTranslation();
  const { name, password, language, again } = invitation;
  // Built-in roles are named after their keys; a custom one keeps the name it was given.
  const key = invited.roleName.toLowerCase().replaceAll(" ", "-");
  const role = roleLabel(t, { key: key as never, name: invited.roleName });
  return (
    <FrontPage
      title={t("join.welcome", { workspace: invited.workspace })}
      lead={t("join.lead", { email: invited.email, role })}
    >
      <form className={classes.form} onSubmit={invitation.submit}>
        {/* For the password manager: whose password this becomes. */}
        <input type="hidden" name="username" autoComplete="username" value={invited.email} />
        <TextInput
          label={t("people.name")}
          required
          withAsterisk={false}
          autoFocus
          maxLength={120}
          autoComplete="name"
          value={name}
          onChange={(event) => invitation.setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("reset.newPassword")}
          description={t("join.passwordHint", { count: invited.minPasswordLength })}
          required
          withAsterisk={false}
          minLength={invited.minPasswordLength}
          maxLength={128}
          autoComplete="new-password"
          value={password}
          error={invitation.passwordError}
          visibilityToggleButtonProps={{ "aria-label": t("signIn.show") }}
          onChange={(event) => invitation.setPassword(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("join.again")}
          required
          withAsterisk={false}
          maxLength={128}
          autoComplete="new-password"
          value={again}
          error={again !== "" && again !== password ? t("join.differ") : undefined}
          visibilityToggleButtonProps={{ "aria-label": t("signIn.show") }}
          onChange={(event) => invitation.setAgain(event.currentTarget.value)}
        />
        <Select
          label={t("people.language")}
          allowDeselect={false}
          data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
          value={language}
          onChange={(next) => next && invitation.setLanguage(next)}
        />
        <span className={classes.lead}>{t("join.timeZone", { zone: invitation.timeZone })}</span>
        <ErrorNote text={invitation.error} />
        <Button type="submit" size="sm" loading={invitation.busy} disabled={again !== password}>
          {t("join.submit")}
        </Button>
      </form>
    </FrontPage>
  );
}
