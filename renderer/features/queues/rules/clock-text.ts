const day = 1_440;

const told = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** What somebody typed as "HH:MM": 9, 930, 9:30, 9.30, 24; null: it is no time. */
export function readTime(text: string): string | null {
  const plain = text.trim().replace(/[.h ]/g, ":");
  const found = /^(\d{1,2})(?::(\d{0,2}))?$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain) ?? undefined;
  if (!found) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] || 0)];
  const all = hours * 60 + minutes;
  return minutes < 60 && all <= day ? told(all) : null;
}

/** A time moved by so many minutes, at most to the ends of the day. */
export function moveTime(time: string, by: number): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return told(Math.min(day, Math.max(0, hours * 60 + minutes + by)));
}

/** How far into the day a time is, in per cent. */
export const shareOfDay = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return ((hours * 60 + minutes) / day) * 100;
};
