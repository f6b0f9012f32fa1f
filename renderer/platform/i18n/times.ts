import i18next from "i18next";

const formats = new Map<string, Intl.DateTimeFormat>();
let zone: string | undefined;

/** From now on every time is shown in this zone: the person's, wherever the machine stands. */
export function showTimesIn(timeZone: string): void {
  if (timeZone === zone) return;
  zone = isZone(timeZone) ? timeZone : undefined;
  formats.clear();
}

// The server may know a zone that this machine does not.
function isZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone }));
  } catch {
    return false;
  }
}

function format(kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${i18next.language}:${kind}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(i18next.language || "en", { ...options, timeZone: zone });
    formats.set(key, found);
  }
  return found;
}

/** 12:04, on the person's clock. */
export const clockTime = (ms: number) =>
  format("time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);

/** 12:04:09, on the person's clock: for what happens within a minute. */
export const clockSecond = (ms: number) =>
  format("second", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(ms);

/** Day and time in full, for hovering. */
export const exactTime = (ms: number) =>
  format("exact", { dateStyle: "full", timeStyle: "medium", hourCycle: "h23" }).format(ms);

/** Day and time, short. */
export const shortMoment = (ms: number) =>
  format("short", { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }).format(ms);

/** The day of a moment on the person's clock, as something to compare. */
export function dayOf(ms: number): number {
  const parts = format("dayOf", {
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return of("year") * 10_000 + of("month") * 100 + of("day");
}

/** The name of a day. */
export function dayName(ms: number, now: number): string {
  if (dayOf(ms) === dayOf(now)) return i18next.t("timeline.today");
  if (dayOf(ms) === dayOf(now - 86_400_000)) return i18next.t("timeline.yesterday");
  return format("day", { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(ms);
}

/** m:ss, and h:mm:ss from an hour on. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
