import { Button, Modal, Portal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { saveText } from "#renderer/platform/save-text.ts";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { IconDownload, IconPrinter } from "#renderer/ui/icons.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import classes from "./factors.module.css";

interface CodesDialogProps {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

/** The recovery codes, shown this once: to copy, print or keep as a file. It closes by its button alone. */
export function CodesDialog({ codes, onClose }: CodesDialogProps) {
  const { t } = useTranslation();
  const me = useMe();
  const head = t("factors.fileHead", { email: me.email });
  const text = `${head}\n\n${codes.join("\n")}\n`;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("factors.codesTitle")}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <div className={classes.dialog}>
        <Notice>{t("factors.codesHint")}</Notice>
        <CodeList codes={codes} />
        {/* A copy of its own for the printer, outside the dialog, whose place and size a printer knows nothing of. */}
        <Portal>
          <div className={classes.printed} aria-hidden="true">
            <p>{head}</p>
            <CodeList codes={codes} />
          </div>
        </Portal>
        <div className={classes.row}>
          <div className={classes.actions}>
            <CopyButton text={text} label={t("factors.copy")} done={t("factors.copied")} />
            <Button
              variant="default"
              leftSection={<IconPrinter size={15} aria-hidden />}
              onClick={printMarked}
            >
              {t("factors.print")}
            </Button>
            <Button
              variant="default"
              leftSection={<IconDownload size={15} aria-hidden />}
              onClick={() => saveText("sidetone-recovery-codes.txt", text, "text/plain")}
            >
              {t("factors.download")}
            </Button>
          </div>
          <Button data-autofocus onClick={onClose}>
            {t("factors.kept")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

const CodeList = ({ codes }: { codes: readonly string[] }) => (
  <ol className={classes.codes}>
    {codes.map((code) => (
      <li key={code}>
        <code>{code}</code>
      </li>
    ))}
  </ol>
);

/** Prints the codes alone: the stylesheet hides the rest of the page while the mark is there. */
function printMarked() {
  document.documentElement.dataset.printsCodes = "";
  window.addEventListener("afterprint", () => delete document.documentElement.dataset.printsCodes, {
    once: true,
  });
  window.print();
}
