import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";

dayjs.extend(utc);
dayjs.extend(timezone);

export const parkChoices = ["in30", "in60", "in180", "tomorrow", "other"] as const;
export type ParkChoice = (typeof parkChoices)[number];

const minutes = { in30: 30, in60: 60, in180: 180 } as const;
const mostDays = 90;

/** When a choice comes, on the person's own wall clock; `other` as it was typed. Null: it is no moment to come. */
export function momentOf(choice: ParkChoice, typed: string, now: number, zone: string): number | null {
  const at = ownMoment(choice, typed, now, zone);
  return Number.isNaN(at) || at <= now || at > now + mostDays * 86_400_000 ? null : at;
}

function ownMoment(choice: ParkChoice, typed: string, now: number, zone: string): number {
  if (choice === "other") return typed === "" ? Number.NaN : dayjs.tz(typed, zone).valueOf();
  if (choice !== "tomorrow") return now + minutes[choice] * 60_000;
  const day = dayjs(now).tz(zone).add(1, "day").format("YYYY-MM-DD");
  return dayjs.tz(`${day}T09:00`, zone).valueOf();
}

/** What the field for another time begins with: the next full hour. */
export const nextHour = (now: number, zone: string): string =>
  dayjs(now).tz(zone).add(1, "hour").startOf("hour").format("YYYY-MM-DDTHH:mm");
