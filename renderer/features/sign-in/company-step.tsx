import { Button, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { FrontPage } from "./front-page.tsx";
import classes from "./sign-in.module.css";
import type { SignInFormState } from "./use-sign-in.ts";

/** The address at work says at which identity provider one signs in. */
export function CompanyStep({ form }: { form: SignInFormState }) {
  const { t } = useTranslation();
  return (
    <FrontPage title={t("signInMore.company")}>
      <form className={classes.form} onSubmit={form.submitCompany}>
        <TextInput
          label={t("signInMore.companyEmail")}
          type="email"
          required
          withAsterisk={false}
          autoFocus
          autoComplete="username"
          value={form.email}
          onChange={(event) => form.setEmail(event.currentTarget.value)}
        />
        <ErrorNote text={form.error} />
        <Button type="submit" size="sm" loading={form.busy}>
          {t("signInMore.companyGo")}
        </Button>
      </form>
      <div className={classes.links}>
        <button type="button" className={classes.link} onClick={() => form.go("password")}>
          {t("app.back")}
        </button>
      </div>
    </FrontPage>
  );
}
