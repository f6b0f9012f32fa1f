import { useEffect, useState } from "react";

/** Draws again every so many milliseconds, for what is too quick for the second. */
export function useTick(ms: number): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), ms);
    return () => clearInterval(timer);
  }, [ms]);
}
