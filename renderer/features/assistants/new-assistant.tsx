import { Button, Modal, Radio, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";

interface NewAssistantProps {
  readonly onMade: (id: string) => void;
  readonly onSecret: (secret: string) => void;
  readonly onClose: () => void;
}

/** Makes an assistant, off: its name, and how it answers. */
export function NewAssistant({ onMade, onSecret, onClose }: NewAssistantProps) {
  const { t } = useTranslation();
  const { api, refreshMe } = useDesk();
  const queries = useQueryClient();
  useFocusBack();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<"built_in" | "webhook">("built_in");
  const [url, setUrl] = useState("");
  const make = useMutation({
    ...api.assistants.create.mutationOptions(),
    async onSuccess({ assistant, secret }) {
      await queries.invalidateQueries({ queryKey: api.assistants.key() });
      void refreshMe();
      onMade(assistant.id);
      onClose();
      if (secret) onSecret(secret);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "" || make.isPending) return;
    make.mutate(kind === "webhook" ? { name, kind, url: url.trim() } : { name, kind });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("assistants.new")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <form onSubmit={submit} style={{ display: "grid", gap: 14 }}>
        <TextInput
          label={t("assistants.name")}
          description={t("assistants.nameHint")}
          data-autofocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group
          label={t("assistants.kind")}
          value={kind}
          onChange={(next) => setKind(next === "webhook" ? "webhook" : "built_in")}
        >
          <div style={{ display: "grid", gap: 8, paddingTop: 6 }}>
            <Radio value="built_in" label={t("assistants.kind_built_in")} />
            <Radio value="webhook" label={t("assistants.kind_webhook")} />
          </div>
        </Radio.Group>
        {kind === "webhook" ? (
          <TextInput
            label={t("assistants.url")}
            description={t("assistants.urlHint")}
            placeholder="https://"
            type="url"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
        ) : null}
        <ErrorNote text={make.error ? problemText(problemOf(make.error)) : undefined} />
        <div style={{ display: "flex", gap: 8, justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Action
            type="submit"
            loading={make.isPending}
            reason={name.trim() === "" ? t("people.nameEmpty") : undefined}
            onClick={() => {}}
          >
            {t("assistants.add")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
