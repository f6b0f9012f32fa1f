import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { clockTime, dayOf, duration, exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import {
  IconMessages,
  IconPencil,
  IconPhoneIncoming,
  IconPhoneOutgoing,
  IconPhoneX,
} from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty, ErrorNote, Notice } from "#renderer/ui/notes.tsx";
import { walkRows } from "#renderer/ui/walk-rows.ts";
import type { PastCall } from "#shared/contract/softphone.ts";
import { writtenOut } from "./dialled.ts";
import { NoteForm } from "./note-form.tsx";
import classes from "./softphone.module.css";
import type { Callee } from "./use-dial.ts";
import { othersOf, usePastCalls } from "./use-softphone.ts";

interface PastCallsProps {
  readonly isOpen: boolean;
  readonly reason: (callee: Callee) => string | undefined;
  readonly onCall: (callee: Callee) => void;
  readonly onOpen: (conversationId: string) => void;
}

/** One's own calls, the latest first; Enter calls back. */
export function PastCalls(props: PastCallsProps) {
  const { t } = useTranslation();
  if (!props.isOpen) return <Notice>{t("softphone.history.closed")}</Notice>;
  return <List {...props} />;
}

function List({ reason, onCall, onOpen }: PastCallsProps) {
  const { t } = useTranslation();
  const query = usePastCalls();
  const calls = (query.data?.pages ?? []).flatMap((page) => page.calls as PastCall[]);
  return (
    <div className={classes.part}>
      <ErrorNote
        text={query.error ? problemText(problemOf(query.error)) : undefined}
        retry={{ label: t("app.retry"), run: () => void query.refetch() }}
      />
      {query.isPending ? (
        <Delayed>
          <Bone width="100%" height={44} />
        </Delayed>
      ) : null}
      {query.data && calls.length === 0 ? (
        <Empty title={t("softphone.history.none")} hint={t("softphone.history.noneHint")} />
      ) : null}
      <ul className={classes.scroll} aria-label={t("softphone.history.list")} onKeyDown={walkRows}>
        {calls.map((call) => (
          <PastCallRow key={call.id} call={call} reason={reason} onCall={onCall} onOpen={onOpen} />
        ))}
        {query.hasNextPage ? (
          <li>
            <Button
              variant="subtle"
              size="compact-sm"
              fullWidth
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t("softphone.history.more")}
            </Button>
          </li>
        ) : null}
      </ul>
    </div>
  );
}

interface RowProps extends Omit<PastCallsProps, "isOpen"> {
  readonly call: PastCall;
}

/** Whom one would call back: a colleague, or a number. */
function backTo({ parties }: PastCall): Callee | undefined {
  const [first] = parties;
  if (first?.phone) return { number: first.phone, numberId: null };
  return first?.userId ? { userId: first.userId } : undefined;
}

function PastCallRow({ call, reason, onCall, onOpen }: RowProps) {
  const { t } = useTranslation();
  const [writes, setWrites] = useState(false);
  const { conversationId, note } = call;
  return (
    <li className={classes.past} data-past-call={call.id}>
      <div className={classes.pastRow}>
        <CallBack call={call} reason={reason} onCall={onCall} />
        {call.mayNote ? (
          <IconAction
            label={t("softphone.note.open")}
            pressed={writes}
            size={28}
            variant={note ? "light" : "subtle"}
            onClick={() => setWrites(!writes)}
          >
            <IconPencil size={16} stroke={1.6} />
          </IconAction>
        ) : null}
        {conversationId ? (
          <IconAction
            label={t("softphone.history.conversation")}
            size={28}
            onClick={() => onOpen(conversationId)}
          >
            <IconMessages size={16} stroke={1.6} />
          </IconAction>
        ) : null}
      </div>
      {note && !writes ? <p className={classes.noted}>{note}</p> : null}
      {writes ? <NoteForm call={call} onDone={() => setWrites(false)} /> : null}
    </li>
  );
}

/** Who it was, how it went and when; pressed, he is called back. */
function CallBack({ call, reason, onCall }: Omit<RowProps, "onOpen">) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const callee = backTo(call);
  const name = othersOf(call) || t("softphone.history.nobodyElse");
  const why = callee && reason(callee);
  const closed = !callee || why !== undefined || call.result === "live";
  const missed = call.result === "missed" ? classes.missed : "";
  const at = Date.parse(call.at);
  return (
    <button
      type="button"
      className={classes.contact}
      data-row
      aria-disabled={closed || undefined}
      title={why ?? t("softphone.history.again", { name })}
      onClick={() => callee && !closed && onCall(callee)}
    >
      <Way call={call} />
      <span className={classes.contactText}>
        <bdi className={`one-line ${missed}`}>{name}</bdi>
        <span className="quiet small one-line">
          <span className={missed}>{t(`softphone.result.${call.result}`)}</span>
          <Figures call={call} />
          {call.outcome ? ` · ${t(`softphone.outcome.${call.outcome}`)}` : null}
        </span>
      </span>
      <time className="quiet small numbers" dateTime={call.at} title={exactTime(at)}>
        {dayOf(at) === dayOf(sync.serverNow()) ? clockTime(at) : shortMoment(at)}
      </time>
    </button>
  );
}

function Way({ call: { way, result } }: Pick<RowProps, "call">) {
  const { t } = useTranslation();
  const isMissed = result === "missed";
  const Icon = isMissed ? IconPhoneX : way === "out" ? IconPhoneOutgoing : IconPhoneIncoming;
  return (
    <span className={classes.way} data-missed={isMissed || undefined}>
      <Icon size={20} stroke={1.6} aria-label={t(`softphone.history.${way}`)} role="img" />
    </span>
  );
}

/** Which number, how long it was, and how it sounded. */
function Figures({ call: { seconds, mos, parties } }: Pick<RowProps, "call">) {
  const { t } = useTranslation();
  return (
    <span className="numbers">
      {parties[0]?.name && parties[0].phone ? ` · ${writtenOut(parties[0].phone)}` : null}
      {seconds === null ? null : ` · ${duration(seconds * 1_000)}`}
      {mos === null ? null : (
        <span title={t("softphone.history.qualityHint")}>
          {" "}
          · {t("softphone.history.quality", { mos: mos.toFixed(1) })}
        </span>
      )}
    </span>
  );
}
