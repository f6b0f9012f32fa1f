import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { IconEar } from "#renderer/ui/icons.ts";
import type { CallLeg, LiveCall } from "#shared/contract/calls.ts";
import { callsStore } from "./calls-store.ts";
import meter from "./meter.module.css";
import classes from "./supervise.module.css";
import { useTick } from "./use-tick.ts";

/** What was told longer ago than this is no news of now. */
const staleMs = 1_500;
/** Words are heard a moment longer than they are spoken. */
const lingersMs = 700;

/**
 * Whether the customer hears the supervisor now: shown from what the server says is really sent to the customer's leg,
 * and from nothing else. Without news it says that nothing is known.
 */
export function CustomerHears({ call, leg }: { call: LiveCall; leg: CallLeg }) {
  const { t } = useTranslation();
  useTick(250);
  const told = useStore(callsStore, ({ heard }) => heard[call.id]);
  const now = performance.now();
  const isFresh = told !== undefined && now - told.at < staleMs;
  const mine = isFresh ? told.heard.find(({ legId }) => legId === leg.id) : undefined;
  const isHeard = mine !== undefined && mine.agoMs + (now - (told?.at ?? now)) < lingersMs;
  const says = isFresh ? t(isHeard ? "calls.hears.yes" : "calls.hears.no") : t("calls.hears.unknown");
  const level = isHeard ? mine.level : 0;
  return (
    <span className={classes.hears} data-heard={isHeard || undefined} data-known={isFresh || undefined}>
      <IconEar size={15} stroke={1.8} aria-hidden />
      <span role="status">{says}</span>
      <span className={`${meter.meter} ${classes.voice}`} aria-hidden="true">
        <span style={{ transform: `scaleX(${level})` }} />
      </span>
    </span>
  );
}
