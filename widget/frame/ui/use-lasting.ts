import { useEffect, useState } from "preact/hooks";

/** A value that has stood for some time; nothing goes through at once. */
export function useLasting<T>(value: T | null, ms: number): T | null {
  const [lasting, setLasting] = useState<T | null>(null);
  useEffect(() => {
    if (value === null) return setLasting(null);
    const timer = setTimeout(() => setLasting(() => value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return value === null ? null : lasting;
}
