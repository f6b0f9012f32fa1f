import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { saveText } from "#renderer/platform/save-file.ts";
import { Action } from "#renderer/ui/action.tsx";
import { IconDownload } from "#renderer/ui/icons.ts";
import { asked, type UserFilter } from "./use-users.ts";

/** Saves the people of the list, as it is narrowed now, as CSV. */
export function ExportButton({ filter }: { filter: UserFilter }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const [busy, setBusy] = useState(false);
  async function run() {
    setBusy(true);
    try {
      const { fileName, csv } = await client.users.exportCsv(asked(filter));
      saveText(fileName, csv);
    } catch (failure) {
      notifications.show({ color: "red", message: problemText(problemOf(failure)) });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Action
      variant="default"
      loading={busy}
      leftSection={<IconDownload size={15} aria-hidden />}
      onClick={() => void run()}
    >
      {t("users.export")}
    </Action>
  );
}
