import { type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { createCapture } from "#renderer/platform/media/capture.ts";
import { type CaptureProblem, openDevice } from "#renderer/platform/media/devices.ts";
import { playTestTone } from "#renderer/platform/media/test-tone.ts";
import { useLevel } from "#renderer/platform/media/use-level.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action } from "#renderer/ui/action.tsx";
import { IconAlertTriangle, IconCheck, IconClock } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import classes from "./check.module.css";
import {
  type ConnectionFound,
  type Mark,
  type MicrophoneFound,
  markOfConnection,
  markOfMicrophone,
} from "./check-verdict.ts";
import { LevelBar } from "./device-fields.tsx";
import { Video } from "./video-picture.tsx";

const marks = {
  waiting: IconClock,
  good: IconCheck,
  fair: IconAlertTriangle,
  bad: IconAlertTriangle,
} as const;
/** As loud as somebody who speaks before a microphone. */
const speaksFrom = 0.02;
const ringMs = 1_700;

interface StepProps {
  readonly name: "microphone" | "speaker" | "camera" | "connection";
  readonly mark?: Mark;
  readonly children: ReactNode;
}

function Step({ name, mark, children }: StepProps) {
  const { t } = useTranslation();
  const id = useId();
  const Icon = mark ? marks[mark] : undefined;
  return (
    <section className={classes.step} aria-labelledby={id} data-step={name} data-mark={mark}>
      <h3 id={id}>
        {Icon ? <Icon size={16} stroke={1.8} aria-hidden /> : null}
        {t(`callMedia.step_${name}`)}
      </h3>
      {children}
    </section>
  );
}

interface MicrophoneProps {
  readonly track: MediaStreamTrack | null;
  readonly problem: CaptureProblem | null;
  readonly found: MicrophoneFound;
  readonly onHeard: (heard: boolean) => void;
}

/** The bar moves when one speaks; once it has moved the microphone is good. */
export function MicrophoneStep({ track, problem, found, onHeard }: MicrophoneProps) {
  const { t } = useTranslation();
  const level = useLevel(track);
  const speaks = level > speaksFrom;
  useEffect(() => {
    if (speaks) onHeard(true);
  }, [speaks, onHeard]);
  return (
    <Step name="microphone" mark={markOfMicrophone(found)}>
      {problem ? (
        <ErrorNote text={t(`calls.microphone.${problem}`)} />
      ) : (
        <>
          <span className="quiet small" role="status">
            {t(found === "heard" ? "callMedia.heard" : "callMedia.say")}
          </span>
          <LevelBar level={level} label={t("calls.devices.level")} />
        </>
      )}
    </Step>
  );
}

/** Both are for ears: nothing here can tell whether they were heard. */
export function SpeakerStep() {
  const { t } = useTranslation();
  const { sounds } = useDesk();
  const ring = () => {
    const stop = sounds.ring();
    setTimeout(stop, ringMs);
  };
  return (
    <Step name="speaker">
      <span className="quiet small">{t("callMedia.listen")}</span>
      <div className={classes.buttons}>
        <Action variant="default" onClick={() => void playTestTone()}>
          {t("callMedia.tone")}
        </Action>
        <Action variant="default" onClick={ring}>
          {t("callMedia.ring")}
        </Action>
      </div>
    </Step>
  );
}

/** The camera is on only while one looks at oneself. */
export function CameraStep() {
  const { t } = useTranslation();
  const [isOn, setOn] = useState(false);
  return (
    <Step name="camera">
      {isOn ? <Mirror /> : null}
      <div className={classes.buttons}>
        <Action variant="default" onClick={() => setOn(!isOn)}>
          {t(isOn ? "callMedia.hideCamera" : "callMedia.showCamera")}
        </Action>
      </div>
    </Step>
  );
}

function Mirror() {
  const { t } = useTranslation();
  const [camera] = useState(() => createCapture(() => openDevice("camera")));
  useEffect(() => {
    camera.start();
    return camera.stop;
  }, [camera]);
  const { track, problem } = useObservable(camera.state);
  if (problem) return <ErrorNote text={t(`calls.camera.${problem}`)} />;
  return (
    <div className={classes.mirror}>
      {track ? <Video track={track} label={t("callMedia.cameraHint")} /> : null}
    </div>
  );
}

/** The way to the server and back, in words and figures. */
export function ConnectionStep({ found, onAgain }: { found: ConnectionFound; onAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <Step name="connection" mark={markOfConnection(found)}>
      {found === "measuring" ? (
        <span className="quiet small" role="status">
          {t("callMedia.testing")}
        </span>
      ) : (
        <>
          <Found found={found} />
          <div className={classes.buttons}>
            <Action variant="default" onClick={onAgain}>
              {t("callMedia.again")}
            </Action>
          </div>
        </>
      )}
    </Step>
  );
}

function Found({ found }: { found: Exclude<ConnectionFound, "measuring"> }) {
  const { t } = useTranslation();
  if (found === "nothing") return <ErrorNote text={t("callMedia.noConnection")} />;
  return (
    <div role="status">
      <strong>{t(`calls.quality.${found.word}`)}</strong>
      {found.reasons.map((reason) => (
        <div key={reason}>{t(`calls.quality.because_${reason}`)}</div>
      ))}
      <div className="quiet small numbers">
        {t("calls.quality.figures", {
          delay: Math.round(found.roundTripMs ?? 0),
          jitter: Math.round(found.jitterMs),
          lossIn: (found.lossIn * 100).toFixed(1),
          lossOut: (found.lossOut * 100).toFixed(1),
          opinion: found.opinion.toFixed(1),
        })}
      </div>
    </div>
  );
}
