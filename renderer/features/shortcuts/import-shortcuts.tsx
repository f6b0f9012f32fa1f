import { Button, Modal, Table } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { useFocusBack } from "#renderer/ui/use-focus-back.ts";
import { readCsv, type ShortcutRow } from "./read-csv.ts";
import classes from "./shortcuts.module.css";

/** Takes a file, shows line by line what it would do, and does it. */
export function ImportShortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const queries = useQueryClient();
  useFocusBack();
  const picker = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string>();
  const [rows, setRows] = useState<readonly ShortcutRow[]>([]);
  const ask = useMutation({
    networkMode: "always",
    mutationFn: ({ some, preview }: { some: readonly ShortcutRow[]; preview: boolean }) =>
      client.shortcuts.importRows({ rows: some.map((row) => ({ ...row })), preview }),
    async onSuccess(_, { preview }) {
      if (preview) return;
      notifications.show({ color: "green", message: t("shortcuts.importDone") });
      await queries.invalidateQueries({ queryKey: api.shortcuts.key() });
      onClose();
    },
  });
  async function choose(file: File | undefined) {
    if (!file) return;
    const answer = readCsv(await file.text());
    setWrong(answer.ok ? undefined : t(`shortcuts.${answer.problem}`));
    setRows(answer.ok ? answer.rows : []);
    if (answer.ok) ask.mutate({ some: answer.rows, preview: true });
  }
  const plan = rows.length > 0 ? (ask.data?.rows ?? []) : [];
  const count = plan.filter(({ does }) => does === "create" || does === "update").length;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t("shortcuts.importTitle")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <div style={{ display: "grid", gap: 14 }}>
        <p className="quiet" style={{ margin: 0 }}>
          {t("shortcuts.importHint")}
        </p>
        <ErrorNote text={wrong ?? (ask.error ? problemText(problemOf(ask.error)) : undefined)} />
        <div>
          <Button variant="default" data-autofocus onClick={() => picker.current?.click()}>
            {t("shortcuts.importChoose")}
          </Button>
          <input
            ref={picker}
            type="file"
            accept=".csv,text/csv"
            hidden
            aria-label={t("shortcuts.importChoose")}
            onChange={(event) => {
              void choose(event.currentTarget.files?.[0]);
              event.currentTarget.value = "";
            }}
          />
        </div>
        {plan.length > 0 ? (
          <div className={classes.rows}>
            <Table>
              <Table.Tbody>
                {plan.map(({ code, does, problem }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file are known by their place.
                  <Table.Tr key={index}>
                    <Table.Td>/{code}</Table.Td>
                    <Table.Td>{t(`shortcuts.does_${does}`)}</Table.Td>
                    <Table.Td>{problem ? t(`shortcuts.problem_${problem}`) : null}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        ) : null}
        <div style={{ display: "flex", gap: 8, justifyContent: "flex-end" }}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Action
            loading={ask.isPending}
            reason={count === 0 ? t("shortcuts.importNothing") : undefined}
            onClick={() => ask.mutate({ some: rows, preview: false })}
          >
            {t("shortcuts.importRun", { count })}
          </Action>
        </div>
      </div>
    </Modal>
  );
}
