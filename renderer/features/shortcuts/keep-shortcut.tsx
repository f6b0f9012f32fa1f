import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import { isLanguage } from "#shared/domain/languages.ts";
import { codeFrom, draftProblem, emptyShortcut, withVariables } from "./shortcut-draft.ts";
import { saveShortcut } from "./use-shortcut-form.ts";

interface KeepShortcutProps {
  /** What was said. */
  readonly text: string;
  readonly conversation: Pick<Conversation, "customer" | "language">;
  readonly onClose: () => void;
}

/** Saves a message that was sent as a shortcut of one's own. */
export function KeepShortcut({ text: said, conversation, onClose }: KeepShortcutProps) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const me = useMe();
  const queries = useQueryClient();
  useFocusBack();
  const [title, setTitle] = useState("");
  const [code, setCode] = useState<string>();
  const [text, setText] = useState(() =>
    withVariables(said, {
      customer: conversation.customer.name,
      agent: me.name,
      workspace: me.workspace.name,
    }),
  );
  const language = isLanguage(conversation.language) ? conversation.language : me.language;
  const draft = {
    ...emptyShortcut("personal"),
    title,
    code: code ?? codeFrom(title),
    texts: { [language]: text },
  };
  const problem = draftProblem(draft);
  const save = useMutation({
    networkMode: "always",
    mutationFn: () => saveShortcut(client, null, draft),
    async onSuccess(saved) {
      notifications.show({ color: "green", message: t("shortcuts.saved", { code: saved.code }) });
      await queries.invalidateQueries({ queryKey: api.shortcuts.key() });
      onClose();
    },
  });
  const failure = save.error ? problemOf(save.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!problem && !save.isPending) save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("shortcuts.keep")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <form onSubmit={submit} style={{ display: "grid", gap: 14 }}>
        <p className="quiet" style={{ margin: 0 }}>
          {t("shortcuts.keepHint")}
        </p>
        <TextInput
          label={t("shortcuts.name")}
          data-autofocus
          maxLength={120}
          value={title}
          error={failure && failure !== "name.taken" ? problemText(failure) : undefined}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          label={t("shortcuts.code")}
          leftSection="/"
          maxLength={40}
          value={draft.code}
          error={failure === "name.taken" ? t("shortcuts.codeTaken") : undefined}
          onChange={(event) => setCode(event.currentTarget.value.replace(/^\//, "").toLowerCase())}
        />
        <Textarea
          label={t("shortcuts.text")}
          autosize
          minRows={3}
          maxRows={10}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div style={{ display: "flex", gap: 8, justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Action
            type="submit"
            loading={save.isPending}
            reason={problem ? t(`shortcuts.${problem}`) : undefined}
            onClick={() => {}}
          >
            {t("app.save")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
