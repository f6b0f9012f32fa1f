import { Button, PasswordInput, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { useUnsaved } from "#renderer/ui/leave-guard.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import { Dot } from "#renderer/ui/signs.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { Provider, SecurityAnswer } from "./answer.ts";
import classes from "./security.module.css";

interface SsoProps {
  readonly answer: SecurityAnswer;
  readonly onSaved: (answer: SecurityAnswer) => void;
}

/** The company's identity provider: what is set up, the callback address to copy, and a way to end it. */
export function SsoSection({ answer, onSaved }: SsoProps) {
  const { t } = useTranslation();
  const [removing, setRemoving] = useState(false);
  const { sso, callbackUrl } = answer;
  const reason = useReadOnly() ? t("errors.preview.read_only") : undefined;
  return (
    <SetupSection
      title={t("house.security.sso")}
      hint={t("house.security.ssoHint")}
      actions={
        sso ? (
          <Action variant="default" reason={reason} onClick={() => setRemoving(true)}>
            {t("house.security.ssoRemove")}
          </Action>
        ) : null
      }
    >
      <span className={classes.state}>
        <Dot tone={sso ? "green" : "grey"} shape={sso ? "full" : "hollow"} />
        {sso ? t("house.security.ssoOn", { domain: sso.domain }) : t("house.security.ssoOff")}
      </span>
      <div>
        <div className="quiet small">{t("house.security.callbackUrl")}</div>
        <div className={classes.callback}>
          <code className={classes.code}>{callbackUrl}</code>
          <CopyButton text={callbackUrl} label={t("house.security.copy")} done={t("house.security.copied")} />
        </div>
      </div>
      <ProviderForm key={sso?.issuer} sso={sso} reason={reason} onSaved={onSaved} />
      {removing && sso ? (
        <RemoveDialog domain={sso.domain} onSaved={onSaved} onClose={() => setRemoving(false)} />
      ) : null}
    </SetupSection>
  );
}

const none = { issuer: "", clientId: "", clientSecret: "", domain: "" };

interface ProviderFormProps {
  readonly sso: Provider | null;
  /** Why it cannot be saved now. */
  readonly reason: string | undefined;
  readonly onSaved: (answer: SecurityAnswer) => void;
}

function ProviderForm({ sso, reason, onSaved }: ProviderFormProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const id = useId();
  const form = useEdits(
    sso ? { ...none, issuer: sso.issuer, clientId: sso.clientId, domain: sso.domain } : none,
  );
  const setSso = useMutation(api.security.setSso.mutationOptions());
  useUnsaved(id, form.changed.length > 0 ? t("house.security.sso") : null);
  const { issuer, clientId, clientSecret, domain } = form.value;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = { issuer, clientId, domain, ...(clientSecret === "" ? {} : { clientSecret }) };
    setSso.mutate(input, {
      onSuccess(next) {
        form.undo();
        onSaved(next);
        notifications.show({ message: t("house.security.ssoSaved") });
      },
    });
  };
  const field = (name: keyof typeof none) => ({
    value: form.value[name],
    required: true,
    withAsterisk: false,
    spellCheck: false,
    autoComplete: "off",
    onChange: (event: { currentTarget: { value: string } }) =>
      form.set(name, event.currentTarget.value.trim()),
  });
  return (
    <form onSubmit={submit} style={{ display: "grid", gap: 12 }}>
      <TextInput
        label={t("house.security.issuer")}
        description={t("house.security.issuerHint")}
        type="url"
        maxLength={500}
        {...field("issuer")}
      />
      <TextInput label={t("house.security.clientId")} maxLength={300} {...field("clientId")} />
      <PasswordInput
        label={t("house.security.clientSecret")}
        description={sso?.hasSecret ? t("house.security.secretKept") : undefined}
        maxLength={500}
        {...field("clientSecret")}
        required={!sso?.hasSecret}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("signIn.show") }}
      />
      <TextInput
        label={t("house.security.domain")}
        description={t("house.security.domainHint")}
        maxLength={253}
        {...field("domain")}
        onChange={(event) => form.set("domain", event.currentTarget.value.trim().toLowerCase())}
      />
      <ErrorNote text={setSso.error ? problemText(problemOf(setSso.error)) : undefined} />
      <div className={classes.foot}>
        <Action
          type="submit"
          loading={setSso.isPending}
          disabled={form.changed.length === 0}
          reason={reason}
          onClick={() => {}}
        >
          {t("house.security.ssoSave")}
        </Action>
        {form.changed.length > 0 ? (
          <Button variant="default" onClick={form.undo}>
            {t("setup.undo")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

interface RemoveDialogProps {
  readonly domain: string;
  readonly onSaved: (answer: SecurityAnswer) => void;
  readonly onClose: () => void;
}

function RemoveDialog({ domain, onSaved, onClose }: RemoveDialogProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const removeSso = useMutation(api.security.removeSso.mutationOptions());
  return (
    <ConfirmName
      title={t("house.security.ssoRemoveTitle")}
      effects={[t("house.security.ssoRemoveEffect", { domain }), t("house.security.ssoRemoveEffect2")]}
      name={domain}
      action={t("house.security.ssoRemoveAction")}
      busy={removeSso.isPending}
      error={removeSso.error ? problemText(problemOf(removeSso.error)) : undefined}
      onClose={onClose}
      onConfirm={() =>
        removeSso.mutate(undefined as never, {
          onSuccess(next) {
            onSaved(next);
            onClose();
            notifications.show({ message: t("house.security.ssoRemoved") });
          },
        })
      }
    />
  );
}
