import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useObservable } from "#renderer/platform/observable.ts";
import { othersIn } from "./call-words.ts";
import type { CarriedCall } from "./carried-call.ts";
import type { MyCall } from "./use-calls.ts";
import classes from "./video.module.css";
import { mainOf, type Seen, videoLayout } from "./video-layout.ts";
import { Picture, Video } from "./video-picture.tsx";

interface StageProps {
  readonly mine: MyCall;
  readonly carried: CarriedCall;
}

const unseen: Seen = { shown: false, area: 0 };

/** The pictures of a call as they are laid out, with one's own in the corner. */
export function Stage({ mine: { call, leg }, carried: { media } }: StageProps) {
  const { t } = useTranslation();
  const layout = useObservable(videoLayout);
  const peer = useObservable(media.peer);
  const camera = useObservable(media.camera.state);
  const screen = useObservable(media.screen.state);
  const [pictures, setPictures] = useState<readonly Seen[]>([]);
  const saw = useCallback(
    (at: number, seen: Seen) =>
      setPictures((now) =>
        Array.from({ length: Math.max(now.length, at + 1) }, (_, index) =>
          index === at ? seen : (now[index] ?? unseen),
        ),
      ),
    [],
  );
  const main = mainOf(layout, pictures);
  const own = leg.party === "supervisor" ? null : (screen.track ?? camera.track);
  const name = othersIn(call, leg)[0]?.name ?? "";
  return (
    <>
      <div className={classes.pictures} data-has-main={main !== null || undefined}>
        <div className={classes.noPicture}>{t("calls.video.none", { name })}</div>
        {peer?.sees.map((track, index) => (
          <Placed key={track.id} track={track} index={index} isMain={index === main} onSeen={saw} />
        ))}
      </div>
      {own ? (
        <div className={classes.own} data-screen={screen.track !== null || undefined}>
          <Video track={own} label={t("calls.video.own")} />
        </div>
      ) : null}
    </>
  );
}

interface PlacedProps {
  readonly track: MediaStreamTrack;
  readonly index: number;
  readonly isMain: boolean;
  readonly onSeen: (index: number, seen: Seen) => void;
}

function Placed({ track, index, isMain, onSeen }: PlacedProps) {
  const { t } = useTranslation();
  const seen = useCallback((now: Seen) => onSeen(index, now), [onSeen, index]);
  return (
    <Picture track={track} label={t("calls.video.theirs", { n: index + 1 })} isMain={isMain} onSeen={seen} />
  );
}
