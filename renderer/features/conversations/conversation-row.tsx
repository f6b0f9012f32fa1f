import { useTranslation } from "react-i18next";
import { previewOf } from "#renderer/platform/preview.ts";
import { Avatar } from "#renderer/ui/avatar.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./lists.module.css";
import { Marks, MediumBadge } from "./marks.tsx";
import { useTyping, useUnread } from "./use-conversations.ts";
import { WaitBar, WaitTime } from "./wait-time.tsx";
import { WrapUpLine } from "./wrap-up-line.tsx";

interface RowProps {
  readonly conversation: Conversation;
  readonly isOpen: boolean;
  readonly hasDraft: boolean;
  readonly place?: number | undefined;
  readonly onOpen: () => void;
}

/** One conversation in a list: who, what last, where from, how long. */
export function ConversationRow({ conversation, isOpen, hasDraft, place, onOpen }: RowProps) {
  const { t } = useTranslation();
  const unread = useUnread(conversation);
  const shown = conversation.state === "assigned" ? unread : 0;
  return (
    <li className={classes.row} data-open={isOpen || undefined} data-unread={shown > 0 || undefined}>
      <button
        type="button"
        className={classes.rowButton}
        data-conversation={conversation.id}
        aria-current={isOpen ? "true" : undefined}
        aria-keyshortcuts={place ? `Control+${place}` : undefined}
        onClick={onOpen}
      >
        <span className={classes.face}>
          <Avatar name={conversation.customer.name} size={32} />
          <MediumBadge conversation={conversation} />
        </span>
        <span className={`${classes.name} one-line`}>
          <bdi>{conversation.customer.name}</bdi>
          <Marks conversation={conversation} />
        </span>
        <WaitTime conversation={conversation} />
        <LastLine conversation={conversation} hasDraft={hasDraft} />
        {shown > 0 ? (
          <span className={`${classes.badge} numbers`}>
            <span aria-hidden="true">{shown > 99 ? "99+" : shown}</span>
            <span className="hidden-text">{t("lists.unread", { count: shown })}</span>
          </span>
        ) : (
          <span className={`${classes.queue} one-line`}>{conversation.queue.name}</span>
        )}
        <WaitBar conversation={conversation} />
      </button>
    </li>
  );
}

function LastLine({ conversation, hasDraft }: { conversation: Conversation; hasDraft: boolean }) {
  const { t } = useTranslation();
  const typing = useTyping(conversation.id);
  if (typing)
    return <span className={`${classes.line} ${classes.typing} one-line`}>{t("lists.typing")}</span>;
  const last = conversation.lastMessage;
  if (conversation.wrapUp) return <WrapUpLine wrapUp={conversation.wrapUp} />;
  return (
    <span className={`${classes.line} one-line`}>
      {hasDraft ? <span className={classes.draft}>{t("lists.draft")} · </span> : null}
      {last && last.authorKind === "agent" ? t("lists.you") : null}
      <bdi>{previewOf(last?.preview)}</bdi>
    </span>
  );
}
