import { createSource, type Observable } from "./observable.ts";

/** Small choices of this device, kept between starts; a full or forbidden storage only means that they are forgotten. */
export function createPreference<T>(key: string, start: T, isValid: (value: unknown) => value is T) {
  const name = `sidetone.${key}`;
  const value = createSource(read());

  function read(): T {
    try {
      const found: unknown = JSON.parse(localStorage.getItem(name) ?? "null");
      return isValid(found) ? found : start;
    } catch {
      return start;
    }
  }

  return {
    get: value.get,
    subscribe: value.subscribe,
    set(next: T) {
      value.set(next);
      try {
        localStorage.setItem(name, JSON.stringify(next));
      } catch {
        // Kept for this window only.
      }
    },
  } satisfies Observable<T> & { set(next: T): void };
}

export const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value);
export const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
