import { type RefObject, useEffect, useRef } from "react";
import { useIsPlaying } from "./use-is-playing.ts";
import classes from "./video.module.css";
import type { Seen } from "./video-layout.ts";

interface PictureProps {
  readonly track: MediaStreamTrack;
  readonly label: string;
  readonly isMain: boolean;
  readonly onSeen: (seen: Seen) => void;
}

/** One of the places in which others are seen; it is there while pictures arrive. */
export function Picture({ track, label, isMain, onSeen }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  const shown = useIsPlaying(video);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const tell = () => onSeen({ shown, area: element.videoWidth * element.videoHeight });
    tell();
    element.addEventListener("resize", tell);
    return () => element.removeEventListener("resize", tell);
  }, [shown, onSeen]);
  return (
    <div
      className={classes.picture}
      data-shown={shown || undefined}
      data-main={isMain || undefined}
      hidden={!shown}
    >
      <Video track={track} label={label} video={video} />
    </div>
  );
}

interface VideoProps {
  readonly track: MediaStreamTrack;
  readonly label: string;
  readonly video?: RefObject<HTMLVideoElement | null>;
}

/** A track as it moves. */
export function Video({ track, label, video: given }: VideoProps) {
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
