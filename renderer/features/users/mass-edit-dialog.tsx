import { Button, Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import { changesOf, noChanges } from "./mass-draft.ts";
import { MassEditFields } from "./mass-edit-fields.tsx";
import { MassEditPreview, type PreviewRow } from "./mass-edit-preview.tsx";
import classes from "./users.module.css";

interface MassEditDialogProps {
  readonly userIds: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Changes many accounts at once: say what, look at what it does to whom, then save. */
export function MassEditDialog({ userIds, onClose, onDone }: MassEditDialogProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  useFocusBack();
  const [draft, setDraft] = useState(noChanges);
  const changes = changesOf(draft);
  const preview = useMutation(api.users.massEdit.mutationOptions());
  const save = useMutation(api.users.massEdit.mutationOptions());
  const rows = preview.data?.rows as readonly PreviewRow[] | undefined;
  const affected = rows?.filter((row) => row.refused === null && row.changes.length > 0).length ?? 0;
  const failure = preview.error ?? save.error;
  const input = { userIds: [...userIds], changes };
  const run = () =>
    save.mutate(
      { ...input, preview: false },
      {
        onSuccess({ changed }) {
          void queries.invalidateQueries({ queryKey: api.users.key() });
          notifications.show({ color: "green", message: t("massEdit.done", { count: changed }) });
          onDone();
        },
      },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      title={t("massEdit.title", { count: userIds.length })}
      closeButtonProps={{ "aria-label": t("setup.close") }}
    >
      <div className={classes.dialog}>
        {rows ? <MassEditPreview rows={rows} /> : <MassEditFields draft={draft} onChange={setDraft} />}
        <ErrorNote text={failure ? problemText(problemOf(failure)) : undefined} />
        <div className={classes.dialogFoot}>
          <Button variant="default" onClick={rows ? () => preview.reset() : onClose}>
            {rows ? t("app.back") : t("app.cancel")}
          </Button>
          {rows ? (
            <Action
              loading={save.isPending}
              reason={affected === 0 ? t("massEdit.nothing") : undefined}
              onClick={run}
            >
              {t("massEdit.save", { count: affected })}
            </Action>
          ) : (
            <Action
              loading={preview.isPending}
              reason={Object.keys(changes).length === 0 ? t("massEdit.chooseFirst") : undefined}
              onClick={() => preview.mutate({ ...input, preview: true })}
            >
              {t("massEdit.preview")}
            </Action>
          )}
        </div>
      </div>
    </Modal>
  );
}
