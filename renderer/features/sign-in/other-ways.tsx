import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconBuilding, IconFingerprint } from "#renderer/ui/icons.ts";
import classes from "./sign-in.module.css";
import type { SignInFormState } from "./use-sign-in.ts";

/** The ways in without a password of ours. */
export function OtherWays({ form }: { form: SignInFormState }) {
  const { t } = useTranslation();
  if (!form.passkey && !form.hasCompany) return null;
  return (
    <div className={classes.ways}>
      <span className={classes.or}>{t("signInMore.or")}</span>
      {form.passkey ? (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconFingerprint size={17} stroke={1.6} aria-hidden />}
          disabled={form.busy}
          onClick={form.passkey}
        >
          {t("signInMore.passkey")}
        </Button>
      ) : null}
      {form.hasCompany ? (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconBuilding size={17} stroke={1.6} aria-hidden />}
          disabled={form.busy}
          onClick={() => form.go("company")}
        >
          {t("signInMore.company")}
        </Button>
      ) : null}
    </div>
  );
}
