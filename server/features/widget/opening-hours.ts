import type { BusinessHours } from "#server/platform/db/schema/workspaces.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The wall clock of a time zone, told as if it were UTC. */
function wallClock(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

/** The moment at which the wall clock shows this; asked twice, because the first answer may lie across a clock change. */
function momentOf(wall: number, timeZone: string): number {
  const guess = wall - (wallClock(wall, timeZone) - wall);
  return guess + (wall - wallClock(guess, timeZone));
}

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};

/** The spans around a moment, in wall time; one that ends before it begins ends on the next day. */
function spansFrom(hours: BusinessHours, at: number, days: number) {
  const wall = wallClock(at, hours.timeZone);
  const midnight = Math.floor(wall / dayMs) * dayMs;
  const spans: { from: number; to: number }[] = [];
  for (let day = -1; day <= days; day++) {
    const start = midnight + day * dayMs;
    for (const [from, to] of hours.week[String(new Date(start).getUTCDay())] ?? []) {
      const length = minutesOf(to) - minutesOf(from);
      const begin = start + minutesOf(from) * minuteMs;
      spans.push({ from: begin, to: begin + (length > 0 ? length : length + 1_440) * minuteMs });
    }
  }
  return { wall, spans: spans.sort((left, right) => left.from - right.from) };
}

/** Whether somebody answers now; if not, when the next time begins. No hours: around the clock. */
export function openingAt(hours: BusinessHours | null, now: Date): { open: boolean; opensAt: Date | null } {
  if (!hours) return { open: true, opensAt: null };
  const { wall, spans } = spansFrom(hours, now.getTime(), 8);
  if (spans.some(({ from, to }) => wall >= from && wall < to)) return { open: true, opensAt: null };
  const next = spans.find(({ from }) => from > wall);
  return { open: false, opensAt: next ? new Date(momentOf(next.from, hours.timeZone)) : null };
}
