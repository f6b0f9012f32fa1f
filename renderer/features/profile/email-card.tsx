import { Button, PasswordInput, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import classes from "./profile.module.css";
import { type OwnProfile, useRefreshOwn } from "./use-own-profile.ts";

/** One's e-mail address: a new one counts only after its link was opened. */
export function EmailCard({ profile }: { profile: OwnProfile }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const refresh = useRefreshOwn();
  const [open, setOpen] = useState(false);
  const { user, pendingEmail, editable } = profile;
  const cancel = useMutation({ ...api.profile.cancelEmail.mutationOptions(), onSettled: refresh });
  const mayEdit = editable.includes("email");
  return (
    <section className={classes.card} aria-label={t("people.email")}>
      <div className={classes.row}>
        <div>
          <h2>{t("people.email")}</h2>
          <span>{user.email}</span>
        </div>
        {mayEdit && !open ? (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t("ownProfile.changeEmail")}
          </Button>
        ) : null}
      </div>
      {mayEdit ? null : <span className="quiet small">{t("ownProfile.emailClosed")}</span>}
      {pendingEmail ? (
        <div className={classes.row}>
          <Notice>{t("ownProfile.pending", { email: pendingEmail })}</Notice>
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(undefined as never)}
          >
            {t("ownProfile.forget")}
          </Button>
        </div>
      ) : null}
      {open ? <EmailForm onDone={() => setOpen(false)} /> : null}
    </section>
  );
}

function EmailForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const refresh = useRefreshOwn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    ...api.profile.changeEmail.mutationOptions(),
    onSuccess({ pendingEmail }) {
      notifications.show({ message: t("ownProfile.pending", { email: pendingEmail }) });
      onDone();
      void refresh();
    },
  });
  const code = change.error ? problemOf(change.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending) change.mutate({ email: email.trim(), password });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={t("ownProfile.newEmail")}
        type="email"
        required
        withAsterisk={false}
        autoFocus
        maxLength={254}
        value={email}
        error={
          code === "email.taken"
            ? problemText(code)
            : code === "request.invalid"
              ? t("customer.invalidEmail")
              : undefined
        }
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("ownProfile.yourPassword")}
        required
        withAsterisk={false}
        autoComplete="current-password"
        maxLength={128}
        value={password}
        error={code === "auth.wrong_password" ? problemText(code) : undefined}
        visibilityToggleButtonProps={{ "aria-label": t("signIn.show") }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ErrorNote
        text={
          code && !["email.taken", "auth.wrong_password", "request.invalid"].includes(code)
            ? problemText(code)
            : undefined
        }
      />
      <div className={classes.group}>
        <Button type="submit" loading={change.isPending}>
          {t("ownProfile.sendLink")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("app.cancel")}
        </Button>
      </div>
    </form>
  );
}
