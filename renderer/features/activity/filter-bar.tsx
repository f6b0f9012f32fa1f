import { Button, MultiSelect, TextInput } from "@mantine/core";
import { DatePickerInput, DatesProvider } from "@mantine/dates";
import i18next from "i18next";
import "dayjs/locale/es";
import "dayjs/locale/it";
import "dayjs/locale/pt-br";
import { useTranslation } from "react-i18next";
import { IconSearch } from "#renderer/ui/icons.ts";
import classes from "./activity.module.css";
import type { Day, Filters } from "./use-filters.ts";
import { useWords } from "./use-words.ts";

interface FilterBarProps {
  readonly filters: Filters;
  /** Actions that occur in the log. */
  readonly actions: readonly string[];
  readonly isFiltered: boolean;
  readonly onChange: (more: Partial<Filters>) => void;
  readonly onClear: () => void;
}

/** Who, what and when. */
export function FilterBar({ filters, actions, isFiltered, onChange, onClear }: FilterBarProps) {
  const { t } = useTranslation();
  const { actionLabel } = useWords();
  const known = [...new Set([...actions, ...filters.actions])];
  const language = i18next.language.toLowerCase();
  return (
    <search className={classes.filters}>
      <TextInput
        aria-label={t("house.activity.search")}
        placeholder={t("house.activity.search")}
        leftSection={<IconSearch size={15} aria-hidden />}
        w={280}
        maxLength={120}
        value={filters.search}
        onChange={(event) => onChange({ search: event.currentTarget.value })}
      />
      <MultiSelect
        aria-label={t("house.activity.actions")}
        placeholder={filters.actions.length === 0 ? t("house.activity.anyAction") : ""}
        size="sm"
        w={260}
        searchable
        clearable
        data={known.map((value) => ({ value, label: actionLabel(value) }))}
        value={[...filters.actions]}
        onChange={(next) => onChange({ actions: next })}
      />
      {/* Brazilians begin the week on Sunday; red is for what is broken, so no day is. */}
      <DatesProvider
        settings={{ locale: language, firstDayOfWeek: language === "pt-br" ? 0 : 1, weekendDays: [] }}
      >
        <DatePickerInput
          type="range"
          size="sm"
          w={230}
          clearable
          allowSingleDateInRange
          // Its name is what it shows.
          title={t("house.activity.when")}
          placeholder={t("house.activity.anyTime")}
          valueFormat="ll"
          classNames={{ placeholder: classes.placeholder ?? "" }}
          value={[...filters.days] as [Day, Day]}
          onChange={(days) => onChange({ days })}
        />
      </DatesProvider>
      {isFiltered ? (
        <Button variant="subtle" onClick={onClear}>
          {t("house.activity.clear")}
        </Button>
      ) : null}
    </search>
  );
}
