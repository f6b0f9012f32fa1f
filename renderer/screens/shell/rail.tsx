import { Tooltip } from "@mantine/core";
import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { type PlaceIcon, placeIcons } from "#renderer/platform/place-icons.ts";
import { IconSettings } from "#renderer/ui/icons.ts";
import { isSetup, labelOf, openPlaces } from "#shared/permissions/places.ts";
import { AssistantsMenu } from "./assistants-menu.tsx";
import classes from "./shell.module.css";
import { useWaitingForMe } from "./use-badge.ts";

/** What this person's role opens, in a fixed order; help and profile at the bottom. */
export function Rail() {
  const { t } = useTranslation();
  const me = useMe();
  const waiting = useWaitingForMe();
  const open = openPlaces(me);
  const entries = (at: "rail" | "foot") =>
    open
      .filter((place) => place.at === at)
      .map((place) => (
        <Entry
          key={place.path}
          to={place.path}
          label={t(`places.${labelOf(place, me.workspace.scheme)}`)}
          icon={placeIcons[place.path]}
          count={place.path === "/workspace" ? waiting : 0}
        />
      ));
  return (
    <nav className={classes.rail} aria-label={t("rail.label")}>
      <svg className={classes.mark} width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#4150d0" />
        <path
          d="M9 12v8M13.5 8v16M18 11v10M22.5 14v4"
          stroke="#fff"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
      </svg>
      {entries("rail")}
      {open.some(isSetup) ? <Entry to="/setup" label={t("places.setup")} icon={IconSettings} /> : null}
      <span className={classes.space} />
      <AssistantsMenu />
      {entries("foot")}
    </nav>
  );
}

interface EntryProps {
  readonly to: string;
  readonly label: string;
  readonly icon: PlaceIcon;
  readonly count?: number;
}

function Entry({ to, label, icon: Icon, count = 0 }: EntryProps) {
  const here = useRouterState({
    select: ({ location: { pathname } }) => pathname === to || pathname.startsWith(`${to}/`),
  });
  const counter = count > 99 ? "99+" : count;
  return (
    <Tooltip label={label} position="right">
      <Link
        to={to as "/workspace"}
        className={classes.area}
        aria-label={count > 0 ? `${label} ${counter}` : label}
        aria-current={here ? "page" : undefined}
        data-here={here || undefined}
      >
        <Icon size={21} stroke={1.6} />
        {count > 0 ? <span className={`${classes.counter} numbers`}>{counter}</span> : null}
      </Link>
    </Tooltip>
  );
}
