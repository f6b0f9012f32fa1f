import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { clockTime } from "#renderer/platform/i18n/times.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { IconInbox, IconMoodSmile } from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { ConversationRow } from "./conversation-row.tsx";
import classes from "./lists.module.css";
import { useLists } from "./use-conversations.ts";

interface ListsProps {
  readonly openId: string | undefined;
  readonly isReady: boolean;
  readonly hasDraft: (conversationId: string) => boolean;
  readonly onOpen: (conversationId: string) => void;
}

/** What is assigned to me, and what waits for somebody. */
export function ConversationLists({ openId, isReady, hasDraft, onOpen }: ListsProps) {
  const { t } = useTranslation();
  const { known, mine, parked, unassigned } = useLists();
  const hasQueue = useMe().queues.length > 0;
  const connection = useObservable(useDesk().sync.connection);
  const seesUnassigned = useCan("conversation.unassigned.view");
  const row = (one: Conversation, place?: number) => (
    <ConversationRow
      key={one.id}
      conversation={one}
      isOpen={one.id === openId}
      hasDraft={hasDraft(one.id)}
      place={place}
      onOpen={() => onOpen(one.id)}
    />
  );
  return (
    <nav className={classes.lists} aria-label={t("lists.label")} data-lists>
      {connection.phase === "offline" ? (
        <div className={classes.stale}>{t("lists.asOf", { time: clockTime(connection.since) })}</div>
      ) : null}
      <Section title={t("lists.mine")} count={mine.length} known={known} grows>
        {mine.length > 0 ? (
          mine.map((one, index) => row(one, index < 9 ? index + 1 : undefined))
        ) : (
          <EmptyRow>
            <Empty
              icon={<IconInbox size={24} stroke={1.5} aria-hidden />}
              title={t("lists.noneMine")}
              hint={t(
                hasQueue ? (isReady ? "lists.noneMineReady" : "lists.noneMineHint") : "lists.noQueueHint",
              )}
            />
          </EmptyRow>
        )}
      </Section>
      {parked.length > 0 ? (
        <Section title={t("working.park.list")} count={parked.length} known={known}>
          {parked.map((one) => row(one))}
        </Section>
      ) : null}
      {seesUnassigned ? (
        <Section title={t("lists.unassigned")} count={unassigned.length} known={known} tone="amber" grows>
          {unassigned.length > 0 ? (
            unassigned.map((one) => row(one))
          ) : (
            <EmptyRow>
              <Empty
                icon={<IconMoodSmile size={24} stroke={1.5} aria-hidden />}
                title={t("lists.noneUnassigned")}
              />
            </EmptyRow>
          )}
        </Section>
      ) : null}
    </nav>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count: number;
  readonly known: boolean;
  readonly grows?: boolean;
  readonly tone?: "amber";
  readonly children: ReactNode;
}

const Section = ({ title, count, known, grows, tone, children }: SectionProps) => (
  <section className={classes.section} data-grows={grows} aria-label={title} aria-busy={!known}>
    <div className={classes.sectionHead}>
      <h2>{title}</h2>
      {known ? (
        <span className={`${classes.count} numbers`} data-tone={count > 0 ? tone : undefined}>
          {count}
        </span>
      ) : null}
    </div>
    {known ? <ul className={classes.rows}>{children}</ul> : <Bones />}
  </section>
);

const EmptyRow = ({ children }: { children: ReactNode }) => <li>{children}</li>;

const Bones = () => (
  <Delayed>
    {[0.6, 0.45, 0.7].map((share) => (
      <div className={classes.bone} key={share}>
        <Bone width={32} height={32} />
        <div className={classes.boneLines}>
          <Bone width={`${share * 100}%`} />
          <Bone width={`${share * 60 + 30}%`} height={8} />
        </div>
      </div>
    ))}
  </Delayed>
);
