const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

type Spans = readonly (readonly [from: string, to: string])[];

/**
 * When somebody answers. Spans are "HH:MM" on the wall of the time zone, from and to (not included); one that ends
 * before it begins ends on the next day. Weekdays are "0" (Sunday) to "6"; a day that is not there is closed.
 */
export interface Hours {
  readonly timeZone: string;
  readonly week: Readonly<Record<string, Spans>>;
  /** Days that begin otherwise than their weekday: these spans instead, or none. */
  readonly holidays?: readonly { readonly day: string; readonly spans: Spans }[];
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a hundred times longer than using it, and there are only so many time zones. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(timeZone, made);
  return made;
}

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return clockOf(name) !== null;
  } catch {
    return false;
  }
}

/** The wall clock of a time zone, told as if it were UTC. */
function wallAt(at: number, timeZone: string): number {
  const told = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of clockOf(timeZone).formatToParts(at)) {
    if (type in told) told[type as keyof typeof told] = Number(value);
  }
  return Date.UTC(told.year, told.month - 1, told.day, told.hour, told.minute, told.second);
}

const wholeSecond = (at: number) => Math.floor(at / 1_000) * 1_000;
const offsetAt = (at: number, timeZone: string) => wallAt(at, timeZone) - wholeSecond(at);

const msOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * minuteMs;
};

/** The spans that begin on the day whose midnight on the wall this is. */
function spansOf(hours: Hours, midnight: number): { from: number; to: number }[] {
  const date = new Date(midnight);
  const day = date.toISOString().slice(0, 10);
  const holiday = hours.holidays?.find((each) => each.day === day);
  const spans = holiday?.spans ?? hours.week[String(date.getUTCDay())] ?? [];
  return spans.map(([begins, ends]) => {
    const [from, to] = [msOf(begins), msOf(ends)];
    return { from: midnight + from, to: midnight + (to > from ? to : to + dayMs) };
  });
}

const midnightOf = (wall: number) => Math.floor(wall / dayMs) * dayMs;

/** Whether it is open at this moment. No hours: around the clock. */
export function isOpenAt(hours: Hours | null, at: Date): boolean {
  if (!hours) return true;
  const wall = wallAt(at.getTime(), hours.timeZone);
  const today = midnightOf(wall);
  const spans = [...spansOf(hours, today - dayMs), ...spansOf(hours, today)];
  return spans.some(({ from, to }) => wall >= from && wall < to);
}

/** The moment in between at which the clocks change, to the second; null: they do not. */
function clockChange(before: number, after: number, timeZone: string): number | null {
  const offset = offsetAt(before, timeZone);
  if (offsetAt(after, timeZone) === offset) return null;
  let [low, high] = [wholeSecond(before), wholeSecond(after)];
  while (high - low > 1_000) {
    const middle = wholeSecond((low + high) / 2);
    if (offsetAt(middle, timeZone) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The moments at which what begins now on the wall may begin. Where the clocks are put back a time comes twice; where
 * they are put forward it does not come at all, and the change itself is the first moment after it.
 */
function momentsAround(wall: number, timeZone: string): number[] {
  const [before, after] = [wall - dayMs, wall + dayMs];
  const change = clockChange(before, after, timeZone);
  const told = [offsetAt(before, timeZone), offsetAt(after, timeZone)].map((offset) => wall - offset);
  return change === null ? told : [...told, change];
}

/** Days to look through: each holiday closes at most one day, and one far away may open the only one. */
function daysToLookThrough(hours: Hours, today: number): number {
  const holidays = hours.holidays ?? [];
  const far = holidays.map(({ day }) => (Date.parse(day) - today) / dayMs);
  return Math.max(7 * (holidays.length + 1) + 1, ...far.filter(Number.isFinite));
}

/** When something may begin after `at` among what begins on one day of the wall. */
const openingsOf = (hours: Hours, midnight: number, at: number): number[] =>
  spansOf(hours, midnight)
    .flatMap(({ from }) => momentsAround(from, hours.timeZone))
    .filter((moment) => moment > at && isOpenAt(hours, new Date(moment)));

/** From when it is open: `at` itself if it is open then; null: there is no time to come. */
export function nextOpening(hours: Hours | null, at: Date): Date | null {
  if (!hours || isOpenAt(hours, at)) return at;
  const today = midnightOf(wallAt(at.getTime(), hours.timeZone));
  const days = daysToLookThrough(hours, today);
  for (let day = -1; day <= days; day++) {
    const found = openingsOf(hours, today + day * dayMs, at.getTime());
    if (found.length === 0) continue;
    // A change of the clocks is found from the day before it, so the days after may still know something earlier.
    const later = [1, 2].flatMap((ahead) => openingsOf(hours, today + (day + ahead) * dayMs, at.getTime()));
    return new Date(Math.min(...found, ...later));
  }
  return null;
}
