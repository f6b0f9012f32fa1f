import { Button, NumberInput, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { duration } from "#renderer/platform/i18n/times.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "#renderer/ui/icons.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { Trigger } from "#shared/contract/triggers.ts";
import { triggerLimits } from "#shared/domain/triggers/index.ts";
import classes from "./triggers.module.css";

type Steps = Trigger["steps"];

interface TriggerStepsProps {
  readonly steps: Steps;
  readonly language: Language;
  readonly onChange: (steps: Steps) => void;
}

/** Steps with two of them in each other's place. */
export const swapped = (steps: Steps, one: number, other: number): Steps =>
  steps.map((step, index) => (index === one ? steps[other] : index === other ? steps[one] : step) ?? step);

/** The messages of a series: added, removed and moved, each with its time and its texts. */
export function TriggerSteps({ steps, language, onChange }: TriggerStepsProps) {
  const { t } = useTranslation();
  const change = (index: number, changes: Partial<Steps[number]>) =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...changes } : step)));
  return (
    <div className={classes.steps}>
      <p className={classes.hint}>{t(steps.length > 0 ? "triggers.seriesHint" : "triggers.noSteps")}</p>
      <ol className={classes.stepList} aria-label={t("triggers.series")}>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other name than its place.
          <li key={index} className={classes.step}>
            <div className={classes.stepHead}>
              <span className={classes.stepName}>{t("triggers.step", { number: index + 1 })}</span>
              <IconAction
                variant="subtle"
                label={t("triggers.stepUp", { number: index + 1 })}
                disabled={index === 0}
                onClick={() => onChange(swapped(steps, index, index - 1))}
              >
                <IconArrowUp size={16} aria-hidden />
              </IconAction>
              <IconAction
                variant="subtle"
                label={t("triggers.stepDown", { number: index + 1 })}
                disabled={index === steps.length - 1}
                onClick={() => onChange(swapped(steps, index, index + 1))}
              >
                <IconArrowDown size={16} aria-hidden />
              </IconAction>
              <IconAction
                variant="subtle"
                label={t("triggers.removeStep", { number: index + 1 })}
                onClick={() => onChange(steps.filter((_, at) => at !== index))}
              >
                <IconTrash size={16} aria-hidden />
              </IconAction>
            </div>
            <NumberInput
              label={t("triggers.secondsStep")}
              description={`= ${duration(step.seconds * 1_000)}`}
              min={triggerLimits.seconds.least}
              max={triggerLimits.seconds.most}
              allowDecimal={false}
              clampBehavior="none"
              maw={200}
              value={step.seconds}
              onChange={(next) => change(index, { seconds: Number(next) || 0 })}
            />
            <Textarea
              aria-label={t("triggers.step", { number: index + 1 })}
              autosize
              minRows={1}
              maxRows={8}
              maxLength={triggerLimits.text}
              lang={language}
              value={step.texts[language] ?? ""}
              onChange={(event) =>
                change(index, { texts: { ...step.texts, [language]: event.currentTarget.value } })
              }
            />
          </li>
        ))}
      </ol>
      {steps.length < triggerLimits.steps ? (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...steps, { seconds: 60, texts: {} }])}
        >
          {t("triggers.addStep")}
        </Button>
      ) : null}
    </div>
  );
}
