import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ServerPlace } from "#renderer/platform/http/api.ts";
import { requestReset, resetPassword } from "#renderer/platform/session/password-reset.ts";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { FrontPage } from "./front-page.tsx";
import classes from "./sign-in.module.css";

type Answer = Awaited<ReturnType<typeof requestReset>>;

function useAsked(ask: () => Promise<Answer>) {
  const [answer, setAnswer] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  async function run() {
    setBusy(true);
    setAnswer(await ask());
    setBusy(false);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run();
  };
  return { answer, busy, submit };
}

/** Asks for a mail with a link. */
export function ResetRequestForm({ place, onBack }: { place: ServerPlace; onBack: () => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const { answer, busy, submit } = useAsked(() => requestReset(place, email.trim()));
  return (
    <FrontPage title={t("reset.title")} lead={t("reset.lead")}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t("signIn.email")}
          type="email"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {answer === "done" ? <Notice>{t("reset.sent")}</Notice> : null}
        <ErrorNote text={answer && answer !== "done" ? t(`reset.${answer}`) : undefined} />
        <Button type="submit" size="sm" loading={busy}>
          {t("reset.send")}
        </Button>
        <button type="button" className={classes.link} onClick={onBack}>
          {t("app.back")}
        </button>
      </form>
    </FrontPage>
  );
}

interface NewPasswordProps {
  readonly place: ServerPlace;
  readonly token: string;
  readonly onBack: () => void;
}

/** Sets the new password; the mail's link leads here. */
export function NewPasswordForm({ place, token, onBack }: NewPasswordProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const { answer, busy, submit } = useAsked(() => resetPassword(place, token, password));
  return (
    <FrontPage title={t("reset.newTitle")}>
      <form className={classes.form} onSubmit={submit}>
        <PasswordInput
          label={t("reset.newPassword")}
          description={t("reset.hint")}
          required
          withAsterisk={false}
          autoFocus
          minLength={8}
          maxLength={128}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {answer === "done" ? <Notice>{t("reset.done")}</Notice> : null}
        <ErrorNote text={answer && answer !== "done" ? t(`reset.${answer}`) : undefined} />
        {answer === "done" ? null : (
          <Button type="submit" size="sm" loading={busy}>
            {t("reset.set")}
          </Button>
        )}
        <button type="button" className={classes.link} onClick={onBack}>
          {t("signIn.title")}
        </button>
      </form>
    </FrontPage>
  );
}
