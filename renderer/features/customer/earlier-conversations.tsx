import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { shortMoment } from "#renderer/platform/i18n/times.ts";
import { useDispositions } from "#renderer/platform/labels/use-labels.ts";
import { previewOf } from "#renderer/platform/preview.ts";
import { Bone, Delayed, ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./customer.module.css";

interface EarlierProps {
  readonly conversation: Conversation;
  readonly onOpen: (conversationId: string) => void;
}

/** What this customer wrote before; opens in the timeline to read. */
export function EarlierConversations({ conversation, onOpen }: EarlierProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const customerId = conversation.customer.id;
  const query = useQuery({
    ...api.customers.conversations.queryOptions({ input: { customerId } }),
    staleTime: 30_000,
  });
  if (query.error) {
    const retry = { label: t("app.retry"), run: () => void query.refetch() };
    return <ErrorNote text={problemText(problemOf(query.error))} retry={retry} />;
  }
  if (!query.data) {
    return (
      <Delayed>
        <Bone width="80%" />
      </Delayed>
    );
  }
  const past = (query.data as Conversation[]).filter((one) => one.id !== conversation.id);
  if (past.length === 0) return <span className="quiet">{t("customer.noHistory")}</span>;
  return (
    <ul className={classes.past}>
      {past.slice(0, 50).map((one) => (
        <li key={one.id}>
          <Past conversation={one} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
}

function Past({ conversation, onOpen }: EarlierProps) {
  const { t } = useTranslation();
  const { nameOf } = useDispositions();
  return (
    <button type="button" className={classes.pastItem} onClick={() => onOpen(conversation.id)}>
      <span className={classes.pastTop}>
        <span className="numbers">{shortMoment(Date.parse(conversation.createdAt))}</span>
        <span className="quiet small">
          {conversation.state !== "closed"
            ? t("customer.openNow")
            : (nameOf(conversation.outcome) ?? conversation.queue.name)}
        </span>
      </span>
      <bdi className="quiet small one-line">{previewOf(conversation.lastMessage?.preview)}</bdi>
    </button>
  );
}
