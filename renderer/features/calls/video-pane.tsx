import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useObservable } from "#renderer/platform/observable.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import {
  IconLayoutGrid,
  IconMaximize,
  IconMinimize,
  IconPictureInPictureOn,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
} from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { othersIn } from "./call-words.ts";
import type { CarriedCall } from "./carried-call.ts";
import { type MyCall, useCarried, useMyCalls } from "./use-calls.ts";
import { useIsPlaying } from "./use-is-playing.ts";
import classes from "./video.module.css";

const layouts = ["speaker", "grid", "small"] as const;
type Layout = (typeof layouts)[number];

/** The pictures of a video call, above the dock. */
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

function Pane({ mine, carried }: PaneProps) {
  const { t } = useTranslation();
  const [layout, setLayout] = useState<Layout>("speaker");
  const frame = useRef<HTMLElement>(null);
  const { media } = carried;
  const peer = useObservable(media.peer);
  const camera = useObservable(media.camera.state);
  const screen = useObservable(media.screen.state);
  const own = screen.track ?? camera.track;
  const next = layouts[(layouts.indexOf(layout) + 1) % layouts.length] ?? "speaker";
  const isSending = mine.leg.party !== "supervisor";
  const popOut = () => {
    const video = frame.current?.querySelector<HTMLVideoElement>("[data-shown] video");
    void video?.requestPictureInPicture?.().catch(() => {});
  };
  return (
    <section className={classes.video} data-layout={layout} aria-label={t("calls.video.label")} ref={frame}>
      <div className={classes.pictures}>
        <Waiting mine={mine} />
        {peer?.sees.map((track, index) => (
          <Picture key={track.id} track={track} label={t("calls.video.theirs", { n: index + 1 })} />
        ))}
      </div>
      {own && isSending ? (
        <div className={classes.own} data-screen={screen.track !== null || undefined}>
          <Video track={own} label={t("calls.video.own")} />
        </div>
      ) : null}
      <ErrorNote text={camera.problem ? t(`calls.camera.${camera.problem}`) : undefined} />
      <div className={classes.videoTools}>
        {isSending ? <Sending carried={carried} /> : null}
        <IconAction label={t(`calls.video.layout_${next}`)} onClick={() => setLayout(next)}>
          {next === "grid" ? (
            <IconLayoutGrid size={18} stroke={1.7} />
          ) : next === "small" ? (
            <IconMinimize size={18} stroke={1.7} />
          ) : (
            <IconMaximize size={18} stroke={1.7} />
          )}
        </IconAction>
        <IconAction label={t("calls.video.popOut")} onClick={popOut}>
          <IconPictureInPictureOn size={18} stroke={1.7} />
        </IconAction>
      </div>
    </section>
  );
}

/** Camera and screen, on and off. */
function Sending({ carried: { media } }: Pick<PaneProps, "carried">) {
  const { t } = useTranslation();
  const camera = useObservable(media.camera.state);
  const screen = useObservable(media.screen.state);
  const isOn = camera.track !== null;
  const shares = screen.track !== null;
  return (
    <>
      <IconAction
        label={t(isOn ? "calls.video.cameraOff" : "calls.video.cameraOn")}
        pressed={!isOn}
        onClick={isOn ? media.camera.stop : media.camera.start}
      >
        {isOn ? <IconVideo size={18} stroke={1.7} /> : <IconVideoOff size={18} stroke={1.7} />}
      </IconAction>
      <IconAction
        label={t(shares ? "calls.video.stopSharing" : "calls.video.share")}
        pressed={shares}
        onClick={shares ? media.screen.stop : media.screen.start}
      >
        {shares ? <IconScreenShareOff size={18} stroke={1.7} /> : <IconScreenShare size={18} stroke={1.7} />}
      </IconAction>
    </>
  );
}

/** What stands where a picture will be, or where none is sent. */
function Waiting({ mine: { call, leg } }: Pick<PaneProps, "mine">) {
  const { t } = useTranslation();
  const name = othersIn(call, leg)[0]?.name ?? "";
  return <div className={classes.noPicture}>{t("calls.video.none", { name })}</div>;
}

/** One of the places in which others are seen; it is there while pictures arrive. */
function Picture({ track, label }: { track: MediaStreamTrack; label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  const shown = useIsPlaying(video);
  return (
    <div className={classes.picture} data-shown={shown || undefined} hidden={!shown}>
      <Video track={track} label={label} video={video} />
    </div>
  );
}

interface VideoProps {
  readonly track: MediaStreamTrack;
  readonly label: string;
  readonly video?: React.RefObject<HTMLVideoElement | null>;
}

function Video({ track, label, video: given }: VideoProps) {
  const made = useRef<HTMLVideoElement>(null);
  const video = given ?? made;
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = new MediaStream([track]);
    void element.play().catch(() => {});
    return () => {
      element.srcObject = null;
    };
  }, [track, video]);
  // Its sound comes another way, and what is said is not written down.
  return <video ref={video} muted autoPlay playsInline aria-label={label} />;
}
