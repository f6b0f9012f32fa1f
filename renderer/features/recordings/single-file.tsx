import { useTranslation } from "react-i18next";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Recording, RecordingFile } from "#shared/contract/recordings.ts";
import classes from "./recordings.module.css";
import { useFile } from "./use-file.ts";

/** What one person said aside or showed, in the browser's own player. */
export function SingleFile({ recording, file }: { recording: Recording; file: RecordingFile }) {
  const { t } = useTranslation();
  const { url, busy, problem, load } = useFile(recording.id, file.name);
  const isAside = file.what === "aside";
  const name = file.people.map((one) => one.name).join(", ");
  const label = isAside ? t("recordings.aside", { name }) : t("recordings.pictures", { name });
  return (
    <div className={classes.single}>
      <span className="small">{label}</span>
      <ErrorNote text={problem && t("recordings.failed", { problem })} />
      {url ? null : (
        <Action variant="default" size="compact-sm" loading={busy} aria-label={label} onClick={load}>
          {t("recordings.play")}
        </Action>
      )}
      {url && isAside ? (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said
        <audio src={url} controls autoPlay aria-label={label} />
      ) : null}
      {url && !isAside ? <video src={url} controls autoPlay muted aria-label={label} /> : null}
    </div>
  );
}
