/** A value that can be watched. Listeners hear every change; whoever subscribes owns the remover. */
export interface Observable<T> {
  get(): T;
  subscribe(listener: (value: T) => void): () => void;
}

/** An observable and the only way to change it. */
export interface Source<T> extends Observable<T> {
  set(value: T): void;
}

/** Starts with a value; setting the identical value again tells nobody. */
export function createSource<T>(start: T): Source<T> {
  let current = start;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) {
        // A listener has set a newer value, and everybody has heard it: the older one must not come last.
        if (!Object.is(value, current)) return;
        if (listeners.has(listener)) listener(value);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
