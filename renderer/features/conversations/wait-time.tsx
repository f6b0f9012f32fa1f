import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration, exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { WarmBar } from "#renderer/ui/signs.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./lists.module.css";
import { isDue, waitsSince } from "./wait.ts";

/** The time somebody waits, ticking; quiet when nobody does. */
export function WaitTime({ conversation }: { conversation: Conversation }) {
  useSecond();
  const { t } = useTranslation();
  const { sync } = useDesk();
  const waits = waitsSince(conversation);
  if (conversation.parked) return <ParkedTime parked={conversation.parked} conversation={conversation} />;
  const since = waits?.since ?? Date.parse(conversation.lastMessage?.at ?? conversation.createdAt);
  const ms = sync.serverNow() - since;
  const share = waits ? ms / waits.target : 0;
  const warm = share >= 1 ? "red" : share >= 0.5 ? "amber" : undefined;
  return (
    <span
      className={`${classes.when} numbers`}
      data-warm={warm}
      title={
        waits
          ? t("working.marks.target", { duration: duration(ms), target: duration(waits.target) })
          : exactTime(since)
      }
    >
      {duration(ms)}
    </span>
  );
}

/** When it comes back, or that it should have: there is no free place yet. */
function ParkedTime({ parked, conversation }: ParkedTimeProps) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const until = Date.parse(parked.until);
  const due = isDue(conversation, sync.serverNow());
  return (
    <span
      className={`${classes.when} numbers`}
      data-warm={due ? "amber" : undefined}
      title={due ? t("working.park.dueHint") : exactTime(until)}
    >
      {due ? t("working.park.due") : shortMoment(until)}
    </span>
  );
}

interface ParkedTimeProps {
  readonly parked: NonNullable<Conversation["parked"]>;
  readonly conversation: Conversation;
}

/** The same as a bar that warms up. */
export function WaitBar({ conversation }: { conversation: Conversation }) {
  useSecond();
  const { sync } = useDesk();
  const waits = waitsSince(conversation);
  return (
    <span className={classes.warm}>
      {waits ? <WarmBar share={(sync.serverNow() - waits.since) / waits.target} /> : null}
    </span>
  );
}
