import { notifications } from "@mantine/notifications";
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import type { Me } from "#shared/contract/session.ts";
import {
  isOpen,
  isSetup,
  isThere,
  landingOf,
  openPlaces,
  type Place,
  placeAt,
  places,
} from "#shared/permissions/places.ts";
import { MissingPage, RefusedPage } from "./refused-page.tsx";

const pages = places.filter((place) => isSetup(place) && isThere(place));

/** Setup as a whole, which opens with any of its pages. */
const setup: Place = {
  path: "/setup",
  label: "setup",
  area: "settings",
  at: "rail",
  opens: pages.flatMap(({ opens }) => opens),
};

/** The place at an address when it is closed to this person; undefined when it is open, or there is no such place. */
export function closedPlace(me: Me, path: string): Place | undefined {
  if (path === "/setup" || path === "/setup/") return openPlaces(me).some(isSetup) ? undefined : setup;
  const place = placeAt(path);
  return place && !isOpen(me, place) ? place : undefined;
}

/** The page at the address, or why it is not open. The one spot where routes ask the list of places. */
export function PlaceGate() {
  const me = useMe();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // The address changes first and the page follows: neither may be a closed one.
  const shown = useRouterState({ select: ({ matches }) => matches.at(-1)?.pathname ?? "/" });
  const closed = closedPlace(me, path) ?? closedPlace(me, shown);
  useLeaveWhenClosed(path, closed !== undefined);
  // A part that is not built yet is no secret, but there is no page to refuse.
  if (closed) return isThere(closed) ? <RefusedPage place={closed} /> : <MissingPage />;
  return <Outlet />;
}

/** A place that was open and is not any more, because the rights changed, is left for where one lands. */
function useLeaveWhenClosed(path: string, closed: boolean): void {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const before = useRef({ path, closed, lookedAs: me.viewedBy?.key });
  useEffect(() => {
    const { current } = before;
    const lookedAs = me.viewedBy?.key;
    before.current = { path, closed, lookedAs };
    if (!closed || current.closed || current.path !== path) return;
    // Who begins or ends a look as another role has done it himself.
    if (lookedAs === current.lookedAs)
      notifications.show({
        id: "place-closed",
        color: "yellow",
        message: t("rights.left"),
        autoClose: 12_000,
      });
    void navigate({ to: landingOf(me) as "/workspace", replace: true, ignoreBlocker: true });
  }, [path, closed, me, navigate, t]);
}
