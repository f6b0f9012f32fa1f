import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
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
  const loading = useRef(false);

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
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  useEffect(() => {
    if (!loaded || !hasOlder || first > 4 || loading.current) return;
    loading.current = true;
    void loadOlder()
      .catch(() => {})
      .finally(() => {
        loading.current = false;
      });
  });

  return { virtual, items, atEnd, toEnd: () => virtual.scrollToEnd() };
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
