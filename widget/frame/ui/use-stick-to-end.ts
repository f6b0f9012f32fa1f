import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Line } from "../lines.ts";

/** Keeps the newest line in sight, unless one has scrolled away from it. Writing oneself goes there again. */
export function useStickToEnd(lines: readonly Line[], typing: string | null) {
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const stuck = useRef(true);
  const own = lines.filter((line) => line.kind === "message" && line.mine).length;
  const ownBefore = useRef(own);

  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new line, and somebody who starts to type
  useLayoutEffect(() => {
    if (stuck.current || own > ownBefore.current) toEnd();
    ownBefore.current = own;
  }, [lines, typing, own]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are other elements to watch
  useEffect(() => {
    // Images and the keyboard change heights later.
    const observer = new ResizeObserver(() => stuck.current && toEnd());
    const element = box.current;
    if (element) for (const part of [element, ...element.children]) observer.observe(part);
    return () => observer.disconnect();
  }, [lines]);
  const height = useRef(0);
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current as HTMLDivElement;
    // Something above has come or gone, such as a call: that is not he who scrolls.
    const isResized = clientHeight !== height.current;
    height.current = clientHeight;
    if (isResized && stuck.current) return toEnd();
    stuck.current = scrollHeight - scrollTop - clientHeight < 48;
    setAtEnd(stuck.current);
  };
  return { box, atEnd, toEnd, onScroll };
}
