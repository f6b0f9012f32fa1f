import { CloseButton, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./composer.module.css";
import type { ComposerModel } from "./use-composer.ts";

/** What will go with the message, what is still on its way, and what could not go. */
export function AttachmentList({ composer }: { composer: ComposerModel }) {
  const { t } = useTranslation();
  const { files, attachments } = composer;
  if (files.length + attachments.going.length === 0) return null;
  return (
    <div className={classes.files} aria-live="polite">
      {files.map((file) => (
        <span className={classes.file} key={file.id}>
          <bdi className="one-line">{file.name}</bdi>
          <CloseButton
            size="xs"
            aria-label={t("composer.removeFile", { name: file.name })}
            onClick={() => composer.removeFile(file.id)}
          />
        </span>
      ))}
      {attachments.going.map((one) => (
        <span className={classes.file} key={one.id} data-failed={one.error ? true : undefined}>
          <bdi className="one-line">{one.name}</bdi>
          {one.error ? (
            <span role="alert">{one.error}</span>
          ) : (
            <Progress
              w={60}
              size="sm"
              value={one.share * 100}
              aria-label={t("composer.uploading", { percent: Math.round(one.share * 100) })}
            />
          )}
          <CloseButton
            size="xs"
            aria-label={t("composer.removeFile", { name: one.name })}
            onClick={() => attachments.drop(one.id)}
          />
        </span>
      ))}
    </div>
  );
}
