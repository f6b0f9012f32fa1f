import { Checkbox, NumberInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type CustomStatus, type StatusColor, statusColors } from "#shared/contract/statuses.ts";
import { StatusSwatch } from "./status-swatch.tsx";

/** What is set of a status. */
export type StatusFacts = Pick<CustomStatus, "name" | "color" | "limitMinutes" | "needsReason">;

interface StatusFieldsProps {
  readonly value: StatusFacts;
  readonly set: <K extends keyof StatusFacts>(key: K, value: StatusFacts[K]) => void;
  readonly focused?: boolean;
}

/** The fields of a status, of a new one and of one that is there. */
export function StatusFields({ value, set, focused = false }: StatusFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t("statuses.name")}
        data-autofocus={focused || undefined}
        maxLength={40}
        value={value.name}
        onChange={(event) => set("name", event.currentTarget.value)}
      />
      <Select
        label={t("statuses.color")}
        allowDeselect={false}
        leftSection={<StatusSwatch color={value.color} />}
        data={statusColors.map((color) => ({ value: color, label: t(`statuses.color_${color}`) }))}
        value={value.color}
        onChange={(color) => set("color", color as StatusColor)}
      />
      <NumberInput
        label={t("statuses.limitMinutes")}
        description={t("statuses.limitHint")}
        min={1}
        max={1_440}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={value.limitMinutes ?? ""}
        onChange={(minutes) =>
          set("limitMinutes", typeof minutes === "number" && minutes > 0 ? minutes : null)
        }
      />
      <Checkbox
        label={t("statuses.needsReason")}
        checked={value.needsReason}
        onChange={(event) => set("needsReason", event.currentTarget.checked)}
      />
    </>
  );
}
