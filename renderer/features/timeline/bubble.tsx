import { memo, use } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { clockTime, exactTime } from "#renderer/platform/i18n/times.ts";
import {
  IconAlertTriangle,
  IconCheck,
  IconChecks,
  IconClock,
  IconEar,
  IconLock,
  IconPaperclip,
  IconRobot,
  IconSend,
} from "#renderer/ui/icons.ts";
import type { ErrorCode } from "#shared/errors/catalogue.ts";
import { Choices } from "./choices.tsx";
import { shownName } from "./file-names.ts";
import { FileView } from "./file-view.tsx";
import { KeepText } from "./keep-text.ts";
import { MessageText } from "./message-text.tsx";
import classes from "./timeline.module.css";
import type { BubbleRow } from "./timeline-rows.ts";

/** One message or note with its true state. */
export const Bubble = memo(function Bubble({ row }: { row: BubbleRow }) {
  const { t } = useTranslation();
  return (
    <div
      className={classes.run}
      data-side={row.side}
      data-first={row.first || undefined}
      data-note={row.isNote || undefined}
      data-whisper={row.isWhisper || undefined}
      data-state={row.state ?? undefined}
    >
      {row.first ? (
        <Author row={row} />
      ) : (
        <span className="hidden-text">{row.isMe ? t("timeline.you") : row.author}: </span>
      )}
      <div className={classes.said}>
        <div className={classes.bubble}>
          {row.text ? <MessageText text={row.text} /> : null}
          {row.choices.length > 0 ? <Choices choices={row.choices} chosen={row.chosen} /> : null}
          {row.files.map((file) => (
            <FileView key={file.id} file={file} />
          ))}
          {row.fileCount > 0 ? (
            <span className="quiet small">
              <IconPaperclip size={13} aria-hidden />{" "}
              {row.fileNames.map(shownName).join(", ") || t("timeline.files", { count: row.fileCount })}
            </span>
          ) : null}
        </div>
        <Keep row={row} />
      </div>
      {row.last || row.state === "failed" ? <Foot row={row} /> : null}
    </div>
  );
});

function Author({ row }: { row: BubbleRow }) {
  const { t } = useTranslation();
  return (
    <span className={classes.author}>
      <strong>
        <bdi>{row.isMe ? t("timeline.you") : row.author}</bdi>
      </strong>
      {row.isAutomatic ? (
        <span className={classes.autoMark}>
          <IconRobot size={12} aria-hidden /> {t("automatic.mark")}
        </span>
      ) : null}
      {row.isNote ? <NoteMark isWhisper={row.isWhisper} /> : null}
    </span>
  );
}

/** What is for the staff alone, and who says it. */
function NoteMark({ isWhisper }: { isWhisper: boolean }) {
  const { t } = useTranslation();
  const Icon = isWhisper ? IconEar : IconLock;
  return (
    <span className={classes.noteMark} title={t("timeline.noteHint")}>
      <Icon size={12} aria-hidden /> {t(isWhisper ? "watching.whisper" : "timeline.note")}
    </span>
  );
}

const stateIcons = {
  queued: IconClock,
  sending: IconSend,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
} as const;

function Foot({ row }: { row: BubbleRow }) {
  const { t } = useTranslation();
  const Icon = row.state ? stateIcons[row.state] : undefined;
  return (
    <span className={classes.foot} data-state={row.state ?? undefined}>
      <time className="numbers" dateTime={new Date(row.at).toISOString()} title={exactTime(row.at)}>
        {clockTime(row.at)}
      </time>
      {Icon && row.state ? (
        <>
          <Icon size={13} stroke={1.8} aria-hidden />
          <span>{t(`timeline.${row.state}`)}</span>
        </>
      ) : null}
      {row.state === "failed" ? <WayOut row={row} /> : null}
    </span>
  );
}

/** What one has said oneself may be kept, to be said again. */
function Keep({ row }: { row: BubbleRow }) {
  const { t } = useTranslation();
  const keep = use(KeepText);
  if (!keep || !row.isMe || row.isNote || row.seq === null || row.text.trim() === "") return null;
  return (
    <button type="button" className={classes.keepButton} onClick={() => keep(row.text)}>
      {t("shortcuts.keep")}
    </button>
  );
}

/** What went wrong, and the person's choice: again, or away. */
function WayOut({ row }: { row: BubbleRow }) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const { clientId } = row;
  if (!clientId) return null;
  return (
    <>
      <span>· {problemText((row.failure ?? "internal") as ErrorCode)}</span>
      <button type="button" className={classes.footButton} onClick={() => void sync.retry(clientId)}>
        {t("timeline.retry")}
      </button>
      <button type="button" className={classes.footButton} onClick={() => void sync.discard(clientId)}>
        {t("timeline.discard")}
      </button>
    </>
  );
}
