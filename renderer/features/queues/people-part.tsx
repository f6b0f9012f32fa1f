import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PeopleEditor } from "#renderer/platform/people/people-editor.tsx";
import { useMay, Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { QueueSettings } from "#shared/contract/groups.ts";
import { MoveMembers } from "./move-members.tsx";
import type { Member, Supervisor, useQueueForm } from "./use-queue-form.ts";
import { useQueueThing } from "./use-queue-thing.ts";

interface PeoplePartProps {
  readonly queue: QueueSettings;
  readonly queues: readonly QueueSettings[];
  readonly form: ReturnType<typeof useQueueForm>;
}

const priorities = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** Its name, members with their priority, supervisors as viewers or editors. */
export function PeoplePart({ queue, queues, form }: PeoplePartProps) {
  const { t } = useTranslation();
  const thing = useQueueThing(queue);
  const manage = useMay("queues.manage", thing);
  const editMembers = useMay("queues.members.edit", thing);
  const [moving, setMoving] = useState(false);
  const { value } = form;
  const mayManage = manage.allowed && !queue.archived;
  const mayMembers = editMembers.allowed && !queue.archived;
  const setMember = (id: string, priority: number) =>
    form.set(
      "members",
      value.members.map((one) => (one.id === id ? { ...one, priority } : one)),
    );
  const setSupervisor = (id: string, level: Supervisor["level"]) =>
    form.set(
      "supervisors",
      value.supervisors.map((one) => (one.id === id ? { ...one, level } : one)),
    );
  return (
    <>
      {mayManage ? (
        <SetupSection title={t("queues.name")}>
          <TextInput
            aria-label={t("queues.name")}
            maxLength={80}
            value={value.name}
            error={form.nameError}
            onChange={(event) => form.set("name", event.currentTarget.value)}
          />
        </SetupSection>
      ) : null}
      <SetupSection
        title={t("queues.members")}
        hint={t("queues.membersHint")}
        actions={
          queue.members.length > 0 && !queue.archived ? (
            <Why permission="queues.members.edit" thing={thing}>
              <Action variant="default" onClick={() => setMoving(true)}>
                {t("queues.move")}
              </Action>
            </Why>
          ) : null
        }
      >
        <PeopleEditor<Member>
          label={t("queues.members")}
          people={value.members}
          join={(one) => ({ ...one, priority: 1 })}
          empty={t("queues.noMembers")}
          onChange={mayMembers ? (people) => form.set("members", people) : undefined}
          extra={(one) =>
            mayMembers ? (
              <Select
                aria-label={t("queues.priorityOf", { name: one.name })}
                size="xs"
                w={62}
                allowDeselect={false}
                data={priorities}
                value={String(one.priority)}
                onChange={(next) => setMember(one.id, Number(next))}
              />
            ) : (
              <span className="quiet small numbers">{t("queues.priority", { n: one.priority })}</span>
            )
          }
        />
      </SetupSection>
      <SetupSection title={t("queues.supervisors")} hint={t("queues.supervisorsHint")}>
        <PeopleEditor<Supervisor>
          label={t("queues.supervisors")}
          people={value.supervisors}
          join={(one) => ({ ...one, level: "viewer" })}
          empty={t("queues.noSupervisors")}
          onChange={mayManage ? (people) => form.set("supervisors", people) : undefined}
          extra={(one) =>
            mayManage ? (
              <Select
                aria-label={t("queues.levelOf", { name: one.name })}
                size="xs"
                w={110}
                allowDeselect={false}
                data={[
                  { value: "viewer", label: t("queues.viewer") },
                  { value: "editor", label: t("queues.editor") },
                ]}
                value={one.level}
                onChange={(next) => setSupervisor(one.id, next === "editor" ? "editor" : "viewer")}
              />
            ) : (
              <span className="quiet small">{t(`queues.${one.level}`)}</span>
            )
          }
        />
      </SetupSection>
      {moving ? <MoveMembers queue={queue} queues={queues} onClose={() => setMoving(false)} /> : null}
    </>
  );
}
