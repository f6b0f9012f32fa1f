import { Button, Popover } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { clockTime } from "#renderer/platform/i18n/times.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { IconCloudCheck, IconCloudOff, IconRefresh, IconShieldLock } from "#renderer/ui/icons.ts";
import type { ConnectionState } from "#shared/sync/index.ts";
import classes from "./connection.module.css";

/** The truth about the connection, and what still works without one. */
export function ConnectionStrip() {
  // The server opens no connection to who still lacks a required second factor: nothing is broken.
  return useMe().needsSecondFactor ? <FactorStrip /> : <LinkStrip />;
}

function FactorStrip() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Popover position="bottom-end" width={320} shadow="md" withRoles={false}>
      <Popover.Target>
        <button type="button" className={classes.strip} data-phase="waiting">
          <IconShieldLock size={15} stroke={1.8} aria-hidden />
          <span role="status">{t("refused.factorShort")}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.about}>
          <span>{t("refused.factor")}</span>
          <Button size="xs" variant="default" onClick={() => void navigate({ to: "/profile" })}>
            {t("refused.factorGo")}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function LinkStrip() {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const state = useObservable(sync.connection);
  const waiting = useObservable(sync.outbox).filter((entry) => entry.state !== "failed").length;
  const Icon =
    state.phase === "live" ? IconCloudCheck : state.phase === "offline" ? IconCloudOff : IconRefresh;
  return (
    <Popover position="bottom-end" width={320} shadow="md" withRoles={false}>
      <Popover.Target>
        <button type="button" className={classes.strip} data-phase={state.phase}>
          <Icon size={15} stroke={1.8} aria-hidden />
          <span role="status" className="numbers">
            {useWords(state)}
            {state.phase !== "live" && waiting > 0 ? ` · ${t("connection.queued", { count: waiting })}` : ""}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <About state={state} onRetry={() => sync.resync()} />
      </Popover.Dropdown>
    </Popover>
  );
}

function useWords(state: ConnectionState): string {
  const { t } = useTranslation();
  switch (state.phase) {
    case "live":
      return t("connection.live");
    case "connecting":
      return t("connection.connecting");
    case "catching_up": {
      const { done, total } = state;
      return total > 0 ? t("connection.catchingUpOf", { done, total }) : t("connection.catchingUp");
    }
    case "offline":
      return t("connection.offlineSince", { time: clockTime(state.since) });
  }
}

function About({ state, onRetry }: { state: ConnectionState; onRetry: () => void }) {
  const { t } = useTranslation();
  if (state.phase === "live") return <div className={classes.about}>{t("connection.allCurrent")}</div>;
  if (state.phase !== "offline") return <div className={classes.about}>{t("connection.fetching")}</div>;
  return (
    <div className={classes.about}>
      <strong>{t(`connection.${state.reason}`)}</strong>
      <span>{t("connection.stillWorks")}</span>
      <span>{t("connection.doesNotWork")}</span>
      <Button size="xs" variant="default" onClick={onRetry}>
        {t("connection.reconnect")}
      </Button>
    </div>
  );
}
