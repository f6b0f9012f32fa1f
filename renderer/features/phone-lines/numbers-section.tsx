import { ActionIcon, Button, MultiSelect, Select, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconPlus, IconTrash } from "#renderer/ui/icons.ts";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { NumberDraft } from "./draft.ts";
import classes from "./phone-lines.module.css";
import type { LineForm } from "./use-line-form.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What numbers can be given to. */
export interface Choices {
  readonly queues: readonly Named[];
  readonly groups: readonly Named[];
}

const options = (named: readonly Named[]) => named.map(({ id, name }) => ({ value: id, label: name }));

/** Our numbers on the line: where each rings, and who may show it. */
export function NumbersSection({ form, choices }: { readonly form: LineForm; readonly choices: Choices }) {
  const { t } = useTranslation();
  const { numbers } = form.value;
  const change = (at: number, part: Partial<NumberDraft>) =>
    form.set(
      "numbers",
      numbers.map((one, index) => (index === at ? { ...one, ...part } : one)),
    );
  const add = () =>
    form.set("numbers", [
      ...numbers,
      { id: null, number: "", label: "", queueId: choices.queues[0]?.id ?? "", groupIds: [] },
    ]);
  return (
    <SetupSection title={t("phoneLines.numbers")} hint={t("phoneLines.numbersHint")}>
      <Stack gap="sm">
        {numbers.map((one, at) => (
          <NumberCard
            key={one.id ?? `new ${at}`}
            number={one}
            problem={form.numberProblem(at)}
            choices={choices}
            onChange={(part) => change(at, part)}
            onRemove={() =>
              form.set(
                "numbers",
                numbers.filter((_, index) => index !== at),
              )
            }
          />
        ))}
        <div>
          <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
            {t("phoneLines.addNumber")}
          </Button>
        </div>
      </Stack>
    </SetupSection>
  );
}

interface CardProps {
  readonly number: NumberDraft;
  readonly problem: string | undefined;
  readonly choices: Choices;
  readonly onChange: (part: Partial<NumberDraft>) => void;
  readonly onRemove: () => void;
}

function NumberCard({ number, problem, choices, onChange, onRemove }: CardProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.number} aria-label={number.number || t("phoneLines.newNumber")}>
      <TextInput
        label={t("phoneLines.number")}
        placeholder="+390212345678"
        maxLength={16}
        value={number.number}
        error={problem}
        onChange={(event) => onChange({ number: event.currentTarget.value.replace(/[\s().\-/]/g, "") })}
      />
      <TextInput
        label={t("phoneLines.label")}
        maxLength={80}
        value={number.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <Select
        label={t("phoneLines.queue")}
        allowDeselect={false}
        searchable
        data={options(choices.queues)}
        value={number.queueId}
        onChange={(next) => next && onChange({ queueId: next })}
      />
      <MultiSelect
        label={t("phoneLines.groups")}
        placeholder={number.groupIds.length === 0 ? t("phoneLines.everybody") : ""}
        searchable
        data={options(choices.groups)}
        value={[...number.groupIds]}
        onChange={(next) => onChange({ groupIds: next })}
      />
      <div className={classes.wide}>
        <ActionIcon
          variant="default"
          aria-label={t("phoneLines.removeNumber", { number: number.number })}
          title={t("phoneLines.removeNumber", { number: number.number })}
          onClick={onRemove}
        >
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </div>
    </fieldset>
  );
}
