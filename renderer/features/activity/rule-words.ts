import type { TFunction } from "i18next";

/** The language's own words for numbers, units and days. */
interface Speech {
  readonly t: TFunction;
  readonly language: string;
}

/** The entry whose fields are rules of a queue. */
export const isAboutRules = (action: string): boolean => action === "queue.rules_changed";

/** A field of a queue's rules as it is called where it is set; undefined: as any other field. */
export function ruleLabel({ t, language }: Speech, path: string): string | undefined {
  const [rule = "", ...rest] = path.split(".");
  const name = t(`queueRules.rule_${rule}` as "app.save", { defaultValue: "" });
  if (!name) return undefined;
  const parts = rest.map((part) => {
    // As a duration it has its unit with it.
    if (path === "serviceLevel.seconds") return t("queueRules.within");
    if (path === "wrapUp.seconds") return t("queueRules.wrapUpSeconds");
    if (/^[0-6]$/.test(part) && rest[0] === "week") return dayOfWeek(language, Number(part));
    if (isMedium(part)) return t(`queueRules.medium_${part}`);
    return t(`house.logged.field.${part}` as "app.save", { defaultValue: part });
  });
  return [name, ...parts].join(" · ");
}

const isMedium = (word: string) => word === "chat" || word === "voice" || word === "video";

/** 2 January 2000 was a Sunday. */
const dayOfWeek = (language: string, day: number): string =>
  new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(2000, 0, 2 + day));

/** Minutes and seconds with their units: 90 is a minute and a half. */
function lasting(language: string, seconds: number): string {
  const part = (unit: "hour" | "minute" | "second", value: number) =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(value);
  const parts = [
    ["hour", Math.floor(seconds / 3_600)],
    ["minute", Math.floor((seconds % 3_600) / 60)],
    ["second", seconds % 60],
  ] as const;
  const told = parts.filter(([, value]) => value !== 0).map(([unit, value]) => part(unit, value));
  return told.join(" ") || part("second", 0);
}

const perCent = (language: string, value: number): string =>
  new Intl.NumberFormat(language, { style: "percent" }).format(value / 100);

const inSeconds =
  /^(ringSeconds|attemptDelaySeconds|maxWaitSeconds|transferSeconds|serviceLevel\.seconds|wrapUp\.seconds)$/;
const inPerCent = /^(serviceLevel\.percent|loads\.\w+)$/;
const ways = ["stay", "queue", "message", "callback"] as const;
const selections = [
  "longest_idle",
  "least_loaded",
  "most_skilled",
  "round_robin",
  "broadcast",
  "weighted",
] as const;

const among = <T extends string>(words: readonly T[], value: unknown): T | undefined =>
  words.find((word) => word === value);

/** "Italian · 3 · required · 60 s", as the entry has it, in words. */
function skillWords({ t, language }: Speech, told: string): string {
  const [, name, level, need, relaxed] =
    /^(.*) · (\d) · (required|preferred)(?: · (\d+) s)?$/.exec(told) ?? [];
  if (!name || (need !== "required" && need !== "preferred")) return told;
  const parts = [name, `${t("queueRules.level")} ${level}`, t(`queueRules.${need}`)];
  if (relaxed) parts.push(`${t("queueRules.relaxAfter")} ${lasting(language, Number(relaxed))}`);
  return parts.join(", ");
}

/** "2026-12-25 Christmas 09:00–12:00", as the entry has it, with the day as it is written here; without times: closed. */
function holidayWords({ t, language }: Speech, told: string): string {
  const [, day, rest = ""] = /^(\d{4}-\d{2}-\d{2})(.*)$/.exec(told) ?? [];
  if (!day) return told;
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(
    Date.parse(day),
  );
  return `${date}${rest}${/\d\d:\d\d–\d\d:\d\d/.test(rest) ? "" : ` ${t("queueRules.closed")}`}`;
}

/** What a rule says when it says nothing. */
function nothingWords({ t }: Speech, path: string): string | undefined {
  if (path === "hours") return t("queueRules.always");
  if (/^(maxWaitSeconds|maxLength|wrapUp\.seconds)$/.test(path)) return t("queueRules.noLimit");
  return path === "wrapUp.topicSet" ? t("queueRules.none") : undefined;
}

function listWords(speech: Speech, path: string, list: readonly unknown[]): string | undefined {
  const { t } = speech;
  const words = list.map(String);
  if (path.startsWith("hours.week.")) return words.join(", ") || t("queueRules.closed");
  if (words.length === 0) return t("queueRules.none");
  if (path === "media")
    return words
      .map((one) => (isMedium(one) ? t(`queueRules.medium_${one}` as "queueRules.medium_chat") : one))
      .join(", ");
  if (path === "skills") return words.map((one) => skillWords(speech, one)).join("; ");
  return path === "hours.holidays" ? words.map((one) => holidayWords(speech, one)).join("; ") : undefined;
}

/** A value of a queue's rules in words; undefined: it needs none of its own. */
export function ruleValue(speech: Speech, path: string, value: unknown): string | undefined {
  const { t, language } = speech;
  if (value === null) return nothingWords(speech, path);
  if (Array.isArray(value)) return listWords(speech, path, value);
  if (typeof value === "number") {
    if (inSeconds.test(path)) return lasting(language, value);
    return inPerCent.test(path) ? perCent(language, value) : new Intl.NumberFormat(language).format(value);
  }
  if (path === "selection") {
    const selection = among(selections, value);
    return selection && t(`queueRules.${selection}`);
  }
  const way = /^when\w+\.to$/.test(path) ? among(ways, value) : undefined;
  return way && t(`queueRules.to_${way}`);
}
