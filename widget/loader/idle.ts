/** In the site's own storage: was there a conversation, so that its news are worth fetching on every page? */
const activeKey = "sidetone:active";

export function whenIdle(run: () => void): void {
  // Safari has no requestIdleCallback.
  if ("requestIdleCallback" in window) requestIdleCallback(run, { timeout: 4_000 });
  else setTimeout(run, 1_500);
}

export function remember(value: boolean): void {
  try {
    if (value) localStorage.setItem(activeKey, "1");
    else localStorage.removeItem(activeKey);
  } catch {
    // Storage may be forbidden on this page; then the frame loads on the first click.
  }
}

export function remembered(): boolean {
  try {
    return localStorage.getItem(activeKey) === "1";
  } catch {
    return false;
  }
}
