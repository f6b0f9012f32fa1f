import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration, shortMoment } from "#renderer/platform/i18n/times.ts";
import {
  IconArrowBigUp,
  IconClockPause,
  IconLifebuoy,
  IconPhone,
  IconVideo,
  IconWorld,
  IconZzz,
} from "#renderer/ui/icons.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./lists.module.css";
import { idleSince, isDue } from "./wait.ts";

/** Ordinary conversations have this priority: only what is above it is marked. */
const ordinary = 15;

const mediumIcons = { chat: IconWorld, voice: IconPhone, video: IconVideo } as const;

/** The heaviest medium in it, as a small badge at the face. */
export function MediumBadge({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { medium } = conversation;
  const Icon = mediumIcons[medium];
  const label = medium === "chat" ? t("lists.channel_web") : t(`working.marks.${medium}`);
  return (
    <span className={classes.channel} title={label}>
      <Icon size={12} aria-label={label} />
    </span>
  );
}

/** What is out of the ordinary: urgent, idle, parked, help asked for. */
export function Marks({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  useSecond();
  const { priority, parked, help, state } = conversation;
  const now = sync.serverNow();
  const idle = idleSince(conversation, now);
  const due = isDue(conversation, now);
  return (
    <span className={classes.marks}>
      {help ? (
        <IconLifebuoy
          size={14}
          color="var(--amber)"
          aria-label={
            help.takenBy ? t("working.help.coming", { name: help.takenBy.name }) : t("working.help.asked")
          }
        />
      ) : null}
      {state !== "closed" && priority > ordinary ? (
        <IconArrowBigUp
          size={14}
          color="var(--amber)"
          aria-label={t("working.marks.priority", { n: priority })}
        />
      ) : null}
      {parked ? (
        <IconClockPause
          size={14}
          color="var(--ink-3)"
          aria-label={
            due
              ? t("working.park.dueHint")
              : t("working.park.until", { time: shortMoment(Date.parse(parked.until)) })
          }
        />
      ) : null}
      {idle === undefined ? null : (
        <IconZzz
          size={14}
          color="var(--ink-3)"
          aria-label={t("working.marks.idle", { duration: duration(now - idle) })}
        />
      )}
    </span>
  );
}
