import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { createCapture } from "#renderer/platform/media/capture.ts";
import { openDevice } from "#renderer/platform/media/devices.ts";
import { useLevel } from "#renderer/platform/media/use-level.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import classes from "./call-parts.module.css";
import { DeviceFields, LevelBar } from "./device-fields.tsx";

/** Devices for calls, chosen and tried before the first one. */
export function DeviceCard() {
  const { t } = useTranslation();
  const [trying, setTrying] = useState(false);
  return (
    <section className={classes.deviceCard} aria-label={t("calls.devices.title")}>
      <h2>{t("calls.devices.title")}</h2>
      <DeviceFields uses={["microphone", "speaker", "ring", "camera"]} />
      {trying ? <Trial /> : null}
      <div>
        <Action variant="default" onClick={() => setTrying(!trying)}>
          {t(trying ? "calls.devices.stop" : "calls.devices.try")}
        </Action>
      </div>
    </section>
  );
}

/** The microphone's level while it is tried. */
function Trial() {
  const { t } = useTranslation();
  const [capture] = useState(() => createCapture(() => openDevice("microphone")));
  useEffect(() => {
    capture.start();
    return capture.stop;
  }, [capture]);
  const { track, problem } = useObservable(capture.state);
  const level = useLevel(track);
  if (problem) return <ErrorNote text={t(`calls.microphone.${problem}`)} />;
  return <LevelBar level={level} label={t("calls.devices.level")} />;
}
