import { TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useMay, Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconTrash } from "#renderer/ui/icons.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import { Fact, Facts, SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { TopicSet } from "#shared/contract/topics.ts";
import { TopicTree } from "./topic-tree.tsx";

interface SetFormProps {
  readonly set: TopicSet;
  readonly onGone: () => void;
}

/** A set: its name, the queues that ask for it, its topics. */
export function TopicSetForm({ set, onGone }: SetFormProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const { allowed, reason } = useMay("topics.manage");
  const edits = useEdits({ name: set.name });
  const { name } = edits.value;
  const rename = useMutation({
    ...api.topics.renameSet.mutationOptions(),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: api.topics.key() });
      edits.undo();
      notifications.show({ color: "green", message: t("setup.saved") });
    },
    onError: () => void queries.invalidateQueries({ queryKey: api.topics.key() }),
  });
  return (
    <SetupForm
      title={set.name}
      actions={<DeleteSet set={set} onGone={onGone} />}
      bar={
        <SaveBar
          changes={edits.changed.map(() => t("topicsSetup.name"))}
          busy={rename.isPending}
          error={rename.error ? problemText(problemOf(rename.error)) : undefined}
          reason={name.trim() === "" ? t("people.nameEmpty") : undefined}
          onSave={() => rename.mutate({ setId: set.id, version: set.version, name })}
          onUndo={() => {
            rename.reset();
            edits.undo();
          }}
        />
      }
    >
      {allowed ? null : <Notice>{reason ?? t("setup.readOnly")}</Notice>}
      <SetupSection title={t("topicsSetup.about")}>
        {allowed ? (
          <TextInput
            label={t("topicsSetup.name")}
            maxLength={80}
            value={name}
            onChange={(event) => edits.set("name", event.currentTarget.value)}
          />
        ) : null}
        <Facts>
          <Fact label={t("topicsSetup.queues")}>
            {set.queues.map((queue) => queue.name).join(", ") || (
              <span className="quiet">{t("topicsSetup.noQueues")}</span>
            )}
          </Fact>
        </Facts>
      </SetupSection>
      <TopicTree set={set} />
    </SetupForm>
  );
}

/** Who may delete unused ones only is told so before he tries. */
function DeleteSet({ set, onGone }: SetFormProps) {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    ...api.topics.removeSet.mutationOptions(),
    async onSuccess() {
      notifications.show({ color: "green", message: t("topicsSetup.deleted", { name: set.name }) });
      onGone();
      await queries.invalidateQueries({ queryKey: api.topics.key() });
    },
  });
  const isUsed = set.queues.length > 0;
  const onlyUnused = me.grants["topics.delete"]?.when?.includes("unused") ?? false;
  const queues = set.queues.map(({ name }) => name).join(", ");
  const button = (
    <Action
      variant="default"
      leftSection={<IconTrash size={15} aria-hidden />}
      reason={onlyUnused && isUsed ? problemText("topic_set.in_use") : undefined}
      onClick={() => setAsked(true)}
    >
      {t("topicsSetup.delete")}
    </Action>
  );
  return (
    <>
      {onlyUnused ? button : <Why permission="topics.delete">{button}</Why>}
      {asked ? (
        <ConfirmName
          title={t("topicsSetup.deleteTitle", { name: set.name })}
          effects={[
            ...(isUsed ? [t("topicsSetup.deleteQueues", { queues })] : []),
            t("topicsSetup.deletePast"),
          ]}
          name={set.name}
          action={t("topicsSetup.delete")}
          busy={remove.isPending}
          error={remove.error ? problemText(problemOf(remove.error)) : undefined}
          onConfirm={() => remove.mutate({ setId: set.id })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
