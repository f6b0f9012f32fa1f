import { MultiSelect, Switch, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { Assistant } from "#shared/contract/assistants.ts";
import type { QueueSettings } from "#shared/contract/groups.ts";
import type { AssistantFlow } from "#shared/domain/assistant-flow.ts";
import { ArchiveAssistant } from "./archive-assistant.tsx";
import { FlowEditor } from "./flow-editor.tsx";
import { problemOfFlow } from "./flow-problem.ts";
import { TryOut } from "./try-out.tsx";
import { WebhookPart } from "./webhook-part.tsx";

interface AssistantFormProps {
  readonly assistant: Assistant;
  readonly onSecret: (secret: string) => void;
  readonly onGone: () => void;
  /** At the left of the other actions. */
  readonly order: ReactNode;
}

const fieldTexts = {
  name: "assistants.name",
  enabled: "assistants.enabled",
  queueIds: "assistants.queues",
  url: "assistants.url",
  flow: "assistants.says",
  link: "assistants.link",
} as const;

function useAssistantForm(assistant: Assistant) {
  const { t } = useTranslation();
  const { api, refreshMe } = useDesk();
  const queries = useQueryClient();
  const { name, enabled, queueIds, url, flow, link } = assistant;
  const edits = useEdits({ name, enabled, queueIds, url, flow, link: link ?? "" });
  const save = useMutation({
    ...api.assistants.update.mutationOptions(),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: api.assistants.key() });
      edits.undo();
      // His own menu of assistants has their names and addresses.
      void refreshMe();
      notifications.show({ color: "green", message: t("setup.saved") });
    },
  });
  const problem = edits.value.flow ? problemOfFlow(edits.value.flow as AssistantFlow) : undefined;
  return {
    ...edits,
    save,
    reason: edits.value.name.trim() === "" ? t("people.nameEmpty") : problem && t(problem),
  };
}

/** An assistant: whether and where it answers, what it says, and trying it out. */
export function AssistantForm({ assistant, onSecret, onGone, order }: AssistantFormProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const form = useAssistantForm(assistant);
  const { value, set, save } = form;
  const query = useQuery(api.queues.list.queryOptions());
  const queues = ((query.data as QueueSettings[] | undefined) ?? []).filter(({ archived }) => !archived);
  const places = queues.map(({ id, name }) => ({ value: id as string, label: name }));
  return (
    <SetupForm
      title={assistant.name}
      actions={
        <>
          {order}
          <ArchiveAssistant assistant={assistant} onGone={onGone} />
        </>
      }
      bar={
        <SaveBar
          changes={form.changed.map((field) => t(fieldTexts[field]))}
          busy={save.isPending}
          error={save.error ? problemText(problemOf(save.error)) : undefined}
          reason={form.reason}
          onSave={() =>
            save.mutate({
              ...(form.edits as object),
              assistantId: assistant.id,
              version: assistant.version,
            })
          }
          onUndo={() => {
            save.reset();
            form.undo();
          }}
        />
      }
    >
      <SetupSection title={t("assistants.about")}>
        <Switch
          label={t("assistants.enabled")}
          description={t("assistants.enabledHint")}
          checked={value.enabled}
          onChange={(event) => set("enabled", event.currentTarget.checked)}
        />
        <TextInput
          label={t("assistants.name")}
          description={t("assistants.nameHint")}
          maxLength={60}
          value={value.name}
          onChange={(event) => set("name", event.currentTarget.value)}
        />
        <MultiSelect
          label={t("assistants.queues")}
          description={t("assistants.queuesHint")}
          searchable
          data={places}
          value={value.queueIds as string[]}
          onChange={(ids) => set("queueIds", ids as typeof value.queueIds)}
        />
        <TextInput
          label={t("assistants.link")}
          description={t("assistants.linkHint")}
          type="url"
          placeholder="https://"
          maxLength={500}
          value={value.link}
          onChange={(event) => set("link", event.currentTarget.value.trim())}
        />
      </SetupSection>
      {value.flow ? (
        <>
          <FlowEditor
            flow={value.flow as AssistantFlow}
            queues={places}
            onChange={(flow) => set("flow", flow as typeof value.flow)}
          />
          <TryOut flow={value.flow as AssistantFlow} name={value.name} queues={places} />
        </>
      ) : null}
      {assistant.kind === "webhook" ? (
        <WebhookPart
          assistant={assistant}
          url={value.url ?? ""}
          onUrl={(url) => set("url", url)}
          onSecret={onSecret}
        />
      ) : null}
    </SetupForm>
  );
}
