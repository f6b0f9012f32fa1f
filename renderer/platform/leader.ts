import { createSource, type Observable } from "./observable.ts";

/**
 * Of several windows of one person, one rings and notifies; when it goes, another takes its place. Where the browser
 * has no locks every window leads, because a ring too many is better than none.
 */
export function createLeader(name: string): Observable<boolean> & { stop(): void } {
  const leads = createSource(false);
  const stop = new AbortController();
  let release: () => void = () => {};
  if (!navigator.locks) leads.set(true);
  else {
    navigator.locks
      .request(name, { signal: stop.signal }, () => {
        leads.set(true);
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      })
      .catch(() => leads.set(false));
  }
  return {
    get: leads.get,
    subscribe: leads.subscribe,
    stop() {
      stop.abort();
      release();
      leads.set(false);
    },
  };
}
