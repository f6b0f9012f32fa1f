import { Checkbox, NativeSelect } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { duration } from "#renderer/platform/i18n/times.ts";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import {
  IconDownload,
  IconPlayerPause,
  IconPlayerPlay,
  IconRewindBackward10,
  IconRewindForward10,
} from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Recording, RecordingFile } from "#shared/contract/recordings.ts";
import { LevelBar } from "./level-bar.tsx";
import classes from "./recordings.module.css";
import type { Sides } from "./sides.ts";
import { useFile } from "./use-file.ts";
import { useMix } from "./use-mix.ts";
import { useSave } from "./use-save.ts";

interface PlayerProps {
  readonly recording: Recording;
  readonly mix: RecordingFile;
}

const speeds = [0.75, 1, 1.25, 1.5, 2];

/** Both sides together, each of which can be switched off. It is loaded when somebody wants to listen. */
export function MixPlayer({ recording, mix }: PlayerProps) {
  const { t } = useTranslation();
  const { url, busy, problem, load } = useFile(recording.id, mix.name);
  if (url) return <Player recording={recording} mix={mix} url={url} />;
  return (
    <>
      <ErrorNote text={problem && t("recordings.failed", { problem })} />
      <div className={classes.row}>
        <Action variant="default" loading={busy} leftSection={<IconPlayerPlay size={15} />} onClick={load}>
          {t("recordings.listen")}
        </Action>
        <Save recording={recording} mix={mix} />
      </div>
    </>
  );
}

function Player({ recording, mix, url }: PlayerProps & { readonly url: string }) {
  const { t } = useTranslation();
  const [sides, setSides] = useState<Sides>({ customer: true, staff: true });
  const [speed, setSpeed] = useState(1);
  const sound = useMix(url, sides, speed);
  const lengthMs = mix.durationMs;
  const go = (ms: number) => sound.seek(Math.max(0, Math.min(lengthMs, ms)));
  const keys = (event: KeyboardEvent) => {
    if (event.key !== " " || event.target instanceof HTMLButtonElement) return;
    if (event.target instanceof HTMLSelectElement) return;
    if (event.target instanceof HTMLInputElement && event.target.type === "checkbox") return;
    event.preventDefault();
    sound.toggle();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the space bar, wherever in the player one is; each tool has its own
    <div className={classes.player} onKeyDown={keys} title={t("recordings.keys")}>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said */}
      <audio ref={sound.element} src={url} />
      <LevelBar recording={recording} lengthMs={lengthMs} atMs={sound.atMs} sides={sides} onSeek={go} />
      <div className={classes.row}>
        <IconAction label={t("recordings.back")} size={28} onClick={() => go(sound.atMs - 10_000)}>
          <IconRewindBackward10 size={17} stroke={1.7} />
        </IconAction>
        <IconAction
          label={t(sound.isPlaying ? "recordings.stop" : "recordings.play")}
          size={34}
          variant="filled"
          onClick={sound.toggle}
        >
          {sound.isPlaying ? <IconPlayerPause size={18} /> : <IconPlayerPlay size={18} />}
        </IconAction>
        <IconAction label={t("recordings.ahead")} size={28} onClick={() => go(sound.atMs + 10_000)}>
          <IconRewindForward10 size={17} stroke={1.7} />
        </IconAction>
        <span className="numbers small">
          {duration(sound.atMs)} / {duration(lengthMs)}
        </span>
        <NativeSelect
          size="xs"
          w={66}
          aria-label={t("recordings.speed")}
          value={String(speed)}
          data={speeds.map((one) => ({ value: String(one), label: t("recordings.times", { n: one }) }))}
          onChange={(event) => setSpeed(Number(event.currentTarget.value))}
        />
      </div>
      <div className={classes.row}>
        <fieldset className={classes.sides}>
          <legend className="hidden-text">{t("recordings.sides")}</legend>
          {(["customer", "staff"] as const).map((side) => (
            <Checkbox
              key={side}
              size="xs"
              label={t(`recordings.${side}Side`)}
              checked={sides[side]}
              onChange={(event) => setSides({ ...sides, [side]: event.currentTarget.checked })}
            />
          ))}
        </fieldset>
        <Save recording={recording} mix={mix} />
      </div>
    </div>
  );
}

function Save({ recording, mix }: PlayerProps) {
  const { t } = useTranslation();
  const { save, busy, problem } = useSave(recording.id, mix.name);
  return (
    <>
      <IconAction label={t("recordings.download")} size={28} loading={busy} onClick={save}>
        <IconDownload size={17} stroke={1.7} />
      </IconAction>
      <ErrorNote text={problem} />
    </>
  );
}
