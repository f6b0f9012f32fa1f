import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { staysAtEnd } from "./stick.ts";

/** How long after a hand's last move a scroll is still its doing; wheels roll out. */
const handMs = 700;
const moves = ["wheel", "touchmove", "keydown", "pointerdown"] as const;

/** Holds the end of a box in view, whatever grows in it or around it, until somebody scrolls up. */
export function useStick(box: RefObject<HTMLElement | null>, contentHeight: number): void {
  const stuck = useRef(true);
  const hold = useRef(() => {
    const element = box.current;
    if (element && stuck.current) element.scrollTop = element.scrollHeight;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the height may push the end out of view.
  useLayoutEffect(() => hold.current(), [contentHeight]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let movedAt = Number.NEGATIVE_INFINITY;
    let held = false;
    const move = (event: Event) => {
      movedAt = event.timeStamp;
      if (event.type === "pointerdown") held = true;
    };
    const release = () => {
      held = false;
    };
    const look = (event: Event) => {
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      const byHand = held || event.timeStamp - movedAt < handMs;
      stuck.current = staysAtEnd(stuck.current, below, byHand);
    };
    const observer = new ResizeObserver(() => hold.current());
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    for (const name of moves) element.addEventListener(name, move, { passive: true });
    window.addEventListener("pointerup", release);
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
      for (const name of moves) element.removeEventListener(name, move);
      window.removeEventListener("pointerup", release);
    };
  }, [box]);
}
