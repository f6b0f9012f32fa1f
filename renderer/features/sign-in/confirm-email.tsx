import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ServerPlace } from "#renderer/platform/http/api.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { type Answer, confirmEmail } from "#renderer/platform/session/errands.ts";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { FrontPage } from "./front-page.tsx";
import classes from "./sign-in.module.css";

interface ConfirmEmailProps {
  readonly place: ServerPlace;
  readonly token: string;
  readonly onDone: () => void;
}

/**
 * The link that confirms a new address leads here. It takes a press: programs that look into mails open links too, and
 * must not confirm anything.
 */
export function ConfirmEmail({ place, token, onDone }: ConfirmEmailProps) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<Answer<{ email: string }>>();
  const [busy, setBusy] = useState(false);
  async function confirm() {
    setBusy(true);
    setAnswer(await confirmEmail(place, token));
    setBusy(false);
  }
  return (
    <FrontPage title={t("confirmEmail.title")} lead={answer ? undefined : t("confirmEmail.lead")}>
      {answer?.ok ? <Notice>{t("confirmEmail.done", { email: answer.value.email })}</Notice> : null}
      <ErrorNote text={answer && !answer.ok ? problemText(answer.code) : undefined} />
      {answer?.ok ? (
        <Button size="sm" onClick={onDone}>
          {t("confirmEmail.go")}
        </Button>
      ) : (
        <>
          {answer?.code === "email.link_invalid" ? null : (
            <Button size="sm" loading={busy} onClick={() => void confirm()}>
              {t("confirmEmail.submit")}
            </Button>
          )}
          <button type="button" className={classes.link} onClick={onDone}>
            {t("confirmEmail.notNow")}
          </button>
        </>
      )}
    </FrontPage>
  );
}
