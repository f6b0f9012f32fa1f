import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { placeIcons } from "#renderer/platform/place-icons.ts";
import { isSetup, labelOf, openPlaces, placeAt } from "#shared/permissions/places.ts";
import classes from "./setup.module.css";

const groups = ["people", "rights", "house"] as const;

/** The frame of Setup: its pages that are open to this person at the left, the page itself at the right. */
export function Setup() {
  const { t } = useTranslation();
  const me = useMe();
  const here = useRouterState({ select: ({ location }) => placeAt(location.pathname)?.path });
  const pages = openPlaces(me).filter(isSetup);
  return (
    <div className={classes.setup}>
      <nav className={classes.pages} aria-label={t("places.setupLabel")}>
        <h2 className={classes.title}>{t("places.setup")}</h2>
        {groups.map((group) => {
          const inside = pages.filter(({ at }) => at === group);
          if (inside.length === 0) return null;
          return (
            <div key={group} className={classes.group}>
              <h3 className={classes.groupName}>{t(`places.${group}`)}</h3>
              {inside.map((place) => {
                const Icon = placeIcons[place.path];
                return (
                  <Link
                    key={place.path}
                    to={place.path as "/setup/users"}
                    className={classes.page}
                    aria-current={here === place.path ? "page" : undefined}
                  >
                    <Icon size={17} stroke={1.6} aria-hidden />
                    <span className="one-line">{t(`places.${labelOf(place, me.workspace.scheme)}`)}</span>
                  </Link>
                );
              })}
            </div>
          );
        })}
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </div>
  );
}
