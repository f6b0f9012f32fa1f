import { Button, PasswordInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import classes from "./profile.module.css";

/** A new password, with the present one; every other session ends. */
export function PasswordCard() {
  const { t } = useTranslation();
  const mayChange = useCan("profile.password");
  const [open, setOpen] = useState(false);
  if (!mayChange) return null;
  return (
    <section className={classes.card} aria-label={t("ownProfile.password")}>
      <div className={classes.row}>
        <div>
          <h2>{t("ownProfile.password")}</h2>
          <span className="quiet small">{t("ownProfile.passwordHint")}</span>
        </div>
        {open ? null : (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t("ownProfile.changePassword")}
          </Button>
        )}
      </div>
      {open ? <PasswordForm onDone={() => setOpen(false)} /> : null}
    </section>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    ...api.profile.changePassword.mutationOptions(),
    onSuccess({ endedSessions }) {
      notifications.show({
        color: "green",
        message: t("ownProfile.passwordDone", { count: endedSessions }),
      });
      onDone();
    },
  });
  const code = change.error ? problemOf(change.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending) change.mutate({ current, password });
  };
  const shown = { "aria-label": t("signIn.show") };
  return (
    <form className={classes.form} onSubmit={submit}>
      <PasswordInput
        label={t("ownProfile.yourPassword")}
        required
        withAsterisk={false}
        autoFocus
        autoComplete="current-password"
        maxLength={128}
        value={current}
        error={code === "auth.wrong_password" ? problemText(code) : undefined}
        visibilityToggleButtonProps={shown}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("reset.newPassword")}
        description={t("ownProfile.newPasswordHint")}
        required
        withAsterisk={false}
        autoComplete="new-password"
        maxLength={128}
        value={password}
        error={code === "password.refused" ? problemText(code) : undefined}
        visibilityToggleButtonProps={shown}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ErrorNote
        text={
          code && code !== "auth.wrong_password" && code !== "password.refused"
            ? problemText(code)
            : undefined
        }
      />
      <div className={classes.group}>
        <Button type="submit" loading={change.isPending}>
          {t("reset.set")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("app.cancel")}
        </Button>
      </div>
    </form>
  );
}
