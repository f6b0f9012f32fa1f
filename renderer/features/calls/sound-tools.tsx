import { useTranslation } from "react-i18next";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import { IconMicrophone, IconMicrophoneOff } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import classes from "./calls.module.css";
import type { CarriedCall } from "./carried-call.ts";
import { DeviceMenu } from "./device-menu.tsx";
import { DeviceNews } from "./device-news.tsx";
import { Keypad } from "./keypad.tsx";
import { QualityMark } from "./quality-mark.tsx";
import type { MyCall } from "./use-calls.ts";

interface SoundProps {
  readonly mine: MyCall;
  readonly carried: CarriedCall;
  readonly hasKeys: boolean;
}

/** Microphone, digits, devices and how it sounds; when another window has taken it, the way back. */
export function SoundTools({ mine: { leg }, carried, hasKeys }: SoundProps) {
  const { t } = useTranslation();
  const { media, muted } = carried;
  const link = useObservable(media.state);
  const { problem } = useObservable(media.microphone.state);
  const voice = useObservable(muted.state);
  const toggle = () => muted.want(!muted.state.get().wanted);
  const speaks = leg.party !== "supervisor";
  useKeys(hasKeys && speaks ? { F9: toggle } : {});
  if (link === "elsewhere")
    return (
      <>
        <span className="quiet small">{t("calls.elsewhere")}</span>
        <Action variant="default" onClick={media.link.takeOver}>
          {t("calls.takeOverHere")}
        </Action>
      </>
    );
  return (
    <>
      {problem ? (
        <ErrorNote
          text={t(`calls.microphone.${problem}`)}
          retry={{ label: t("app.retry"), run: media.microphone.start }}
        />
      ) : null}
      <DeviceNews media={media} />
      <QualityMark carried={carried} />
      {speaks ? (
        <>
          <IconAction
            label={t(voice.wanted ? "calls.unmute" : "calls.mute")}
            keys="F9"
            pressed={voice.wanted}
            size={34}
            {...(voice.wanted && { variant: "light", color: "red" })}
            onClick={toggle}
          >
            {voice.wanted ? (
              <IconMicrophoneOff size={18} stroke={1.7} />
            ) : (
              <IconMicrophone size={18} stroke={1.7} />
            )}
          </IconAction>
          {voice.wanted ? <span className={classes.muted}>{t("calls.muted")}</span> : null}
          <Keypad onDigit={(digit) => media.digits(digit)} reason={undefined} />
        </>
      ) : null}
      <DeviceMenu level={media.levels} withCamera={media.camera.state.get().track !== null} />
    </>
  );
}
