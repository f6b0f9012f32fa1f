import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import { IconPlayerPause, IconPlayerRecord } from "#renderer/ui/icons.ts";
import classes from "./record.module.css";
import type { CallCommands, MyCall } from "./use-calls.ts";

interface ToolsProps {
  readonly mine: MyCall;
  readonly commands: CallCommands;
}

/** Card data are said in half a minute; who paused for them is reminded then, ms. */
const remindMs = 45_000;

/** True when a pause has lasted for so long that it may have been forgotten. */
function useForgotten(isPaused: boolean): boolean {
  const [forgotten, setForgotten] = useState(false);
  useEffect(() => {
    setForgotten(false);
    if (!isPaused) return;
    const timer = setTimeout(() => setForgotten(true), remindMs);
    return () => clearTimeout(timer);
  }, [isPaused]);
  return forgotten;
}

/** Whether the call is recorded, for everybody of the staff in it; its agent begins, pauses and goes on with it. */
export function RecordTools({ mine: { call, leg }, commands }: ToolsProps) {
  const { t } = useTranslation();
  const { state, mayBegin } = call.recording;
  const isMine = leg.party === "agent" && leg.state === "joined";
  const forgotten = useForgotten(state === "paused");
  const isTalk = call.state !== "ringing" && call.state !== "ended";
  if (state === "off")
    return isMine && mayBegin && isTalk ? (
      <Action
        variant="default"
        reason={commands.reason}
        leftSection={<IconPlayerRecord size={15} />}
        onClick={() => commands.record(true)}
      >
        {t("recordings.begin")}
      </Action>
    ) : null;
  return (
    <>
      <span
        className={classes.lamp}
        data-recording={state}
        role={state === "failed" ? "alert" : "status"}
        title={state === "failed" ? t("recordings.failedHint") : undefined}
      >
        <span className={classes.dot} aria-hidden />
        {t(forgotten ? "recordings.stillPaused" : `recordings.state_${state}`)}
      </span>
      {isMine && state === "recording" ? (
        <IconAction
          label={`${t("recordings.pause")}. ${t("recordings.pauseHint")}`}
          reason={commands.reason}
          size={34}
          onClick={() => commands.record(false)}
        >
          <IconPlayerPause size={18} stroke={1.7} />
        </IconAction>
      ) : null}
      {isMine && state === "paused" ? (
        <Action
          variant={forgotten ? "filled" : "default"}
          reason={commands.reason}
          leftSection={<IconPlayerRecord size={15} />}
          onClick={() => commands.record(true)}
        >
          {t("recordings.resume")}
        </Action>
      ) : null}
    </>
  );
}
