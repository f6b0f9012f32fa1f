import { NativeSelect, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { chosenDevices, cleansSound, type DeviceUse } from "#renderer/platform/media/devices.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import classes from "./call-parts.module.css";
import meter from "./meter.module.css";
import { useDeviceList } from "./use-device-list.ts";

const kinds = {
  microphone: "audioinput",
  speaker: "audiooutput",
  ring: "audiooutput",
  camera: "videoinput",
} as const satisfies Record<DeviceUse, MediaDeviceInfo["kind"]>;

/** Which microphone, speaker, ring and camera. */
export function DeviceFields({ uses }: { uses: readonly DeviceUse[] }) {
  const { t } = useTranslation();
  const cleans = useObservable(cleansSound);
  return (
    <div className={classes.devices}>
      {uses.map((use) => (
        <DeviceField key={use} use={use} />
      ))}
      <Switch
        size="xs"
        label={t("calls.devices.cleans")}
        checked={cleans}
        onChange={(event) => cleansSound.set(event.currentTarget.checked)}
      />
    </div>
  );
}

function DeviceField({ use }: { use: DeviceUse }) {
  const { t } = useTranslation();
  const chosen = useObservable(chosenDevices[use]);
  const devices = useDeviceList(kinds[use]);
  const isThere = chosen === "" || devices.some(({ deviceId }) => deviceId === chosen);
  return (
    <NativeSelect
      size="xs"
      label={t(`calls.devices.${use}`)}
      value={chosen}
      onChange={(event) => chosenDevices[use].set(event.currentTarget.value)}
      data={[
        { value: "", label: t("calls.devices.system") },
        ...devices.map(({ deviceId, label }, index) => ({
          value: deviceId,
          label: label || t("calls.devices.unnamed", { n: index + 1 }),
        })),
        ...(isThere ? [] : [{ value: chosen, label: t("calls.devices.gone") }]),
      ]}
    />
  );
}

/** How loud, 0 to 1, as a bar. */
export function LevelBar({ level, label }: { level: number; label: string }) {
  // Ears hear tenfold as twice.
  const share = Math.min(1, Math.max(0, 1 + Math.log10(Math.max(level, 0.001)) / 3));
  return (
    <div className={classes.level}>
      <span className="quiet small">{label}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: the browser's own meter cannot be drawn like ours. */}
      <span
        className={meter.meter}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ transform: `scaleX(${share})` }} />
      </span>
    </div>
  );
}
