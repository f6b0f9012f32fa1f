import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import classes from "./assistants.module.css";
import { Learnt } from "./learnt.tsx";

/** What a virtual assistant learnt before it handed over; nothing where none was. */
export function HandoverPanel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const { assistant, state, id, version } = conversation;
  const query = useQuery({
    // With its version: what was learnt changes with the conversation.
    ...api.assistants.handover.queryOptions({ input: { conversationId: id } }),
    queryKey: [...api.assistants.handover.key({ input: { conversationId: id } }), version],
    enabled: assistant !== null,
    placeholderData: (before) => before,
  });
  if (!assistant) return null;
  const learnt = query.data?.data ?? {};
  const summary = query.data?.summary;
  if (state !== "assistant" && !summary && Object.keys(learnt).length === 0) return null;
  return (
    <section className={classes.panel} aria-label={t("assistants.panel", { name: assistant.name })}>
      <h2>{t("assistants.panel", { name: assistant.name })}</h2>
      {state === "assistant" ? (
        <p className="quiet">{t("assistants.hasIt", { name: assistant.name })}</p>
      ) : null}
      {summary ? <p dir="auto">{summary}</p> : null}
      <Learnt data={learnt} />
    </section>
  );
}
