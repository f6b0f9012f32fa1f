import { Group, Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useChoices } from "#renderer/platform/people/use-choices.ts";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { Overflow } from "#shared/domain/queue-rules.ts";
import { LimitField, NumberField } from "./number-field.tsx";
import type { PartProps } from "./part-props.ts";
import classes from "./rules.module.css";

/** What becomes of those who wait: closed, too long, too many; and how soon they ought to be answered. */
export function WaitingPart({ rules, set, queueId }: PartProps) {
  const { t } = useTranslation();
  const { serviceLevel } = rules;
  return (
    <>
      <SetupSection title={t("queueRules.serviceLevel")} hint={t("queueRules.serviceLevelHint")}>
        <div className={classes.fields}>
          <NumberField
            label={t("queueRules.percent")}
            unit="%"
            min={1}
            max={100}
            value={serviceLevel.percent}
            onSet={(percent) => set("serviceLevel", { ...serviceLevel, percent })}
          />
          <NumberField
            label={t("queueRules.within")}
            unit={t("queueRules.seconds")}
            min={1}
            max={86_400}
            value={serviceLevel.seconds}
            onSet={(seconds) => set("serviceLevel", { ...serviceLevel, seconds })}
          />
        </div>
      </SetupSection>
      <SetupSection title={t("queueRules.whenClosed")} hint={t("queueRules.whenClosedHint")}>
        <WayOut queueId={queueId} value={rules.whenClosed} onSet={(way) => set("whenClosed", way)} />
      </SetupSection>
      <SetupSection title={t("queueRules.whenWaited")}>
        <WayOut
          queueId={queueId}
          value={rules.whenWaitedTooLong}
          onSet={(way) => set("whenWaitedTooLong", way)}
        >
          <LimitField
            label={t("queueRules.maxWaitSeconds")}
            unit={t("queueRules.seconds")}
            none={t("queueRules.noLimit")}
            min={10}
            max={86_400}
            value={rules.maxWaitSeconds}
            onSet={(next) => set("maxWaitSeconds", next)}
          />
        </WayOut>
      </SetupSection>
      <SetupSection title={t("queueRules.whenFull")}>
        <WayOut queueId={queueId} value={rules.whenFull} onSet={(way) => set("whenFull", way)}>
          <LimitField
            label={t("queueRules.maxLength")}
            none={t("queueRules.noLimit")}
            min={0}
            max={10_000}
            value={rules.maxLength}
            onSet={(next) => set("maxLength", next)}
          />
        </WayOut>
      </SetupSection>
    </>
  );
}

const ways = ["stay", "queue", "message", "callback"] as const;

interface WayOutProps {
  readonly queueId: string;
  readonly value: Overflow;
  readonly onSet: (way: Overflow) => void;
  /** The limit at which it happens. */
  readonly children?: ReactNode;
}

function WayOut({ queueId, value, onSet, children }: WayOutProps) {
  const { t } = useTranslation();
  const others = useChoices().queues.filter(({ id }) => id !== queueId);
  const choose = (to: string | null) => {
    if (to === "queue") onSet({ to, queueId: others[0]?.id ?? queueId });
    else if (to === "stay" || to === "message" || to === "callback") onSet({ to });
  };
  return (
    <Group gap={12} align="flex-end">
      {children}
      <Select
        label={t("queueRules.wayOut")}
        w={300}
        allowDeselect={false}
        data={ways
          .filter((way) => way !== "queue" || others.length > 0 || value.to === "queue")
          .map((way) => ({ value: way, label: t(`queueRules.to_${way}`) }))}
        value={value.to}
        onChange={choose}
      />
      {value.to === "queue" ? (
        <Select
          label={t("queueRules.toQueue")}
          w={220}
          allowDeselect={false}
          searchable
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={value.queueId}
          onChange={(id) => id && onSet({ to: "queue", queueId: id })}
        />
      ) : null}
    </Group>
  );
}
