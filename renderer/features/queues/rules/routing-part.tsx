import "@mantine/core/styles/Slider.layer.css";
import { Checkbox, Group, Radio, Slider, Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import { media } from "#shared/domain/media.ts";
import { leastWeight, mostWeight, type Selection, selections } from "#shared/domain/queue-rules.ts";
import { secondsPerPriority } from "#shared/domain/routing/index.ts";
import { NumberField } from "./number-field.tsx";
import type { PartProps } from "./part-props.ts";
import classes from "./rules.module.css";

/** What waits here, who is asked first, and how it rings. */
export function RoutingPart(props: PartProps) {
  return (
    <>
      <Media {...props} />
      <Loads {...props} />
      <WhoFirst {...props} />
      <Offers {...props} />
      <Priorities {...props} />
      <Transfers {...props} />
    </>
  );
}

function Media({ rules, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("queueRules.media")} hint={t("queueRules.mediaHint")}>
      <Group gap={18}>
        {media.map((medium) => (
          <Checkbox
            key={medium}
            label={t(`queueRules.medium_${medium}`)}
            checked={rules.media[medium]}
            onChange={(event) => set("media", { ...rules.media, [medium]: event.currentTarget.checked })}
          />
        ))}
      </Group>
    </SetupSection>
  );
}

/** How much of its agent's desk one conversation takes, of each medium that may wait here. */
function Loads({ rules, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("queueRules.loads")} hint={t("queueRules.loadsHint")}>
      <div className={classes.fields}>
        {media
          .filter((medium) => rules.media[medium])
          .map((medium) => (
            <NumberField
              key={medium}
              label={t(`queueRules.medium_${medium}`)}
              unit="%"
              width={180}
              min={leastWeight}
              max={mostWeight}
              value={rules.loads[medium]}
              onSet={(next) => set("loads", { ...rules.loads, [medium]: next })}
            />
          ))}
      </div>
    </SetupSection>
  );
}

const weights = ["load", "idle", "skill"] as const;

function WhoFirst({ rules, set, readOnly }: PartProps) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("queueRules.selection")} hint={t("queueRules.selectionHint")}>
      <Radio.Group
        aria-label={t("queueRules.selection")}
        value={rules.selection}
        onChange={(next) => set("selection", next as Selection)}
      >
        <Stack gap={8}>
          {selections.map((selection) => (
            <Radio
              key={selection}
              value={selection}
              label={t(`queueRules.${selection}`)}
              description={t(`queueRules.about_${selection}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {rules.selection === "weighted" ? (
        <div className={classes.weights}>
          {weights.map((weight) => (
            <div key={weight} className={classes.weight}>
              <span>{t(`queueRules.weight_${weight}`)}</span>
              <Slider
                min={0}
                max={1}
                step={0.1}
                disabled={readOnly}
                label={null}
                thumbLabel={t(`queueRules.weight_${weight}`)}
                value={rules.weights[weight]}
                onChange={(next) =>
                  set("weights", { ...rules.weights, [weight]: Math.round(next * 10) / 10 })
                }
              />
              <span className="numbers quiet">{rules.weights[weight].toFixed(1)}</span>
            </div>
          ))}
        </div>
      ) : null}
    </SetupSection>
  );
}

function Offers({ rules, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("queueRules.offers")}>
      <div className={classes.fields}>
        <NumberField
          label={t("queueRules.ringSeconds")}
          unit={t("queueRules.seconds")}
          min={5}
          max={300}
          value={rules.ringSeconds}
          onSet={(next) => set("ringSeconds", next)}
        />
        <NumberField
          label={t("queueRules.attempts")}
          min={1}
          max={10}
          value={rules.attempts}
          onSet={(next) => set("attempts", next)}
        />
        <NumberField
          label={t("queueRules.attemptDelaySeconds")}
          unit={t("queueRules.seconds")}
          min={0}
          max={300}
          value={rules.attemptDelaySeconds}
          onSet={(next) => set("attemptDelaySeconds", next)}
        />
      </div>
      <Switch
        label={t("queueRules.forcedPause")}
        description={t("queueRules.forcedPauseHint")}
        checked={rules.forcedPause}
        onChange={(event) => set("forcedPause", event.currentTarget.checked)}
      />
    </SetupSection>
  );
}

function Priorities({ rules, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <SetupSection
      title={t("queueRules.priorities")}
      hint={t("queueRules.prioritiesHint", { minutes: secondsPerPriority / 60 })}
    >
      <div className={classes.fields}>
        {(["priority", "transferPriority"] as const).map((rule) => (
          <NumberField
            key={rule}
            label={t(`queueRules.${rule}`)}
            min={1}
            max={30}
            value={rules[rule]}
            onSet={(next) => set(rule, next)}
          />
        ))}
      </div>
    </SetupSection>
  );
}

function Transfers({ rules, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("queueRules.transfers")}>
      <NumberField
        label={t("queueRules.transferSeconds")}
        unit={t("queueRules.seconds")}
        min={5}
        max={600}
        value={rules.transferSeconds}
        onSet={(next) => set("transferSeconds", next)}
      />
      <Switch
        label={t("queueRules.bounceBack")}
        description={t("queueRules.bounceBackHint")}
        checked={rules.bounceBack}
        onChange={(event) => set("bounceBack", event.currentTarget.checked)}
      />
    </SetupSection>
  );
}
