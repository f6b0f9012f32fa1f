import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { duration } from "#renderer/platform/i18n/times.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { IconChevronLeft, IconHourglass } from "#renderer/ui/icons.ts";
import { Empty, Notice } from "#renderer/ui/notes.tsx";
import { WarmBar } from "#renderer/ui/signs.tsx";
import type { WhoWaits as Answer, WhyWaiting } from "#shared/contract/routing.ts";
import { openWhoWaits, useWhoWaits } from "./open-why.ts";
import classes from "./why.module.css";
import { WaitingSheet } from "./why-waiting.tsx";

type Waits = Answer["waiting"][number];

/** Whether somebody watches over those who wait. */
export const useWatchesWaiting = (): boolean => useCan("monitor.waiting.view");

/** How many wait, in the top bar; pressed, who they are and why. For those who watch over it, whatever else they see. */
export const WhoWaits = () => (useWatchesWaiting() ? <Watched /> : null);

function Watched() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const open = useWhoWaits();
  const query = useQuery({
    ...api.routing.waiting.queryOptions(),
    staleTime: 0,
    refetchInterval: open ? 3_000 : 10_000,
  });
  const answer = query.data as Answer | undefined;
  const [shown, setShown] = useState<Waits | null>(null);
  const close = () => {
    openWhoWaits(false);
    setShown(null);
  };
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconHourglass size={15} stroke={1.7} aria-hidden />}
        aria-haspopup="dialog"
        aria-label={answer ? t("whoWaits.count", { count: answer.total }) : t("whoWaits.title")}
        title={t("whoWaits.title")}
        onClick={() => openWhoWaits()}
      >
        <span className="numbers">{answer?.total ?? "…"}</span>
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
          <Loaded query={query}>{(data) => <List answer={data as Answer} onShow={setShown} />}</Loaded>
        )}
      </Drawer>
    </>
  );
}

function List({ answer: { waiting, total }, onShow }: { answer: Answer; onShow: (waits: Waits) => void }) {
  const { t } = useTranslation();
  if (waiting.length === 0) return <Empty title={t("whoWaits.nobody")} hint={t("whoWaits.nobodyHint")} />;
  const more = total - waiting.length;
  return (
    <>
      <ul className={classes.waiting} aria-label={t("whoWaits.list")}>
        {waiting.map((one) => (
          <li key={one.conversationId}>
            <Row waits={one} onShow={() => onShow(one)} />
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="quiet small">{t("whoWaits.more", { count: more })}</p> : null}
    </>
  );
}

function Row({ waits, onShow }: { waits: Waits; onShow: () => void }) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  useSecond();
  const { customerName, queue, group, medium, priority, ringsAt, waitingSince, targetSeconds } = waits;
  const waited = Math.max(0, sync.serverNow() - Date.parse(waitingSince));
  const facts = [
    group?.name ?? queue.name,
    t(`queueRules.medium_${medium}`),
    t("routingWhy.priority", { n: priority }),
    ...(ringsAt.length > 0 ? [t("whoWaits.rings", { names: ringsAt.join(", ") })] : []),
  ];
  return (
    <button type="button" className={classes.waits} onClick={onShow}>
      <bdi className="one-line">{customerName}</bdi>
      <span className="numbers">{duration(waited)}</span>
      <span className="quiet small">{facts.join(" · ")}</span>
      <span className={classes.target}>
        <WarmBar share={waited / (Math.max(1, targetSeconds) * 1_000)} />
      </span>
    </button>
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
