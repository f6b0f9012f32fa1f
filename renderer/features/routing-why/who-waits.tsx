import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { IconChevronLeft, IconHourglass } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import type { WhoWaits as Answer, WhyWaiting } from "#shared/contract/routing.ts";
import { openWhoWaits, useWhoWaits } from "./open-why.ts";
import { type RowActions, type Waits, WaitsRow } from "./who-waits-row.tsx";
import { countOf } from "./who-waits-ways.ts";
import classes from "./why.module.css";
import { WaitingSheet } from "./why-waiting.tsx";

/** Whether somebody watches over those who wait. */
export const useWatchesWaiting = (): boolean => useCan("monitor.waiting.view");

/** How many wait, in the top bar; pressed, who they are and why. For those who watch over it, whatever else they see. */
export const WhoWaits = (ways: WaysOut) => (useWatchesWaiting() ? <Watched {...ways} /> : null);

type WaysOut = Omit<RowActions, "onShow">;

function Watched({ onOpen, onTaken }: WaysOut) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const open = useWhoWaits();
  const query = useQuery({
    ...api.routing.waiting.queryOptions(),
    staleTime: 0,
    refetchInterval: open ? 3_000 : 10_000,
  });
  const count = countOf({ data: query.data as Answer | undefined, isError: query.isError });
  const [shown, setShown] = useState<Waits | null>(null);
  const close = () => {
    openWhoWaits(false);
    setShown(null);
  };
  const actions: RowActions = {
    onShow: setShown,
    onOpen: (conversationId) => {
      close();
      onOpen(conversationId);
    },
    onTaken: (conversation) => {
      close();
      onTaken(conversation);
    },
  };
  const says = count.kind === "failed" ? t("whoWaits.failed") : t("whoWaits.title");
  const unknown = count.kind === "failed" ? "?" : "…";
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconHourglass size={15} stroke={1.7} aria-hidden />}
        aria-haspopup="dialog"
        aria-label={count.kind === "known" ? t("whoWaits.count", { count: count.n }) : says}
        title={says}
        onClick={() => openWhoWaits()}
      >
        <span className="numbers">{count.kind === "known" ? count.n : unknown}</span>
      </Button>
      <Drawer
        opened={open}
        position="right"
        size={460}
        onClose={close}
        title={shown ? t("whoWaits.why", { name: shown.customerName }) : t("whoWaits.title")}
        closeButtonProps={{ "aria-label": t("app.cancel") }}
      >
        {shown ? (
          <Why waits={shown} onBack={() => setShown(null)} />
        ) : (
          <>
            <ErrorNote text={query.isError && query.data ? t("whoWaits.stale") : undefined} />
            <Loaded query={query}>{(data) => <List answer={data as Answer} actions={actions} />}</Loaded>
          </>
        )}
      </Drawer>
    </>
  );
}

function List({ answer: { waiting, total }, actions }: { answer: Answer; actions: RowActions }) {
  const { t } = useTranslation();
  if (waiting.length === 0) return <Empty title={t("whoWaits.nobody")} hint={t("whoWaits.nobodyHint")} />;
  const more = total - waiting.length;
  return (
    <>
      <ul className={classes.waiting} aria-label={t("whoWaits.list")}>
        {waiting.map((one) => (
          <li key={one.conversationId}>
            <WaitsRow waits={one} {...actions} />
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="quiet small">{t("whoWaits.more", { count: more })}</p> : null}
    </>
  );
}

function Why({ waits: { conversationId }, onBack }: { waits: Waits; onBack: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({
    ...api.routing.whyWatched.queryOptions({ input: { conversationId } }),
    staleTime: 0,
    retry: false,
    refetchInterval: 3_000,
  });
  const isOver = query.error !== null && problemOf(query.error) === "conversation.not_found";
  return (
    <div className={classes.sheet}>
      <Button
        variant="subtle"
        size="compact-sm"
        justify="flex-start"
        leftSection={<IconChevronLeft size={15} aria-hidden />}
        onClick={onBack}
        data-autofocus
      >
        {t("whoWaits.back")}
      </Button>
      {isOver ? (
        <Notice>{t("routingWhy.assigned")}</Notice>
      ) : (
        <Loaded query={query}>{(data) => <WaitingSheet why={data as WhyWaiting} />}</Loaded>
      )}
    </div>
  );
}
