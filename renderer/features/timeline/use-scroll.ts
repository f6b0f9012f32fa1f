import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Head, headOf, pushedBy, wantsOlder } from "./place.ts";
import { nearEnd } from "./stick.ts";
import type { Row } from "./timeline-rows.ts";
import { useStick } from "./use-stick.ts";

function estimate(row: Row | undefined): number {
  if (row?.kind !== "bubble") return 34;
  const lines = Math.ceil(row.text.length / 70) + (row.text.split("\n", 30).length - 1);
  const files = row.files.reduce(
    (sum, file) => sum + (file.isImage ? Math.min(220, file.height ?? 160) + 40 : 34),
    0,
  );
  return 16 + Math.max(1, Math.min(lines, 28)) * 19 + files + (row.first ? 28 : 2) + (row.last ? 18 : 0);
}

interface ScrollInput {
  readonly rows: readonly Row[];
  readonly box: RefObject<HTMLDivElement | null>;
  readonly loaded: boolean;
  readonly hasOlder: boolean;
  readonly loadOlder: () => Promise<void>;
}

/** Keeps the newest in view while one is there, and one's place while one is not. */
export function useScroll({ rows, box, loaded, hasOlder, loadOlder }: ScrollInput) {
  const [atEnd, setAtEnd] = useState(true);
  const before = useScrollTop(box);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => estimate(rows[index]),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: nearEnd,
    overscan: 10,
    paddingEnd: 8,
    onChange: (instance: Virtualizer<HTMLDivElement, Element>) => setAtEnd(instance.isAtEnd(nearEnd)),
  });

  useLayoutEffect(() => {
    if (!loaded) return;
    virtual.scrollToEnd();
    // The rows are measured only when they are drawn, and the end is further away then.
    const frames = [50, 150].map((ms) => setTimeout(() => virtual.scrollToEnd(), ms));
    return () => frames.forEach(clearTimeout);
  }, [loaded, virtual]);

  useKeptEnd(box, virtual.getTotalSize());
  useStick(box, virtual.getTotalSize());
  useKeptPlace(box, before, rows, (index) => virtual.measurementsCache[index]?.start);
  useOlder({ box, loaded, hasOlder, loadOlder });
  return { virtual, items: virtual.getVirtualItems(), atEnd, toEnd: () => virtual.scrollToEnd() };
}

/** Where the box stood before the virtualizer moved it for the rows just drawn: so it is called before the virtualizer. */
function useScrollTop(box: RefObject<HTMLDivElement | null>) {
  const top = useRef(0);
  useLayoutEffect(() => {
    top.current = box.current?.scrollTop ?? 0;
  });
  return top;
}

/**
 * The virtualizer holds on to the row at the top edge. At the very top that is a line ("older", the day, "new") which
 * stands at the top of the older page too, so what one was reading would be pushed away.
 */
function useKeptPlace(
  box: RefObject<HTMLDivElement | null>,
  before: RefObject<number>,
  rows: readonly Row[],
  startOf: (index: number) => number | undefined,
) {
  const head = useRef<Head>(undefined);
  useLayoutEffect(() => {
    const pushed = pushedBy(head.current, rows, startOf);
    head.current = headOf(rows, startOf);
    if (pushed !== 0 && box.current) box.current.scrollTop = before.current + pushed;
  });
}

/** Asks for older pages as long as one is near the top. */
function useOlder({ box, loaded, hasOlder, loadOlder }: Omit<ScrollInput, "rows">) {
  const isLoading = useRef(false);
  // The rows of a page are drawn before its promise is kept: who is still near the top then has to be asked again.
  const [, lookAgain] = useState(0);
  useEffect(() => {
    const scrollTop = box.current?.scrollTop ?? 0;
    if (!wantsOlder({ loaded, hasOlder, isLoading: isLoading.current, scrollTop })) return;
    isLoading.current = true;
    void loadOlder()
      // A failure is not tried again at once: without a connection that would never end. The next redraw does.
      .then(
        () => true,
        () => false,
      )
      .then((came) => {
        isLoading.current = false;
        if (came) lookAgain((count) => count + 1);
      });
  });
}

/** Neither a window that changes its size nor rows that turn out taller may push the newest out of view. */
function useKeptEnd(box: RefObject<HTMLDivElement | null>, size: number) {
  const isAtEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size has another end.
  useLayoutEffect(() => {
    const element = box.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [box, size]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let height = element.clientHeight;
    const look = () => {
      // The box has another height: that moved the end, not the person.
      if (height !== element.clientHeight) return;
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
    };
    const watcher = new ResizeObserver(() => {
      height = element.clientHeight;
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", look, { passive: true });
    watcher.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      watcher.disconnect();
    };
  }, [box]);
}
