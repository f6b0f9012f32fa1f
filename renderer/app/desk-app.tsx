import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { DeskProvider } from "#renderer/platform/desk-context.tsx";
import { landingOf } from "#shared/permissions/places.ts";
import type { RunningDesk } from "./create-desk.ts";
import type { Gate } from "./gate.ts";
import { isSameReach } from "./rights-changes.ts";
import { createPlaces } from "./router.tsx";

interface DeskAppProps {
  readonly gate: Gate;
  readonly running: RunningDesk;
  readonly memoryOnly: boolean;
}

/** The signed-in app. */
export function DeskApp({ gate, running, memoryOnly }: DeskAppProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [places] = useState(() =>
    createPlaces({
      onSignOut: () => void gate.signOut(),
      onSilence: running.silence,
      memoryOnly,
      landing: () => landingOf(running.desk.myself.get()),
    }),
  );
  const { myself } = running.desk;
  // What was answered by other rights may show too much, or too little.
  useEffect(() => {
    let before = myself.get();
    return myself.subscribe((after) => {
      // A moment later: pages that are closed now are gone by then, and are not asked for what they may not have.
      if (!isSameReach(before, after)) setTimeout(() => void queries.resetQueries(), 0);
      before = after;
    });
  }, [myself, queries]);
  // The people of one's groups are others now, though one's own rights are as they were.
  useEffect(
    () =>
      running.desk.news.on("rights.changed", ({ what }) => {
        if (what === "groups") void queries.invalidateQueries();
      }),
    [running, queries],
  );
  // What one person has asked for is nothing for the next one at this machine.
  useEffect(() => () => queries.clear(), [queries]);
  useEffect(() => {
    const id = "memory-only";
    if (memoryOnly)
      notifications.show({ id, color: "yellow", message: t("signIn.memoryOnly"), autoClose: 12_000 });
    return () => void notifications.hide(id);
  }, [memoryOnly, t]);
  return (
    <DeskProvider desk={running.desk}>
      <RouterProvider router={places} />
    </DeskProvider>
  );
}
