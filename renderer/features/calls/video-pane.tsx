import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { useObservable } from "#renderer/platform/observable.ts";
import { openPictureWindow, type PictureWindow } from "#renderer/platform/picture-window.ts";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import { IconPictureInPictureOff, IconPictureInPictureOn } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { CarriedCall } from "./carried-call.ts";
import { type MyCall, useCarried, useMyCalls } from "./use-calls.ts";
import classes from "./video.module.css";
import { videoLayout } from "./video-layout.ts";
import { Stage } from "./video-stage.tsx";
import { LayoutMenu, Sending } from "./video-tools.tsx";

/** The pictures of a video call, above the dock or in a window of their own. */
export function VideoPane() {
  const mine = useMyCalls().find(({ call }) => call.medium === "video");
  return mine ? <Carried key={mine.call.id} mine={mine} /> : null;
}

function Carried({ mine }: { mine: MyCall }) {
  const carried = useCarried(mine.call.id);
  return carried ? <Pane mine={mine} carried={carried} /> : null;
}

interface PaneProps {
  readonly mine: MyCall;
  readonly carried: CarriedCall;
}

/** A window beside the app's while it is wanted; it goes with whoever wanted it. */
function usePopOut(title: string) {
  const [outside, setOutside] = useState<PictureWindow>();
  const [refused, setRefused] = useState(false);
  useEffect(() => () => outside?.close(), [outside]);
  return {
    outside,
    refused,
    open() {
      const opened = openPictureWindow(title, () => setOutside(undefined));
      setOutside(opened);
      setRefused(!opened);
    },
    close: () => outside?.close(),
  };
}

function Pane({ mine, carried }: PaneProps) {
  const { t } = useTranslation();
  const layout = useObservable(videoLayout);
  const camera = useObservable(carried.media.camera.state);
  const popOut = usePopOut(t("calls.video.label"));
  const { outside } = popOut;
  const stage = <Stage mine={mine} carried={carried} />;
  return (
    <section
      className={classes.video}
      data-layout={layout}
      data-out={outside !== undefined || undefined}
      aria-label={t("calls.video.label")}
    >
      {outside ? (
        <div className={classes.outside}>
          <span>{t("callMedia.isOut")}</span>
          <Action
            variant="default"
            leftSection={<IconPictureInPictureOff size={15} stroke={1.7} />}
            onClick={popOut.close}
          >
            {t("callMedia.bringBack")}
          </Action>
        </div>
      ) : (
        stage
      )}
      {outside
        ? createPortal(
            <main className={`${classes.video} ${classes.alone}`} data-layout={layout}>
              {stage}
            </main>,
            outside.body,
          )
        : null}
      <ErrorNote
        text={
          popOut.refused
            ? t("callMedia.outRefused")
            : camera.problem
              ? t(`calls.camera.${camera.problem}`)
              : undefined
        }
      />
      <div className={classes.videoTools}>
        {mine.leg.party === "supervisor" ? null : <Sending carried={carried} />}
        <LayoutMenu />
        {outside ? null : (
          <IconAction label={t("calls.video.popOut")} onClick={popOut.open}>
            <IconPictureInPictureOn size={18} stroke={1.7} />
          </IconAction>
        )}
      </div>
    </section>
  );
}
