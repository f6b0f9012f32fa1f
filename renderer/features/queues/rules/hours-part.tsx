import { Button, Select, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { timeZones } from "#renderer/platform/people/personal-fields.tsx";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconPlus, IconX } from "#renderer/ui/icons.ts";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import { Dot } from "#renderer/ui/signs.tsx";
import { isOpenAt, isTimeZone, nextOpening } from "#shared/domain/opening-hours.ts";
import type { OpeningHours } from "#shared/domain/queue-rules.ts";
import { DaySpans, DayStrip, type Span } from "./day-spans.tsx";
import type { PartProps } from "./part-props.ts";
import classes from "./rules.module.css";

/** Monday first. */
const days = ["1", "2", "3", "4", "5", "6", "0"];
const workdays = ["2", "3", "4", "5"];

const officeHours = (timeZone: string): OpeningHours => ({
  timeZone,
  week: Object.fromEntries(["1", ...workdays].map((day) => [day, [["09:00", "18:00"] as Span]])),
  holidays: [],
});

/** When the queue is open. */
export function HoursPart({ rules, set, readOnly }: PartProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { hours } = rules;
  return (
    <>
      <SetupSection
        title={t("queueRules.hours")}
        hint={t("queueRules.hoursHint")}
        actions={<OpenNow hours={hours} />}
      >
        <Switch
          label={t("queueRules.always")}
          checked={hours === null}
          onChange={(event) => set("hours", event.currentTarget.checked ? null : officeHours(me.timeZone))}
        />
        {hours ? (
          <Week hours={hours} readOnly={readOnly} onSet={(part) => set("hours", { ...hours, ...part })} />
        ) : null}
      </SetupSection>
      {hours ? (
        <Holidays
          holidays={hours.holidays}
          readOnly={readOnly}
          onSet={(holidays) => set("hours", { ...hours, holidays })}
        />
      ) : null}
    </>
  );
}

/** What customers would find now, by the hours as they stand in the form. */
function OpenNow({ hours }: { hours: OpeningHours | null }) {
  const { t, i18n } = useTranslation();
  const { sync } = useDesk();
  useSecond();
  if (hours && !isTimeZone(hours.timeZone)) return null;
  const now = new Date(sync.serverNow());
  const open = isOpenAt(hours, now);
  const next = open ? null : nextOpening(hours, now);
  const far = next !== null && next.getTime() - now.getTime() > 6 * 86_400_000;
  const when =
    next &&
    new Intl.DateTimeFormat(i18n.language, {
      weekday: "long",
      ...(far ? { day: "numeric", month: "long", year: "numeric" } : {}),
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: hours?.timeZone ?? "UTC",
    }).format(next);
  return (
    <span className={classes.preview} role="status">
      <Dot tone={open ? "green" : "grey"} shape={open ? "full" : "hollow"} />
      {open ? t("queueRules.openNow") : when ? t("queueRules.opensAt", { when }) : t("queueRules.neverOpens")}
    </span>
  );
}

interface WeekProps {
  readonly hours: OpeningHours;
  readonly readOnly: boolean;
  readonly onSet: (part: Partial<OpeningHours>) => void;
}

function Week({ hours, readOnly, onSet }: WeekProps) {
  const { t, i18n } = useTranslation();
  const names = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  // The 1st of January 2023 was a Sunday.
  const nameOf = (day: string) => names.format(Date.UTC(2023, 0, 1 + Number(day)));
  const spansOf = (day: string) => hours.week[day] ?? [];
  const put = (more: Record<string, Span[]>) => {
    const week = Object.entries({ ...hours.week, ...more }).filter(([, spans]) => spans.length > 0);
    onSet({ week: Object.fromEntries(week.sort()) });
  };
  return (
    <>
      <div className={classes.fields}>
        <Select
          label={t("queueRules.timeZone")}
          w={260}
          searchable
          allowDeselect={false}
          data={[...new Set([hours.timeZone, ...timeZones])]}
          value={hours.timeZone}
          nothingFoundMessage={t("people.nothing")}
          onChange={(next) => next && onSet({ timeZone: next })}
        />
        {readOnly ? null : (
          <Button
            variant="default"
            onClick={() => put(Object.fromEntries(workdays.map((day) => [day, [...spansOf("1")]])))}
          >
            {t("queueRules.copyDown")}
          </Button>
        )}
      </div>
      <div>
        {days.map((day) => (
          <div key={day} className={classes.day}>
            <span className={classes.dayName}>{nameOf(day)}</span>
            <DaySpans
              day={nameOf(day)}
              spans={spansOf(day)}
              readOnly={readOnly}
              onSet={(spans) => put({ [day]: spans })}
            />
            <DayStrip spans={spansOf(day)} />
          </div>
        ))}
      </div>
      {readOnly ? null : <p className="quiet small">{t("queueRules.gridHint")}</p>}
    </>
  );
}

interface HolidaysProps {
  readonly holidays: OpeningHours["holidays"];
  readonly readOnly: boolean;
  readonly onSet: (holidays: OpeningHours["holidays"]) => void;
}

function Holidays({ holidays, readOnly, onSet }: HolidaysProps) {
  const { t } = useTranslation();
  const put = (index: number, part: Partial<OpeningHours["holidays"][number]>) =>
    onSet(holidays.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <SetupSection title={t("queueRules.holidays")} hint={t("queueRules.holidaysHint")}>
      {holidays.map(({ day, name, spans }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a holiday has no other name while it is being named.
        <div key={index} className={classes.holiday}>
          <TextInput
            aria-label={t("queueRules.holidayDay")}
            type="date"
            size="xs"
            value={day}
            onChange={(event) => put(index, { day: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t("queueRules.holidayName")}
            placeholder={t("queueRules.holidayName")}
            size="xs"
            maxLength={80}
            value={name}
            onChange={(event) => put(index, { name: event.currentTarget.value })}
          />
          <DaySpans
            day={name || day}
            spans={spans}
            readOnly={readOnly}
            onSet={(next) => put(index, { spans: next })}
          />
          {readOnly ? null : (
            <IconAction
              label={t("queueRules.remove", { name: name || day })}
              onClick={() => onSet(holidays.filter((_, at) => at !== index))}
            >
              <IconX size={15} />
            </IconAction>
          )}
        </div>
      ))}
      {readOnly ? null : (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => onSet([...holidays, { day: "", name: "", spans: [] }])}
          >
            {t("queueRules.addHoliday")}
          </Button>
        </div>
      )}
    </SetupSection>
  );
}
