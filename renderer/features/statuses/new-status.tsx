import { Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import type { CustomStatus } from "#shared/contract/statuses.ts";
import { type StatusFacts, StatusFields } from "./status-fields.tsx";

interface NewStatusProps {
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
}

/** Makes a status of the workspace's own. */
export function NewStatus({ onMade, onClose }: NewStatusProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  useFocusBack();
  const [facts, setFacts] = useState<StatusFacts>({
    name: "",
    color: "blue",
    limitMinutes: null,
    needsReason: false,
  });
  const make = useMutation({
    ...api.statuses.save.mutationOptions(),
    async onSuccess(made) {
      await queries.invalidateQueries({ queryKey: api.statuses.key() });
      void queries.invalidateQueries({ queryKey: api.status.key() });
      onMade((made as CustomStatus).id);
      onClose();
    },
  });
  const unnamed = facts.name.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!unnamed && !make.isPending) make.mutate(facts);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("statuses.add")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <form onSubmit={submit} style={{ display: "grid", gap: 14 }}>
        <StatusFields
          focused
          value={facts}
          set={(key, value) => setFacts((now) => ({ ...now, [key]: value }))}
        />
        <ErrorNote text={make.error ? problemText(problemOf(make.error)) : undefined} />
        <div style={{ display: "flex", gap: 8, justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Action
            type="submit"
            loading={make.isPending}
            reason={unnamed ? t("people.nameEmpty") : undefined}
            onClick={() => {}}
          >
            {t("statuses.saveNew")}
          </Action>
        </div>
      </form>
    </Modal>
  );
}
