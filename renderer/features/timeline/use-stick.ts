import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { type Standing, staysAtEnd } from "./stick.ts";

const standingOf = (box: HTMLElement): Standing => ({
  top: box.scrollTop,
  below: box.scrollHeight - box.scrollTop - box.clientHeight,
});

/** Holds the end of a box in view, whatever grows in it or around it, until somebody scrolls up. */
export function useStick(box: RefObject<HTMLElement | null>, contentHeight: number): void {
  const stuck = useRef(true);
  const last = useRef<Standing>({ top: 0, below: 0 });

  const hold = useRef(() => {
    const element = box.current;
    if (element && stuck.current) element.scrollTop = element.scrollHeight;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the height may push the end out of view.
  useLayoutEffect(() => hold.current(), [contentHeight]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const now = standingOf(element);
      stuck.current = staysAtEnd(stuck.current, now, last.current);
      last.current = now;
    };
    const observer = new ResizeObserver(() => hold.current());
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [box]);
}
