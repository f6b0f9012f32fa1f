import { NumberInput, Radio, SegmentedControl, Stack, Switch, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { duration } from "#renderer/platform/i18n/times.ts";
import { useMay } from "#renderer/platform/why.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import { SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { Trigger } from "#shared/contract/triggers.ts";
import { actionsOf, adviceOn, type TriggerAction, triggerLimits } from "#shared/domain/triggers/index.ts";
import { DeleteTrigger } from "./delete-trigger.tsx";
import { TriggerLine } from "./trigger-line.tsx";
import { TriggerSteps } from "./trigger-steps.tsx";
import classes from "./triggers.module.css";

interface TriggerFormProps {
  readonly trigger: Trigger;
  readonly all: readonly Trigger[];
  readonly languages: readonly Language[];
}

const { least, most } = triggerLimits.seconds;
const isTime = (seconds: number) => Number.isInteger(seconds) && seconds >= least && seconds <= most;
const hasText = (texts: Trigger["texts"]) => Object.values(texts).some((text) => text.trim() !== "");
const languageNames = (language: Language) =>
  new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;

/** A trigger: on or off, its times, what the customer is told, and how it goes. */
export function TriggerForm({ trigger, all, languages }: TriggerFormProps) {
  const { t } = useTranslation();
  const { allowed, reason } = useMay("triggers.manage");
  const { enabled, seconds, action, steps, texts } = trigger;
  const edits = useEdits({ enabled, seconds, action, steps, texts });
  const { value } = edits;
  const save = useSaving(edits.undo);
  const [language, setLanguage] = useState<Language>(languages[0] ?? "en");
  const advice = adviceOn(
    all.map((one) => (one.id === trigger.id ? { ...one, ...value } : one)),
    trigger.channel,
  );
  const problem = problemWith(value);
  const names = {
    enabled: t("triggers.enabled"),
    seconds: t("triggers.timing"),
    action: t("triggers.action"),
    steps: t("triggers.series"),
    texts: t("triggers.textEnd"),
  };
  return (
    <SetupForm
      title={t(`triggers.${trigger.type}`)}
      actions={<DeleteTrigger trigger={trigger} />}
      bar={
        <SaveBar
          changes={edits.changed.map((key) => names[key])}
          busy={save.isPending}
          error={save.error ? problemText(problemOf(save.error)) : undefined}
          reason={problem ? t(problem) : undefined}
          onSave={() => save.mutate({ triggerId: trigger.id, version: trigger.version, ...edits.edits })}
          onUndo={() => {
            save.reset();
            edits.undo();
          }}
        />
      }
    >
      {allowed ? null : <Notice>{reason ?? t("setup.readOnly")}</Notice>}
      <fieldset className={classes.fields} disabled={!allowed}>
        <SetupSection title={t("triggers.timing")} hint={t(`triggers.${trigger.type}Hint`)}>
          <Stack gap="md">
            <Switch
              label={t("triggers.enabled")}
              description={trigger.type === "queue_timeout" ? undefined : t("triggers.enabledHint")}
              checked={value.enabled}
              onChange={(event) => edits.set("enabled", event.currentTarget.checked)}
            />
            {advice ? (
              <Notice>
                {t("triggers.advice", {
                  agent: duration(advice.agentSeconds * 1_000),
                  customer: duration(advice.customerSeconds * 1_000),
                })}
              </Notice>
            ) : null}
            <ActionChoice
              type={trigger.type}
              value={value.action}
              onChange={(next) => edits.set("action", next)}
            />
            <NumberInput
              label={t(trigger.type === "customer_inactivity" ? "triggers.secondsEnd" : "triggers.seconds")}
              description={`= ${duration(value.seconds * 1_000)}`}
              min={least}
              max={most}
              allowDecimal={false}
              clampBehavior="none"
              maw={320}
              value={value.seconds}
              error={isTime(value.seconds) ? undefined : t("triggers.secondsProblem")}
              onChange={(next) => edits.set("seconds", Number(next) || 0)}
            />
          </Stack>
        </SetupSection>
        <SetupSection
          title={t("triggers.texts")}
          hint={t("triggers.textMissing")}
          actions={
            languages.length > 1 ? (
              <SegmentedControl
                aria-label={t("triggers.language")}
                size="xs"
                value={language}
                data={languages.map((one) => ({ value: one, label: languageNames(one) }))}
                onChange={(next) => setLanguage(next as Language)}
              />
            ) : null
          }
        >
          {trigger.type === "customer_inactivity" ? (
            <TriggerSteps
              steps={value.steps}
              language={language}
              onChange={(next) => edits.set("steps", next)}
            />
          ) : null}
          <Textarea
            label={t("triggers.textEnd")}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={triggerLimits.text}
            lang={language}
            value={value.texts[language] ?? ""}
            onChange={(event) =>
              edits.set("texts", { ...value.texts, [language]: event.currentTarget.value })
            }
          />
        </SetupSection>
      </fieldset>
      <SetupSection title={t("triggers.line")}>
        <TriggerLine type={trigger.type} {...value} language={language} languages={languages} />
      </SetupSection>
    </SetupForm>
  );
}

function problemWith({
  seconds,
  steps,
  action,
  texts,
}: Pick<Trigger, "seconds" | "steps" | "action" | "texts">) {
  if (![seconds, ...steps.map((step) => step.seconds)].every(isTime))
    return "triggers.secondsProblem" as const;
  const told = action === "close" ? [texts] : [];
  return [...told, ...steps.map((step) => step.texts)].every(hasText)
    ? null
    : ("triggers.needsText" as const);
}

function useSaving(onSaved: () => void) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  return useMutation({
    ...api.triggers.update.mutationOptions(),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: api.triggers.key() });
      onSaved();
      notifications.show({ color: "green", message: t("setup.saved") });
    },
    onError: () => void queries.invalidateQueries({ queryKey: api.triggers.key() }),
  });
}

interface ActionChoiceProps {
  readonly type: Trigger["type"];
  readonly value: TriggerAction;
  readonly onChange: (action: TriggerAction) => void;
}

/** What is done in the end, where there is a choice. */
function ActionChoice({ type, value, onChange }: ActionChoiceProps) {
  const { t } = useTranslation();
  if (actionsOf[type].length < 2) return null;
  return (
    <Radio.Group
      label={t("triggers.action")}
      value={value}
      onChange={(next) => onChange(next as TriggerAction)}
    >
      <Stack gap={8} mt={6}>
        {actionsOf[type].map((one) => (
          <Radio
            key={one}
            value={one}
            label={t(
              type === "queue_timeout" && one === "transfer"
                ? "triggers.action_overflow"
                : `triggers.action_${one}`,
            )}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
