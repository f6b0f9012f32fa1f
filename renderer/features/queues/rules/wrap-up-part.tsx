import { Select, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { QueueRules } from "#shared/domain/queue-rules.ts";
import { LimitField } from "./number-field.tsx";
import type { PartProps } from "./part-props.ts";

/** What an agent has to do after a conversation, and for how long he may. */
export function WrapUpPart({ rules, set }: PartProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const sets = useQuery({ ...api.topics.list.queryOptions(), staleTime: 30_000 });
  const { wrapUp } = rules;
  const change = (part: Partial<QueueRules["wrapUp"]>) => set("wrapUp", { ...wrapUp, ...part });
  return (
    <SetupSection title={t("queueRules.wrapUp")} hint={t("queueRules.wrapUpHint")}>
      <Switch
        label={t("queueRules.wrapUpOn")}
        checked={wrapUp.enabled}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
      {wrapUp.enabled ? (
        <>
          <LimitField
            label={t("queueRules.wrapUpSeconds")}
            unit={t("queueRules.seconds")}
            none={t("queueRules.noLimit")}
            min={5}
            max={3_600}
            value={wrapUp.seconds}
            onSet={(seconds) => change({ seconds })}
          />
          <Switch
            label={t("queueRules.wrapUpAuto")}
            description={t("queueRules.wrapUpAutoHint")}
            checked={wrapUp.auto}
            onChange={(event) => change({ auto: event.currentTarget.checked })}
          />
          <Switch
            label={t("queueRules.dispositionRequired")}
            checked={wrapUp.dispositionRequired}
            onChange={(event) => change({ dispositionRequired: event.currentTarget.checked })}
          />
        </>
      ) : (
        <p className="quiet" style={{ margin: 0 }}>
          {t("queueRules.wrapUpOff")}
        </p>
      )}
      <Select
        label={t("queueRules.topicSet")}
        maw={360}
        clearable
        placeholder={t("queueRules.noTopicSet")}
        data={(sets.data ?? [])
          .filter(({ archived }) => !archived)
          .map(({ id, name }) => ({ value: id as string, label: name }))}
        value={wrapUp.topicSetId}
        onChange={(topicSetId) => change(topicSetId ? { topicSetId } : { topicSetId, topicsRequired: false })}
      />
      {wrapUp.topicSetId ? (
        <Switch
          label={t("queueRules.topicsRequired")}
          checked={wrapUp.topicsRequired}
          onChange={(event) => change({ topicsRequired: event.currentTarget.checked })}
        />
      ) : null}
    </SetupSection>
  );
}
