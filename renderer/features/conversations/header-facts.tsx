import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration, shortMoment } from "#renderer/platform/i18n/times.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./header.module.css";

/** Where it comes from, whose it is, how long; and what is out of the ordinary. */
export function HeaderFacts({ conversation, isMine }: { conversation: Conversation; isMine: boolean }) {
  const { t } = useTranslation();
  useSecond();
  const { sync } = useDesk();
  const { state, assignedAt, waitingSince, createdAt, closedAt, assignee, parked, group, help } =
    conversation;
  const since = (moment: string | null) => duration(sync.serverNow() - Date.parse(moment ?? createdAt));
  const time = () => {
    if (state === "waiting") return t("header.waiting", { duration: since(waitingSince) });
    if (state === "closed")
      return t("header.closed", { time: shortMoment(Date.parse(closedAt ?? createdAt)) });
    if (isMine) return t("header.open", { duration: since(assignedAt) });
    const holder = state === "assistant" ? conversation.assistant : assignee;
    return t("header.assignedTo", { name: holder?.name ?? "" });
  };
  // What is out of the ordinary comes first, and is the last to be cut short.
  const special = [
    ...(help
      ? [help.takenBy ? t("working.help.coming", { name: help.takenBy.name }) : t("working.help.asked")]
      : []),
    ...(parked ? [t("working.park.until", { time: shortMoment(Date.parse(parked.until)) })] : []),
  ];
  const usual = special.length === 0 ? [t(`lists.channel_${conversation.channel}`)] : [];
  // A group may be named as its queue.
  const facts = [...new Set([...special, ...usual, time(), conversation.queue.name, group?.name ?? ""])];
  return (
    <span className={`${classes.facts} numbers`} title={parked?.note ?? undefined}>
      {facts.filter(Boolean).map((fact, index) => (
        <span key={fact} data-first={special.includes(fact) || undefined}>
          {index > 0 ? <span aria-hidden="true">· </span> : null}
          {fact}
        </span>
      ))}
    </span>
  );
}
