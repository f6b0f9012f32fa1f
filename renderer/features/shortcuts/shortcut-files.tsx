import { CloseButton } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { refusalOf } from "#renderer/platform/http/files.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { IconPaperclip } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { StoredFile } from "#shared/contract/files.ts";
import { maxShortcutFiles } from "#shared/contract/shortcuts.ts";
import classes from "./shortcuts.module.css";

interface ShortcutFilesProps {
  readonly files: readonly StoredFile[];
  /** Absent: only to be read. */
  readonly onChange?: (files: readonly StoredFile[]) => void;
}

/** The files that go with it. They are up at once, and belong to it when it is saved. */
export function ShortcutFiles({ files, onChange }: ShortcutFilesProps) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  async function add(file: File | undefined) {
    if (!file || !onChange) return;
    const refusal = refusalOf(file);
    if (refusal) return setError(problemText(refusal));
    setBusy(true);
    setError(undefined);
    try {
      onChange([...files, (await client.shortcuts.upload({ file })) as StoredFile]);
    } catch (failure) {
      setError(problemText(problemOf(failure)));
    } finally {
      setBusy(false);
    }
  }
  if (!onChange && files.length === 0) return null;
  return (
    <SetupSection title={t("shortcuts.files")} hint={t("shortcuts.filesHint")}>
      <ErrorNote text={error} />
      {files.map(({ id, name }) => (
        <span key={id} className={classes.file}>
          <IconPaperclip size={15} aria-hidden />
          <bdi className="one-line">{name}</bdi>
          {onChange ? (
            <CloseButton
              size="xs"
              aria-label={t("shortcuts.removeFile", { name })}
              onClick={() => onChange(files.filter((one) => one.id !== id))}
            />
          ) : null}
        </span>
      ))}
      {onChange && files.length < maxShortcutFiles ? (
        <div>
          <Action
            variant="default"
            loading={busy}
            leftSection={<IconPaperclip size={15} aria-hidden />}
            onClick={() => picker.current?.click()}
          >
            {t("shortcuts.addFile")}
          </Action>
          <input
            ref={picker}
            type="file"
            hidden
            aria-label={t("shortcuts.addFile")}
            onChange={(event) => {
              void add(event.currentTarget.files?.[0]);
              event.currentTarget.value = "";
            }}
          />
        </div>
      ) : null}
    </SetupSection>
  );
}
