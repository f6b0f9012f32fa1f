import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { duration } from "#renderer/platform/i18n/times.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { can } from "#renderer/platform/session/can.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { WarmBar } from "#renderer/ui/signs.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { WhoWaits } from "#shared/contract/routing.ts";
import { waysOf } from "./who-waits-ways.ts";
import classes from "./why.module.css";

export type Waits = WhoWaits["waiting"][number];

export interface RowActions {
  readonly onShow: (waits: Waits) => void;
  readonly onOpen: (conversationId: string) => void;
  readonly onTaken: (conversation: Conversation) => void;
}

/** One who waits: pressed, why; beside it what those who may can do about it. */
export const WaitsRow = ({ waits, onShow, ...ways }: RowActions & { readonly waits: Waits }) => (
  <>
    <Facts waits={waits} onShow={() => onShow(waits)} />
    <Ways waits={waits} {...ways} />
  </>
);

function Facts({ waits, onShow }: { readonly waits: Waits; readonly onShow: () => void }) {
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

function Ways({ waits, onOpen, onTaken }: Omit<RowActions, "onShow"> & { readonly waits: Waits }) {
  const { t } = useTranslation();
  const { api, me, sync } = useDesk();
  const { phase } = useObservable(sync.connection);
  const preview = usePreviewReason();
  const take = useMutation(api.conversations.take.mutationOptions());
  const { conversationId, customerName: name } = waits;
  const ways = waysOf((permission, thing) => can(me, permission, thing), waits);
  if (!ways.open && !ways.take) return null;
  const run = () =>
    void take.mutateAsync({ conversationId }).then(
      (taken) => onTaken(taken as Conversation),
      () => {},
    );
  return (
    <>
      <div className={classes.ways}>
        {ways.open ? (
          <Action
            size="compact-xs"
            variant="subtle"
            aria-label={t("whoWaits.openOf", { name })}
            onClick={() => onOpen(conversationId)}
          >
            {t("whoWaits.open")}
          </Action>
        ) : null}
        {ways.take ? (
          <Action
            size="compact-xs"
            variant="light"
            aria-label={t("whoWaits.takeOf", { name })}
            reason={preview ?? (phase === "live" ? undefined : t("header.needsConnection"))}
            loading={take.isPending}
            onClick={run}
          >
            {t("header.take")}
          </Action>
        ) : null}
      </div>
      <ErrorNote text={take.error ? problemText(problemOf(take.error)) : undefined} />
    </>
  );
}
