import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { Dot } from "#renderer/ui/signs.tsx";
import type { Factors } from "#shared/contract/factors.ts";
import { ConfirmPassword } from "./confirm-password.tsx";
import classes from "./factors.module.css";
import { CodesDialog } from "./recovery-codes.tsx";
import { SetUpDialog } from "./set-up-dialog.tsx";

interface PartProps {
  readonly factors: Factors;
  readonly onChange: (next?: Factors) => void;
}

/** The authenticator app: off with a way to set it up, or on with its recovery codes. */
export function TotpPart({ factors, onChange }: PartProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const readOnly = useReadOnly() ? t("errors.preview.read_only") : undefined;
  const [doing, setDoing] = useState<"setUp" | "remove" | "renew">();
  const [codes, setCodes] = useState<readonly string[]>();
  const disable = useMutation(api.factors.disableTotp.mutationOptions());
  const renew = useMutation(api.factors.renewRecoveryCodes.mutationOptions());
  const done = () => setDoing(undefined);
  const { totp, required, recoveryCodesLeft } = factors;
  return (
    <div className={classes.part}>
      <div className={classes.row}>
        <div>
          <span className={classes.name}>
            <Dot tone={totp ? "green" : "grey"} shape={totp ? "full" : "hollow"} />
            {t("factors.totp")}: {t(totp ? "factors.on" : "factors.off")}
          </span>
          <p className={classes.hint}>
            {totp ? t("factors.codesLeft", { count: recoveryCodesLeft }) : t("factors.totpHint")}
          </p>
        </div>
        <div className={classes.actions}>
          {totp ? (
            <>
              <Action variant="default" reason={readOnly} onClick={() => setDoing("renew")}>
                {t("factors.newCodes")}
              </Action>
              <Action variant="default" reason={readOnly} onClick={() => setDoing("remove")}>
                {t("factors.remove")}
              </Action>
            </>
          ) : (
            <Action reason={readOnly} onClick={() => setDoing("setUp")}>
              {t("factors.setUp")}
            </Action>
          )}
        </div>
      </div>
      {doing === "setUp" ? (
        <SetUpDialog
          onClose={done}
          onDone={() => {
            done();
            onChange();
            notifications.show({ message: t("factors.done") });
          }}
        />
      ) : null}
      {doing === "remove" ? (
        <ConfirmPassword
          title={t("factors.removeTitle")}
          effects={[
            t("factors.removeEffect"),
            t("factors.removeEffectCodes"),
            ...(required ? [t("factors.removeEffectRequired")] : []),
          ]}
          action={t("factors.remove")}
          mutation={disable}
          onClose={done}
          onDone={(next) => {
            done();
            onChange(next);
            notifications.show({ message: t("factors.removed") });
          }}
        />
      ) : null}
      {doing === "renew" ? (
        <ConfirmPassword
          title={t("factors.newCodesTitle")}
          effects={[t("factors.newCodesEffect")]}
          action={t("factors.newCodesAction")}
          mutation={renew}
          onClose={done}
          onDone={({ recoveryCodes }) => {
            done();
            setCodes(recoveryCodes);
            onChange();
          }}
        />
      ) : null}
      {codes ? <CodesDialog codes={codes} onClose={() => setCodes(undefined)} /> : null}
    </div>
  );
}
