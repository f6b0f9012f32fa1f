import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { IconCheck } from "#renderer/ui/icons.ts";
import { Bone, Delayed, ErrorNote } from "#renderer/ui/notes.tsx";
import type { MissedItem } from "#shared/contract/missed.ts";
import classes from "./missed.module.css";
import { Call, Fact, Facts, Look } from "./missed-facts.tsx";
import { doneMissed, missedStore, undoUntil } from "./missed-store.ts";
import { useMissedChange } from "./use-missed.ts";

interface DoneProps {
  readonly onOpen: (conversationId: string) => void;
}

/** Those who were seen to: by whom, when, and how. */
export function MissedDone({ onOpen }: DoneProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const known = useStore(missedStore);
  const [chosen, setChosen] = useState<string>();
  const query = useQuery({
    ...api.missed.list.queryOptions({ input: { view: "done" } }),
    refetchOnMount: "always",
  });
  if (query.error) {
    const retry = { label: t("app.retry"), run: () => void query.refetch() };
    return <ErrorNote text={problemText(problemOf(query.error))} retry={retry} />;
  }
  if (!query.data)
    return (
      <div className={classes.none}>
        <Delayed>
          <Bone width="80%" />
        </Delayed>
      </div>
    );
  const done = doneMissed(known, query.data as MissedItem[]);
  if (done.length === 0) return <p className={classes.none}>{t("missed.noneDone")}</p>;
  return (
    <ul className={classes.rows}>
      {done.map((item) => (
        <DoneRow
          key={item.id}
          item={item}
          isChosen={item.id === chosen}
          onChoose={() => setChosen(item.id === chosen ? undefined : item.id)}
          onOpen={onOpen}
        />
      ))}
    </ul>
  );
}

interface DoneRowProps extends DoneProps {
  readonly item: MissedItem;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function DoneRow({ item, isChosen, onChoose, onOpen }: DoneRowProps) {
  const { t } = useTranslation();
  const at = Date.parse(item.doneAt ?? item.createdAt);
  const name = item.doneByPerson?.name || t("missed.somebody");
  return (
    <li className={classes.row} data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={classes.rowButton}
        data-missed={item.id}
        aria-expanded={isChosen}
        onClick={onChoose}
      >
        <IconCheck size={16} stroke={1.6} aria-hidden className={classes.icon} />
        <span className={`${classes.name} one-line`}>
          <bdi>{item.customer.name}</bdi>
        </span>
        <span className={`${classes.when} numbers`} title={exactTime(at)}>
          {shortMoment(at)}
        </span>
        <span className={`${classes.line} one-line`}>
          {t(`missed.done_${item.doneBy ?? "closed"}`, { name })}
        </span>
      </button>
      {isChosen ? (
        <div className={classes.details}>
          <Facts item={item}>
            <Fact label={t("missed.doneAt")}>{shortMoment(at)}</Fact>
            <Fact label={t("missed.how")}>{t(`missed.done_${item.doneBy ?? "closed"}`, { name })}</Fact>
            {item.note ? <Fact label={t("missed.note")}>{item.note}</Fact> : null}
          </Facts>
          {item.phone ? <Call phone={item.phone} /> : null}
          <TakeBack item={item} />
          <Look item={item} onOpen={onOpen} />
        </div>
      ) : null}
    </li>
  );
}

/** Not done after all: for some seconds, by who marked it. */
function TakeBack({ item }: { item: MissedItem }) {
  const { t } = useTranslation();
  const me = useMe();
  const { sync } = useDesk();
  const { change, busy } = useMissedChange(item.id);
  useSecond();
  const until = undoUntil(item, me.id);
  if (until === null || sync.serverNow() >= until) return null;
  return (
    <Button
      size="xs"
      variant="default"
      loading={busy}
      onClick={() => void change((client) => client.missed.undo({ missedId: item.id }))}
    >
      {t("missed.undo")}
    </Button>
  );
}
