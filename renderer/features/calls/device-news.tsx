import { useTranslation } from "react-i18next";
import type { CallMedia } from "#renderer/platform/media/call-media.ts";
import type { Capture } from "#renderer/platform/media/capture.ts";
import { chosenDevices } from "#renderer/platform/media/devices.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action } from "#renderer/ui/action.tsx";
import { IconAlertTriangle } from "#renderer/ui/icons.ts";
import classes from "./check.module.css";
import { deviceStateOf } from "./device-state.ts";
import { useDeviceList } from "./use-device-list.ts";

/** A chosen device was pulled out during the call, or could be had again. */
export function DeviceNews({ media }: { media: CallMedia }) {
  return (
    <>
      <Of use="microphone" kind="audioinput" capture={media.microphone} />
      <Of use="camera" kind="videoinput" capture={media.camera} />
      <OfSpeaker />
    </>
  );
}

interface OfProps {
  readonly use: "microphone" | "camera";
  readonly kind: "audioinput" | "videoinput";
  readonly capture: Capture;
}

function Of({ use, kind, capture }: OfProps) {
  const { t } = useTranslation();
  const chosen = useObservable(chosenDevices[use]);
  const { track } = useObservable(capture.state);
  const there = useDeviceList(kind).map(({ deviceId }) => deviceId);
  const state = track ? deviceStateOf({ chosen, there, inUse: track.getSettings().deviceId }) : "fine";
  if (state === "fine") return null;
  return (
    <span className={classes.news} role="status">
      <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
      {t(`callMedia.${state === "back" ? "back" : "gone"}_${use}`)}
      {state === "back" ? (
        <Action variant="default" size="compact-xs" onClick={capture.start}>
          {t("callMedia.useIt")}
        </Action>
      ) : null}
    </span>
  );
}

/** A speaker that comes back is used again by itself: nobody's ears mind. */
function OfSpeaker() {
  const { t } = useTranslation();
  const chosen = useObservable(chosenDevices.speaker);
  const there = useDeviceList("audiooutput").map(({ deviceId }) => deviceId);
  if (deviceStateOf({ chosen, there, inUse: undefined }) === "fine") return null;
  return (
    <span className={classes.news} role="status">
      <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
      {t("callMedia.gone_speaker")}
    </span>
  );
}
