import type { DesktopBridge } from "#shared/bridge/desktop.ts";

const beatMs = 2_000;
const gapMs = 8_000;

/**
 * Tells when the machine may have slept or changed its network: the system says so, the browser says so, or a timer
 * comes much too late. Returns the remover.
 */
export function onWake(bridge: DesktopBridge | undefined, woken: () => void): () => void {
  let last = Date.now();
  const beat = setInterval(() => {
    const now = Date.now();
    // A hidden page's timers are slowed to once a minute: lateness proves something only while it is seen.
    if (now - last > gapMs && document.visibilityState === "visible") woken();
    last = now;
  }, beatMs);
  const removeResumed = bridge?.on("power.resumed", woken);
  window.addEventListener("online", woken);
  return () => {
    clearInterval(beat);
    removeResumed?.();
    window.removeEventListener("online", woken);
  };
}
