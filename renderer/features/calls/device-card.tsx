import { useTranslation } from "react-i18next";
import { Action } from "#renderer/ui/action.tsx";
import classes from "./call-parts.module.css";
import { openDeviceCheck } from "./device-check.tsx";
import { DeviceFields } from "./device-fields.tsx";

/** Devices for calls, chosen and tried before the first one. */
export function DeviceCard() {
  const { t } = useTranslation();
  return (
    <section className={classes.deviceCard} aria-label={t("calls.devices.title")}>
      <h2>{t("calls.devices.title")}</h2>
      <DeviceFields uses={["microphone", "speaker", "ring", "camera"]} />
      <div>
        <Action variant="default" onClick={openDeviceCheck}>
          {t("callMedia.check")}
        </Action>
      </div>
    </section>
  );
}
