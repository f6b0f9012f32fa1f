import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { Action } from "#renderer/ui/action.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { AgentStatus, ShownLog } from "#shared/contract/statuses.ts";
import { LogView, pages } from "./log-view.tsx";
import { Overdue } from "./overdue.tsx";
import { SetStatusDialog } from "./set-status-dialog.tsx";
import classes from "./status.module.css";
import { StatusMark } from "./status-mark.tsx";
import { useStatusWord } from "./use-choices.ts";
import type { Watched } from "./watched.ts";

/** It changes while one looks at it, ms. */
const freshMs = 5_000;

/** Somebody else's status as those who answer for him see it: what it is now, the log, and the way to set it. */
export function PersonStatus({ person }: { person: Watched }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const [show, setShow] = useState<ShownLog>("status");
  const [setting, setSetting] = useState(false);
  const { id: userId, may } = person;
  const query = useInfiniteQuery({
    ...api.status.logOf.infiniteOptions({
      input: (before: number | undefined) => ({ ...pages.input(show, before), userId }) as never,
      initialPageParam: undefined as number | undefined,
      getNextPageParam: pages.next,
    }),
    enabled: may.statusLog,
    staleTime: 0,
    refetchInterval: freshMs,
  });
  if (!may.statusLog && !may.setStatus) return null;
  const now = (query.data?.pages[0] as { status: AgentStatus } | undefined)?.status;
  return (
    <SetupSection
      title={t("status.ofTitle")}
      actions={
        may.setStatus ? (
          <Action variant="default" onClick={() => setSetting(true)}>
            {t("status.setFor")}
          </Action>
        ) : null
      }
    >
      {now ? <Now status={now} /> : null}
      {may.statusLog ? <LogView query={query as never} show={show} onShow={setShow} of="theirs" /> : null}
      {setting ? (
        <SetStatusDialog
          person={person}
          present={now?.present}
          onClose={() => setSetting(false)}
          onSet={() => void queries.invalidateQueries({ queryKey: api.status.logOf.key() })}
        />
      ) : null}
    </SetupSection>
  );
}

function Now({ status }: { status: AgentStatus }) {
  const { t } = useTranslation();
  const wordOf = useStatusWord();
  const since = Date.parse(status.since);
  return (
    <div className={classes.now} title={exactTime(since)}>
      <StatusMark status={status.status} color={status.custom?.color} />
      <span>{t("status.ofSince", { status: wordOf(status), time: shortMoment(since) })}</span>
      <span className="quiet">
        {t(`status.${status.present ? "present" : "absent"}`)} · {t(`status.doing_${status.activity}`)}
        {status.next ? ` · ${t("status.ofNext", { status: wordOf(status.next) })}` : null}
      </span>
      <Overdue at={status.custom?.overdueAt ?? null} />
    </div>
  );
}
