import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { QrCode } from "#renderer/ui/qr-code.tsx";
import { PasswordField } from "./confirm-password.tsx";
import classes from "./factors.module.css";
import { CodesDialog } from "./recovery-codes.tsx";

interface SetUpProps {
  readonly onClose: () => void;
  /** It is in force, and the codes are kept. */
  readonly onDone: () => void;
}

/** Password, then the app's code, then the recovery codes. Nothing is in force before the code was right. */
export function SetUpDialog({ onClose, onDone }: SetUpProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const start = useMutation(api.factors.startTotp.mutationOptions());
  const confirm = useMutation(api.factors.confirmTotp.mutationOptions());
  if (confirm.data) return <CodesDialog codes={confirm.data.recoveryCodes} onClose={onDone} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("factors.totp")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      {start.data ? (
        <CodeStep
          {...start.data}
          busy={confirm.isPending}
          error={confirm.error}
          onCode={(code) => confirm.mutate({ code })}
        />
      ) : (
        <PasswordStep
          busy={start.isPending}
          error={start.error}
          onPassword={(password) => start.mutate({ password })}
        />
      )}
    </Modal>
  );
}

interface StepProps {
  readonly busy: boolean;
  readonly error: unknown;
}

const wordsOf = (error: unknown) => (error ? problemText(problemOf(error)) : undefined);

function PasswordStep({ busy, error, onPassword }: StepProps & { onPassword: (password: string) => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== "") onPassword(password);
  };
  return (
    <form className={classes.dialog} onSubmit={submit}>
      <PasswordField value={password} onChange={setPassword} />
      <ErrorNote text={wordsOf(error)} />
      <div className={classes.foot}>
        <Button type="submit" loading={busy}>
          {t("factors.next")}
        </Button>
      </div>
    </form>
  );
}

interface CodeStepProps extends StepProps {
  readonly secret: string;
  readonly otpauthUrl: string;
  readonly onCode: (code: string) => void;
}

function CodeStep({ secret, otpauthUrl, busy, error, onCode }: CodeStepProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code);
  };
  return (
    <form className={classes.dialog} onSubmit={submit}>
      <p className={classes.lead}>{t("factors.scan")}</p>
      <div className={classes.qr}>
        <QrCode text={otpauthUrl} label={t("factors.qr")} />
      </div>
      <div>
        <span className="quiet small">{t("factors.orType")}</span>
        <code className={classes.secret}>{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
      </div>
      <TextInput
        label={t("factors.code")}
        required
        withAsterisk={false}
        autoFocus
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        classNames={{ input: classes.code ?? "" }}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value.replace(/[^\d ]/g, ""))}
      />
      <ErrorNote text={wordsOf(error)} />
      <div className={classes.foot}>
        <Button type="submit" loading={busy} disabled={code.replaceAll(" ", "").length !== 6}>
          {t("factors.confirm")}
        </Button>
      </div>
    </form>
  );
}
