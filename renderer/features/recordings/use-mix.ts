import { type RefObject, useEffect, useRef, useState } from "react";
import { openSides, type Sides } from "./sides.ts";

interface Mix {
  readonly element: RefObject<HTMLAudioElement | null>;
  readonly isPlaying: boolean;
  readonly atMs: number;
  readonly toggle: () => void;
  readonly seek: (ms: number) => void;
}

/** Plays a mix, from the moment on at which it is there. */
export function useMix(url: string, sides: Sides, speed: number): Mix {
  const element = useRef<HTMLAudioElement>(null);
  const valves = useRef<ReturnType<typeof openSides>>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [atMs, setAtMs] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another file is another sound
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    const opened = openSides(audio);
    valves.current = opened;
    const tell = () => {
      setIsPlaying(!audio.paused);
      setAtMs(Math.round(audio.currentTime * 1_000));
    };
    const events = ["play", "pause", "ended", "timeupdate", "seeked"] as const;
    for (const event of events) audio.addEventListener(event, tell);
    opened.wake();
    void audio.play().catch(tell); // the browser wants a click first
    return () => {
      for (const event of events) audio.removeEventListener(event, tell);
      opened.close();
    };
  }, [url]);
  useEffect(() => valves.current?.set(sides), [sides]);
  useEffect(() => {
    if (element.current) element.current.playbackRate = speed;
  }, [speed]);

  return {
    element,
    isPlaying,
    atMs,
    toggle() {
      const audio = element.current;
      if (!audio) return;
      valves.current?.wake();
      if (audio.paused) void audio.play().catch(() => {});
      else audio.pause();
    },
    seek(ms) {
      if (element.current) element.current.currentTime = ms / 1_000;
      setAtMs(ms);
    },
  };
}
