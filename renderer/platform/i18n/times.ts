import i18next from "i18next";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${i18next.language}:${kind}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(i18next.language || "en", options);
    formats.set(key, found);
  }
  return found;
}

/** 12:04, on the person's clock. */
export const clockTime = (ms: number) =>
  format("time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);

/** Day and time in full, for hovering. */
export const exactTime = (ms: number) =>
  format("exact", { dateStyle: "full", timeStyle: "medium", hourCycle: "h23" }).format(ms);

/** Day and time, short. */
export const shortMoment = (ms: number) =>
  format("short", { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }).format(ms);

/** The day of a moment on the person's clock, as something to compare. */
export function dayOf(ms: number): number {
  const date = new Date(ms);
  return date.getFullYear() * 10_000 + date.getMonth() * 100 + date.getDate();
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
