import { Drawer } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import type { Watched } from "#shared/contract/calls.ts";
import type { EventPage } from "#shared/contract/conversation-events.ts";
import classes from "./monitor.module.css";
import { WhisperBox } from "./whisper-box.tsx";

const everyMs = 1_500;
const newest = 200;

interface SheetProps {
  readonly watched: Watched | undefined;
  readonly onClose: () => void;
  /** Draws what was said. */
  readonly children: (page: EventPage, customerName: string) => ReactNode;
}

/** A conversation that somebody has now, beside the table: what is said in it, and a word to its agent. */
export function WatchSheet({ watched, onClose, children }: SheetProps) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={watched !== undefined}
      onClose={onClose}
      position="right"
      size={520}
      title={
        watched
          ? t("watching.title", { customer: watched.customerName, name: watched.agent?.name ?? "" })
          : ""
      }
      closeButtonProps={{ "aria-label": t("watching.close") }}
    >
      {watched ? <Sheet watched={watched}>{children}</Sheet> : null}
    </Drawer>
  );
}

function Sheet({ watched, children }: { watched: Watched } & Pick<SheetProps, "children">) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const { conversationId, agent, customerName, mayJoin } = watched;
  const log = useQuery({
    ...api.conversations.watch.queryOptions({ input: { conversationId, limit: newest } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
    // What has ended, or is not his to see any more, does not come back by asking.
    refetchInterval: ({ state }) => (state.error ? false : everyMs),
  });
  const problem = log.error ? problemOf(log.error) : undefined;
  const isOver = problem === "conversation.not_found";
  const retry = { label: t("app.retry"), run: () => void log.refetch() };
  return (
    <div className={classes.sheet}>
      {log.data ? children(log.data as EventPage, customerName) : null}
      {isOver ? <Notice>{t("watching.over")}</Notice> : null}
      {problem && !isOver ? <ErrorNote text={problemText(problem)} retry={retry} /> : null}
      {agent && mayJoin && !isOver ? (
        <WhisperBox
          conversationId={conversationId}
          agentName={agent.name}
          onSent={() => void log.refetch()}
        />
      ) : null}
    </div>
  );
}
