/** Tells that the visitor is writing: at once, every few seconds while it goes on, and when it stops. */
export function createTyping(tell: (on: boolean) => void, quietMs = 4_000, everyMs = 3_000) {
  let lastTold = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    if (lastTold > 0) tell(false);
    lastTold = 0;
  };
  return {
    pressed(): void {
      clearTimeout(timer);
      timer = setTimeout(stop, quietMs);
      if (Date.now() - lastTold < everyMs) return;
      lastTold = Date.now();
      tell(true);
    },
    stop,
  };
}
