import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { AssistantList } from "#renderer/features/assistants/index.ts";
import { ConversationLists, learnConversation } from "#renderer/features/conversations/index.ts";
import { MissedList } from "#renderer/features/missed/index.ts";
import { VisitorsButton, WriteToCustomer } from "#renderer/features/proactive/index.ts";
import { useStatus } from "#renderer/features/status/index.ts";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { isEmptyDraft } from "#renderer/platform/storage/draft.ts";
import { IconMessages } from "#renderer/ui/icons.ts";
import { Empty } from "#renderer/ui/notes.tsx";
import { ResizeHandle } from "#renderer/ui/resize-handle.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { OpenConversation } from "./open-conversation.tsx";
import { limits, usePanes } from "./use-panes.ts";
import classes from "./workspace.module.css";

type CustomerRef = Pick<Conversation["customer"], "id" | "name">;

/** The agent's place: lists, one conversation, its customer. */
export function Workspace({ conversationId }: { conversationId: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { drafts, openConversation } = useDesk();
  const panes = usePanes();
  const { mine: status } = useStatus();
  const mayOpen = useCan("workspace.open");
  const [to, setTo] = useState<CustomerRef>();
  useKeys({ j: () => walkLists(1), k: () => walkLists(-1) });
  useEffect(() => {
    openConversation.set(conversationId ?? null);
    return () => openConversation.set(null);
  }, [openConversation, conversationId]);

  const open = (id: string) =>
    void navigate({ to: "/workspace/$conversationId", params: { conversationId: id } });
  const begin = (begun: Conversation) => {
    setTo(undefined);
    learnConversation(begun);
    open(begun.id);
  };
  if (!mayOpen) return <Nothing title={t("rail.nothing")} />;
  return (
    <div className={classes.panes}>
      <div className={classes.lists} style={{ width: panes.listsWidth }}>
        <div className={classes.listsGrow}>
          <ConversationLists
            openId={conversationId}
            isReady={status.status === "ready"}
            hasDraft={(id) => id !== conversationId && !isEmptyDraft(drafts.get(id))}
            onOpen={open}
          />
        </div>
        <AssistantList openId={conversationId} onOpen={open} />
        <MissedList onOpen={open} onWrite={setTo} />
        <VisitorsButton onOpen={open} onBegun={begin} />
        {to ? <WriteToCustomer customer={to} onClose={() => setTo(undefined)} onBegun={begin} /> : null}
      </div>
      <ResizeHandle
        label={t("workspace.resizeLists")}
        value={panes.listsWidth}
        {...limits.lists}
        direction={1}
        onChange={panes.setLists}
      />
      {conversationId ? (
        <OpenConversation
          key={conversationId}
          id={conversationId}
          panes={panes}
          onOpen={open}
          onGone={() => void navigate({ to: "/workspace" })}
        />
      ) : (
        <Nothing title={t("workspace.empty")} hint={t("workspace.emptyHint")} />
      )}
    </div>
  );
}

const Nothing = ({ title, hint }: { title: string; hint?: string }) => (
  <main className={classes.middle} id="main" tabIndex={-1}>
    <div className={classes.nothing}>
      <Empty icon={<IconMessages size={30} stroke={1.4} aria-hidden />} title={title} hint={hint} />
    </div>
  </main>
);

/** J and K move the focus through both lists; Enter opens, as on every button. */
function walkLists(step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-lists] [data-conversation]")];
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step));
  rows[to]?.focus();
}
