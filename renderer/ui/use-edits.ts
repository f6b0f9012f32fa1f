import { useState } from "react";

/**
 * What somebody has changed on top of what the server holds. Only the changed fields are kept, so that news of the
 * others comes through while he edits; a field that is set back is no change any more.
 */
export function useEdits<T extends object>(start: T) {
  const [edits, setEdits] = useState<Partial<T>>({});
  const changed = (Object.keys(edits) as (keyof T)[]).filter((key) => !isSame(edits[key], start[key]));
  return {
    value: { ...start, ...edits } as T,
    /** The fields that differ, and their new values alone. */
    changed,
    edits: Object.fromEntries(changed.map((key) => [key, edits[key]])) as Partial<T>,
    set: <K extends keyof T>(key: K, value: T[K]) => setEdits((now) => ({ ...now, [key]: value })),
    undo: () => setEdits({}),
  };
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
