import { Input, SegmentedControl, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { PeopleEditor } from "#renderer/platform/people/people-editor.tsx";
import { useMay, Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconTrash } from "#renderer/ui/icons.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import { Fact, Facts, SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import type { Group } from "#shared/contract/groups.ts";
import { useGroupForm } from "./use-group-form.ts";

interface GroupFormProps {
  /** Absent: a new one. */
  readonly group?: Group;
  readonly onSaved: (id: string) => void;
  readonly onGone: () => void;
}

const thingOf = (group: Group) => ({ groupIds: [group.id], about: { kind: "group", id: group.id } as const });

/** A group: name, who leads it, who is in it, and where it differs from the general settings. */
export function GroupForm({ group, onSaved, onGone }: GroupFormProps) {
  const { t } = useTranslation();
  const form = useGroupForm(group, onSaved);
  const thing = group && thingOf(group);
  const { allowed, reason } = useMay("groups.manage", thing);
  const { value } = form;
  return (
    <SetupForm
      title={group ? group.name : t("groups.new")}
      actions={group ? <DeleteGroup group={group} onGone={onGone} /> : null}
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
      {allowed ? null : <Notice>{reason ?? t("setup.readOnly")}</Notice>}
      {allowed ? (
        <SetupSection title={t("groups.name")}>
          <TextInput
            aria-label={t("groups.name")}
            maxLength={80}
            value={value.name}
            error={form.nameError}
            autoFocus={!group}
            onChange={(event) => form.set("name", event.currentTarget.value)}
          />
        </SetupSection>
      ) : null}
      <SetupSection title={t("groups.leaders")} hint={t("groups.leadersHint")}>
        <PeopleEditor
          label={t("groups.leaders")}
          people={value.leaders}
          join={(one) => one}
          empty={t("groups.noLeaders")}
          onChange={allowed ? (people) => form.set("leaders", people) : undefined}
        />
      </SetupSection>
      <SetupSection title={t("groups.members")}>
        <PeopleEditor
          label={t("groups.members")}
          people={value.members}
          join={(one) => one}
          empty={t("groups.noMembers")}
          onChange={allowed ? (people) => form.set("members", people) : undefined}
        />
      </SetupSection>
      <SetupSection title={t("groups.settings")} hint={t("groups.settingsHint")}>
        {(["outboundCalls", "callHistory"] as const).map((field) => (
          <Override
            key={field}
            label={t(`groups.${field}`)}
            value={value[field]}
            onChange={allowed ? (next) => form.set(field, next) : undefined}
          />
        ))}
      </SetupSection>
    </SetupForm>
  );
}

const words = { general: null, on: true, off: false } as const;
type Word = keyof typeof words;
const wordOf = (value: boolean | null): Word => (value === null ? "general" : value ? "on" : "off");

interface OverrideProps {
  readonly label: string;
  readonly value: boolean | null;
  readonly onChange: ((value: boolean | null) => void) | undefined;
}

/** As in the general settings, or on, or off, whatever they say. */
function Override({ label, value, onChange }: OverrideProps) {
  const { t } = useTranslation();
  if (!onChange) {
    return (
      <Facts>
        <Fact label={label}>{t(`groups.override_${wordOf(value)}`)}</Fact>
      </Facts>
    );
  }
  return (
    <Input.Wrapper label={label} labelElement="div">
      <SegmentedControl
        aria-label={label}
        value={wordOf(value)}
        data={(Object.keys(words) as Word[]).map((word) => ({
          value: word,
          label: t(`groups.override_${word}`),
        }))}
        onChange={(word) => onChange(words[word as Word])}
      />
    </Input.Wrapper>
  );
}

function DeleteGroup({ group, onGone }: { group: Group; onGone: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    ...api.groups.remove.mutationOptions(),
    async onSuccess() {
      notifications.show({ color: "green", message: t("groups.deleted", { name: group.name }) });
      onGone();
      await queries.invalidateQueries({ queryKey: api.groups.key() });
      void queries.invalidateQueries({ queryKey: api.users.key() });
    },
  });
  return (
    <>
      <Why permission="groups.manage" thing={thingOf(group)}>
        <Action
          variant="default"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => setAsked(true)}
        >
          {t("groups.delete")}
        </Action>
      </Why>
      {asked ? (
        <ConfirmName
          title={t("groups.deleteTitle", { name: group.name })}
          effects={[
            t("groups.deletePeople", { count: group.members.length }),
            t("groups.deleteLeaders"),
            t("groups.deleteSettings"),
          ]}
          name={group.name}
          action={t("groups.delete")}
          busy={remove.isPending}
          error={remove.error ? problemText(problemOf(remove.error)) : undefined}
          onConfirm={() => remove.mutate({ groupId: group.id })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
