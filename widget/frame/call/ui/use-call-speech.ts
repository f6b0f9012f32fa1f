import { useEffect, useMemo, useState } from "preact/hooks";
import { useSpeech } from "../../ui/use-source.ts";
import { type SayCall, sayCallIn } from "../words/index.ts";

export function useCallSpeech(): SayCall {
  const { language } = useSpeech();
  return useMemo(() => sayCallIn(language), [language]);
}

/** Minutes and seconds: 3:07, and with hours 1:03:07. */
export function lengthOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Draws again every second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
