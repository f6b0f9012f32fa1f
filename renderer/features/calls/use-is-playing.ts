import { type RefObject, useEffect, useState } from "react";

/** Without a new picture for so long nobody sends any. */
const stillMs = 2_000;

/** Whether pictures arrive: the server fills a place, and empties it, without telling. */
export function useIsPlaying(video: RefObject<HTMLVideoElement | null>): boolean {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    let last = Number.NEGATIVE_INFINITY;
    let frames = 0;
    const timer = setInterval(() => {
      const { totalVideoFrames } = element.getVideoPlaybackQuality();
      if (totalVideoFrames > frames) last = performance.now();
      frames = totalVideoFrames;
      setPlaying(performance.now() - last < stillMs);
    }, 250);
    return () => clearInterval(timer);
  }, [video]);
  return playing;
}
