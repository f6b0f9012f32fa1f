import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { callText, movedText, notedWording } from "#renderer/platform/i18n/course-words.ts";
import { clockTime, dayName, exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { useDispositions } from "#renderer/platform/labels/use-labels.ts";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import { Bubble } from "./bubble.tsx";
import classes from "./timeline.module.css";
import type { Row } from "./timeline-rows.ts";

/** One row of the timeline. */
export function RowView({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { nameOf } = useDispositions();
  switch (row.kind) {
    case "bubble":
      return <Bubble row={row} />;
    case "day":
      return <div className={`${classes.line} ${classes.day}`}>{dayName(row.at, Date.now())}</div>;
    case "unread":
      return <div className={`${classes.line} ${classes.unread}`}>{t("timeline.unreadLine")}</div>;
    case "start":
      return <div className={classes.system}>{t("timeline.start")}</div>;
    case "older":
      return <div className={classes.system}>{t("timeline.older")}</div>;
    case "system": {
      const at = Date.parse(row.event.at);
      return (
        <div className={classes.system}>
          <bdi>{systemText(row.event, t, nameOf)}</bdi>
          <time className="numbers" dateTime={row.event.at} title={exactTime(at)}>
            {clockTime(at)}
          </time>
        </div>
      );
    }
  }
}

type Noted = Extract<ConversationEvent["body"], { kind: "noted" }>;
type NameOf = (outcome: string | null) => string | null;

/** What happened to the conversation, for the staff; why it did, where there are words for that. */
const notedText = (body: Noted, t: TFunction, nameOf: NameOf): string => {
  const { what, who, detail } = body;
  const until = typeof detail.until === "string" ? { until: shortMoment(Date.parse(detail.until)) } : {};
  const ending = detail.disposition ? "as" : detail.by;
  // The outcome is called as where it is chosen; entries from before its key was kept have its name alone.
  const key = what === "wrapped_up" && typeof detail.outcome === "string" ? detail.outcome : null;
  const ended = key ? { disposition: nameOf(key) ?? key } : {};
  return t(`noted.${what}`, {
    who: who?.name ?? t("timeline.someone"),
    ...detail,
    ...ended,
    ...until,
    ...(typeof ending === "string" && { context: ending }),
    ...notedWording(body),
  });
};

/** What the system did, in a sentence. */
export function systemText({ body, author }: ConversationEvent, t: TFunction, nameOf: NameOf): string {
  switch (body.kind) {
    case "opened":
      return t("timeline.opened", { queue: body.queue.name });
    case "assigned":
      return t("timeline.assigned", { name: body.agent.name });
    case "transferred":
      return movedText(body, author, t);
    case "closed": {
      const outcome = nameOf(body.outcome);
      const name = author.name || t("timeline.someone");
      if (outcome) return t("timeline.closed", { name, outcome });
      return t("timeline.closedPlain", { name });
    }
    case "reopened":
      return t("timeline.reopened");
    case "call":
      return callText(body, author.name || t("timeline.someone"), t);
    case "noted":
      return notedText(body, t, nameOf);
    default:
      return "";
  }
}
