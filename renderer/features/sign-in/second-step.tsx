import { Button, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { FrontPage } from "./front-page.tsx";
import classes from "./sign-in.module.css";
import type { SignInFormState } from "./use-sign-in.ts";

/** After the password: six digits of the authenticator app, or a recovery code when the phone is not there. */
export function SecondStep({ form }: { form: SignInFormState }) {
  const { t } = useTranslation();
  const isRecovery = form.step === "recovery";
  return (
    <FrontPage
      title={t("signInMore.second")}
      lead={t(isRecovery ? "signInMore.recoveryLead" : "signInMore.secondLead")}
    >
      <form className={classes.form} onSubmit={form.submitCode}>
        <TextInput
          // A new field after each failure, so that the next try can be typed at once.
          key={`${form.step} ${form.error ?? ""}`}
          label={t(isRecovery ? "signInMore.recoveryCode" : "signInMore.code")}
          required
          withAsterisk={false}
          autoFocus
          spellCheck={false}
          inputMode={isRecovery ? "text" : "numeric"}
          autoComplete={isRecovery ? "off" : "one-time-code"}
          maxLength={isRecovery ? 40 : 7}
          value={form.code}
          onChange={(event) => form.setCode(event.currentTarget.value)}
        />
        <ErrorNote text={form.error} />
        <Button type="submit" size="sm" loading={form.busy} disabled={form.code.trim() === ""}>
          {t("signInMore.go")}
        </Button>
      </form>
      <div className={classes.links}>
        <button
          type="button"
          className={classes.link}
          onClick={() => form.go(isRecovery ? "second" : "recovery")}
        >
          {t(isRecovery ? "signInMore.useCode" : "signInMore.useRecovery")}
        </button>
        <button type="button" className={classes.link} onClick={() => form.go("password")}>
          {t("signInMore.back")}
        </button>
      </div>
    </FrontPage>
  );
}
