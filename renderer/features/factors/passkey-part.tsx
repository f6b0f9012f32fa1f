import { TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { shortMoment } from "#renderer/platform/i18n/times.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconKey } from "#renderer/ui/icons.ts";
import type { Factors, Passkey } from "#shared/contract/factors.ts";
import { PasswordField } from "./confirm-password.tsx";
import classes from "./factors.module.css";
import { useAddPasskey } from "./use-add-passkey.ts";

interface PartProps {
  readonly factors: Factors;
  readonly onChange: (next?: Factors) => void;
}

/** One's passkeys. The desktop's own page is no place on the web, so passkeys are made in a browser. */
export function PasskeyPart({ factors, onChange }: PartProps) {
  const { t } = useTranslation();
  const { session } = useDesk();
  const readOnly = useReadOnly() ? t("errors.preview.read_only") : undefined;
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey>();
  const canMake = session.kind === "browser" && browserSupportsWebAuthn();
  const reason = readOnly ?? (canMake ? undefined : t("factors.noSupport"));
  return (
    <div className={classes.part}>
      <div className={classes.row}>
        <div>
          <span className={classes.name}>{t("factors.passkeys")}</span>
          <p className={classes.hint}>{t("factors.passkeysHint")}</p>
        </div>
        <Action variant="default" reason={reason} onClick={() => setAdding(true)}>
          {t("factors.addPasskey")}
        </Action>
      </div>
      {factors.passkeys.length === 0 ? (
        <span className="quiet">{t("factors.noPasskeys")}</span>
      ) : (
        <ul className={classes.keys}>
          {factors.passkeys.map((one) => (
            <li key={one.id} className={classes.row}>
              <span className={classes.key}>
                <IconKey size={18} stroke={1.5} aria-hidden />
                <span className={classes.keyText}>
                  <span className="one-line">{one.name || t("factors.unnamed")}</span>
                  <span className="quiet small">
                    {t("factors.added", { time: shortMoment(Date.parse(one.createdAt)) })}
                    {one.lastUsedAt
                      ? ` · ${t("profile.lastSeen", { time: shortMoment(Date.parse(one.lastUsedAt)) })}`
                      : ""}
                  </span>
                </span>
              </span>
              <Action variant="default" reason={readOnly} onClick={() => setRemoving(one)}>
                {t("factors.removePasskey")}
              </Action>
            </li>
          ))}
        </ul>
      )}
      {adding ? <AddDialog onChange={onChange} onClose={() => setAdding(false)} /> : null}
      {removing ? (
        <RemoveDialog passkey={removing} onChange={onChange} onClose={() => setRemoving(undefined)} />
      ) : null}
    </div>
  );
}

interface DialogProps {
  readonly onChange: (next?: Factors) => void;
  readonly onClose: () => void;
}

function AddDialog({ onChange, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { add, busy, error } = useAddPasskey((next) => {
    onChange(next);
    onClose();
    notifications.show({ message: t("factors.passkeyAdded") });
  });
  return (
    <ConfirmName
      title={t("factors.addPasskey")}
      effects={[t("factors.passkeysHint")]}
      action={t("factors.addPasskey")}
      danger={false}
      busy={busy}
      error={error}
      onConfirm={() => void add(name.trim() || t("factors.unnamed"), password)}
      onClose={onClose}
    >
      <TextInput
        label={t("factors.passkeyName")}
        description={t("factors.passkeyNameHint")}
        maxLength={80}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordField value={password} onChange={setPassword} />
    </ConfirmName>
  );
}

function RemoveDialog({ passkey, onChange, onClose }: DialogProps & { passkey: Passkey }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const remove = useMutation(api.factors.removePasskey.mutationOptions());
  return (
    <ConfirmName
      title={t("factors.removePasskeyTitle", { name: passkey.name })}
      effects={[t("factors.removePasskeyEffect")]}
      action={t("factors.removePasskey")}
      busy={remove.isPending}
      error={remove.error ? problemText(problemOf(remove.error)) : undefined}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(
          { passkeyId: passkey.id },
          {
            onSuccess(next) {
              onChange(next);
              onClose();
            },
          },
        )
      }
    />
  );
}
