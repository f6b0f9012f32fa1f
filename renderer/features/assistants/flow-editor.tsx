import { NumberInput, Select, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { TextsField } from "#renderer/platform/texts-field.tsx";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import { IconPlus, IconTrash } from "#renderer/ui/icons.ts";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import { type AssistantChoice, type AssistantFlow, ownQueue } from "#shared/domain/assistant-flow.ts";
import classes from "./assistants.module.css";

export interface Place {
  readonly value: string;
  readonly label: string;
}

interface FlowEditorProps {
  readonly flow: AssistantFlow;
  readonly queues: readonly Place[];
  readonly onChange: (flow: AssistantFlow) => void;
}

const mostChoices = 9;
const asks = "asks";

/** What the built-in assistant says: greeting, menu, and what it does when it does not understand. */
export function FlowEditor({ flow, queues, onChange }: FlowEditorProps) {
  const { t } = useTranslation();
  const set = (change: Partial<AssistantFlow>) => onChange({ ...flow, ...change });
  const { choices } = flow;
  const add = () =>
    set({
      choices: [
        ...choices,
        { key: crypto.randomUUID().slice(0, 8), label: {}, keywords: [], answer: {}, handOverTo: null },
      ],
    });
  return (
    <>
      <SetupSection title={t("assistants.says")}>
        <TextsField
          label={t("assistants.greeting")}
          lines
          max={2_000}
          value={flow.greeting}
          onChange={(greeting) => set({ greeting })}
        />
      </SetupSection>
      <SetupSection
        title={t("assistants.choices")}
        hint={t("assistants.choicesHint")}
        actions={
          choices.length < mostChoices ? (
            <Action variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
              {t("assistants.addChoice")}
            </Action>
          ) : null
        }
      >
        {choices.map((choice, at) => (
          <ChoiceEditor
            key={choice.key}
            n={at + 1}
            choice={choice}
            queues={queues}
            onChange={(next) => set({ choices: choices.map((one) => (one === choice ? next : one)) })}
            onRemove={() => set({ choices: choices.filter((one) => one !== choice) })}
          />
        ))}
      </SetupSection>
      <SetupSection title={t("assistants.notUnderstood")}>
        <TextsField
          label={t("assistants.notUnderstood")}
          lines
          max={2_000}
          value={flow.notUnderstood}
          onChange={(notUnderstood) => set({ notUnderstood })}
        />
        <NumberInput
          label={t("assistants.tries")}
          min={1}
          max={9}
          w={320}
          value={flow.triesBeforeHandOver}
          onChange={(tries) => set({ triesBeforeHandOver: Math.min(9, Math.max(1, Number(tries) || 1)) })}
        />
        <TextsField
          label={t("assistants.handOver")}
          lines
          max={2_000}
          value={flow.handOver}
          onChange={(handOver) => set({ handOver })}
        />
      </SetupSection>
    </>
  );
}

interface ChoiceEditorProps {
  readonly n: number;
  readonly choice: AssistantChoice;
  readonly queues: readonly Place[];
  readonly onChange: (choice: AssistantChoice) => void;
  readonly onRemove: () => void;
}

function ChoiceEditor({ n, choice, queues, onChange, onRemove }: ChoiceEditorProps) {
  const { t } = useTranslation();
  const set = (change: Partial<AssistantChoice>) => onChange({ ...choice, ...change });
  return (
    <fieldset className={classes.choice}>
      <legend className={classes.legend}>
        {t("assistants.choice", { n })}
        <IconAction label={t("assistants.removeChoice", { n })} size={24} onClick={onRemove}>
          <IconTrash size={15} stroke={1.7} />
        </IconAction>
      </legend>
      <TextsField
        label={t("assistants.label")}
        max={60}
        value={choice.label}
        onChange={(label) => set({ label })}
      />
      <TagsInput
        label={t("assistants.keywords")}
        description={t("assistants.keywordsHint")}
        maxTags={30}
        value={[...choice.keywords]}
        onChange={(keywords) => set({ keywords })}
      />
      <TextsField
        label={t("assistants.answer")}
        lines
        max={2_000}
        value={choice.answer}
        onChange={(answer) => set({ answer })}
      />
      <Select
        label={t("assistants.next")}
        allowDeselect={false}
        data={[
          { value: asks, label: t("assistants.asksAgain") },
          { value: ownQueue, label: t("assistants.ownQueue") },
          ...queues.map(({ value, label }) => ({ value, label: t("assistants.toQueue", { queue: label }) })),
        ]}
        value={choice.handOverTo ?? asks}
        onChange={(next) => set({ handOverTo: next === asks ? null : next })}
      />
    </fieldset>
  );
}
