import { useEffect, useRef } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";

const repeatMs = 2_500;
const quietMs = 4_000;

/**
 * Tells the customer and the colleagues that somebody writes, of a note the colleagues alone; a few times a minute, and
 * never repeated on failure: it is worthless when late.
 */
export function useTypingSignal(conversationId: string) {
  const { sync } = useDesk();
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const asNote = useRef(false);

  const tell = (on: boolean) => {
    if (sync.connection.get().phase !== "live") return;
    sync.request("typing.set", { conversationId, on, note: asNote.current }).catch(() => {});
  };
  const stop = () => {
    clearTimeout(timer.current);
    if (last.current === 0) return;
    last.current = 0;
    tell(false);
  };
  const typed = (note: boolean) => {
    if (note !== asNote.current) stop();
    asNote.current = note;
    clearTimeout(timer.current);
    timer.current = setTimeout(stop, quietMs);
    const now = Date.now();
    if (now - last.current < repeatMs) return;
    last.current = now;
    tell(true);
  };
  const latestStop = useRef(stop);
  useEffect(() => {
    latestStop.current = stop;
  });
  useEffect(() => () => latestStop.current(), []);
  return { typed, stop };
}
