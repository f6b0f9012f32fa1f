import { Tooltip } from "@mantine/core";
import { Link, useRouterState } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { IconHelp, IconUserCircle } from "#renderer/ui/icons.ts";
import { areasOf } from "./areas.ts";
import classes from "./shell.module.css";
import { useWaitingForMe } from "./use-badge.ts";

/** What this person's role opens, in a fixed order; help and profile at the bottom. */
export function Rail() {
  const { t } = useTranslation();
  const me = useMe();
  const waiting = useWaitingForMe();
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
      {areasOf(me.grants).map(({ path, label, icon }) => (
        <Area key={path} to={path} label={t(label)} icon={icon} count={waiting} />
      ))}
      <span className={classes.space} />
      <Area to="/help" label={t("rail.help")} icon={IconHelp} />
      <Area to="/profile" label={t("rail.profile")} icon={IconUserCircle} />
    </nav>
  );
}

interface AreaProps {
  readonly to: "/workspace" | "/help" | "/profile";
  readonly label: string;
  readonly icon: ComponentType<{ size: number; stroke: number }>;
  readonly count?: number;
}

function Area({ to, label, icon: Icon, count = 0 }: AreaProps) {
  const here = useRouterState({ select: ({ location }) => location.pathname.startsWith(to) });
  return (
    <Tooltip label={label} position="right">
      <Link
        to={to}
        className={classes.area}
        aria-label={count > 0 ? `${label} ${count > 99 ? "99+" : count}` : label}
        aria-current={here ? "page" : undefined}
        data-here={here || undefined}
      >
        <Icon size={21} stroke={1.6} />
        {count > 0 ? (
          <span className={`${classes.counter} numbers`}>{count > 99 ? "99+" : count}</span>
        ) : null}
      </Link>
    </Tooltip>
  );
}
