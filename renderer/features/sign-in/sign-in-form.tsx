import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SessionPort } from "#renderer/platform/session/session-port.ts";
import { IconArrowBigUpLine } from "#renderer/ui/icons.ts";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { CompanyStep } from "./company-step.tsx";
import { FrontPage } from "./front-page.tsx";
import { OtherWays } from "./other-ways.tsx";
import { SecondStep } from "./second-step.tsx";
import classes from "./sign-in.module.css";
import { useSignIn } from "./use-sign-in.ts";

interface SignInFormProps {
  readonly session: SessionPort;
  readonly address: string;
  readonly notice: string | undefined;
  readonly onDone: () => void;
  readonly onForgot: () => void;
  readonly onChangeAddress: (() => void) | undefined;
}

/** E-mail and password, or another way in, with everything one needs when it does not work. */
export function SignInForm({ session, address, notice, onDone, onForgot, onChangeAddress }: SignInFormProps) {
  const { t } = useTranslation();
  const form = useSignIn(session, onDone);
  if (form.step === "second" || form.step === "recovery") return <SecondStep form={form} />;
  if (form.step === "company") return <CompanyStep form={form} />;
  return (
    <FrontPage
      title={t("signIn.title")}
      lead={t("signIn.at", { address: address.replace(/^https?:\/\//, "") })}
    >
      {notice ? <Notice>{notice}</Notice> : null}
      <form className={classes.form} onSubmit={form.submit} onKeyUp={form.watchCapsLock}>
        <TextInput
          label={t("signIn.email")}
          type="email"
          required
          withAsterisk={false}
          autoFocus
          autoComplete="username"
          value={form.email}
          onChange={(event) => form.setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("signIn.password")}
          required
          withAsterisk={false}
          autoComplete="current-password"
          maxLength={1024}
          value={form.password}
          visibilityToggleButtonProps={{ "aria-label": t("signIn.show") }}
          onChange={(event) => form.setPassword(event.currentTarget.value)}
        />
        {form.capsLock ? (
          <span className={classes.caps} role="status">
            <IconArrowBigUpLine size={15} aria-hidden /> {t("signIn.capsLock")}
          </span>
        ) : null}
        <ErrorNote text={form.error} />
        <Button type="submit" size="sm" loading={form.busy}>
          {t("signIn.submit")}
        </Button>
      </form>
      <OtherWays form={form} />
      <div className={classes.links}>
        <button type="button" className={classes.link} onClick={onForgot}>
          {t("signIn.forgot")}
        </button>
        {onChangeAddress ? (
          <button type="button" className={classes.link} onClick={onChangeAddress}>
            {t("address.change")}
          </button>
        ) : null}
      </div>
    </FrontPage>
  );
}
