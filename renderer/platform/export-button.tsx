import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { IconDownload } from "#renderer/ui/icons.ts";
import { problemOf } from "./http/errors.ts";
import { problemText } from "./i18n/index.ts";
import { saveText } from "./save-text.ts";

interface ExportButtonProps {
  readonly label: string;
  /** Asks the server for the file. */
  readonly ask: () => Promise<{ readonly fileName: string; readonly csv: string }>;
}

/** Fetches a CSV and gives it to the person as a file. */
export function ExportButton({ label, ask }: ExportButtonProps) {
  const [busy, setBusy] = useState(false);
  async function run() {
    setBusy(true);
    try {
      const { fileName, csv } = await ask();
      saveText(fileName, csv);
    } catch (error) {
      notifications.show({ color: "red", message: problemText(problemOf(error)) });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      variant="default"
      loading={busy}
      leftSection={<IconDownload size={15} aria-hidden />}
      onClick={() => void run()}
    >
      {label}
    </Button>
  );
}
