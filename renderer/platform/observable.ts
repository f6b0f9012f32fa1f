import { useCallback, useSyncExternalStore } from "react";
import type { Observable } from "#shared/sync/observable.ts";

export { createSource, type Observable, type Source } from "#shared/sync/observable.ts";

/** The value now; draws again when it changes. */
export function useObservable<T>(source: Observable<T>): T {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, () => source.get());
}
