import { useEffect, useRef } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";

const repeatMs = 2_500;
const quietMs = 4_000;

/** Tells the customer that somebody writes, a few times a minute; worthless when late, so never repeated on failure. */
export function useTypingSignal(conversationId: string) {
  const { sync } = useDesk();
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const tell = (on: boolean) => {
    if (sync.connection.get().phase !== "live") return;
    sync.request("typing.set", { conversationId, on }).catch(() => {});
  };
  const stop = () => {
    clearTimeout(timer.current);
    if (last.current === 0) return;
    last.current = 0;
    tell(false);
  };
  const typed = () => {
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
