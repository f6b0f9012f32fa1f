import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Action } from "#renderer/ui/action.tsx";
import classes from "./call-parts.module.css";
import { CheckDialog } from "./check-dialog.tsx";
import { DeviceFields } from "./device-fields.tsx";

/** Devices for calls, chosen and tried before the first one. */
export function DeviceCard() {
  const { t } = useTranslation();
  const [checks, setChecks] = useState(false);
  return (
    <section className={classes.deviceCard} aria-label={t("calls.devices.title")}>
      <h2>{t("calls.devices.title")}</h2>
      <DeviceFields uses={["microphone", "speaker", "ring", "camera"]} />
      <div>
        <Action variant="default" onClick={() => setChecks(true)}>
          {t("callMedia.check")}
        </Action>
      </div>
      {checks ? <CheckDialog onClose={() => setChecks(false)} /> : null}
    </section>
  );
}
