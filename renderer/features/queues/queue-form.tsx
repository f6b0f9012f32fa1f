import { Tabs } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#renderer/platform/why.tsx";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { SaveBar, SetupBones, SetupForm } from "#renderer/ui/setup-form.tsx";
import type { QueueSettings } from "#shared/contract/groups.ts";
import { ArchiveQueue } from "./archive-queue.tsx";
import { PeoplePart } from "./people-part.tsx";
import { HoursPart } from "./rules/hours-part.tsx";
import { RoutingPart } from "./rules/routing-part.tsx";
import classes from "./rules/rules.module.css";
import { SkillsPart } from "./rules/skills-part.tsx";
import { WaitingPart } from "./rules/waiting-part.tsx";
import { WrapUpPart } from "./rules/wrap-up-part.tsx";
import { useQueueForm } from "./use-queue-form.ts";
import { useQueueThing } from "./use-queue-thing.ts";

interface QueueFormProps {
  readonly queue: QueueSettings;
  readonly queues: readonly QueueSettings[];
}

/** The parts of the rules, each on a page of its own. */
const ruleParts = {
  routing: RoutingPart,
  skills: SkillsPart,
  hours: HoursPart,
  waiting: WaitingPart,
  wrapUp: WrapUpPart,
} as const;
type RulePart = keyof typeof ruleParts;
const partNames = ["people", ...(Object.keys(ruleParts) as RulePart[])] as const;

/** A queue: who answers it and who looks after it, and how it is routed. One bar saves all of it. */
export function QueueForm({ queue, queues }: QueueFormProps) {
  const { t } = useTranslation();
  const form = useQueueForm(queue);
  const thing = useQueueThing(queue);
  const manage = useMay("queues.manage", thing);
  const [part, setPart] = useState<string | null>("people");
  const readOnly = !manage.allowed || queue.archived;
  const Part = part && part in ruleParts ? ruleParts[part as RulePart] : null;
  return (
    <SetupForm
      title={queue.name}
      actions={<ArchiveQueue queue={queue} />}
      bar={
        <SaveBar
          changes={form.changes}
          busy={form.busy}
          error={form.error}
          reason={form.reason}
          onSave={form.save}
          onUndo={form.undo}
        />
      }
    >
      {queue.archived ? <Notice>{t("queues.archivedNotice")}</Notice> : null}
      {manage.allowed || queue.archived ? null : <Notice>{manage.reason ?? t("setup.readOnly")}</Notice>}
      <Tabs value={part} onChange={setPart} keepMounted={false}>
        <Tabs.List>
          {partNames.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`queueRules.part_${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {partNames.map((name) => (
          <Tabs.Panel key={name} value={name} className={classes.part}>
            {name === "people" ? <PeoplePart queue={queue} queues={queues} form={form} /> : null}
            {Part && form.rules ? (
              <fieldset className={classes.plain} disabled={readOnly}>
                <Part queueId={queue.id} rules={form.rules} readOnly={readOnly} set={form.setRule} />
              </fieldset>
            ) : null}
            {Part && !form.rules && !form.rulesError ? <SetupBones /> : null}
            {Part ? (
              <ErrorNote text={form.rulesError} retry={{ label: t("app.retry"), run: form.retry }} />
            ) : null}
          </Tabs.Panel>
        ))}
      </Tabs>
    </SetupForm>
  );
}
