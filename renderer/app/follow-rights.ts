import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import type { Desk } from "#renderer/platform/desk-context.tsx";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { showTimesIn } from "#renderer/platform/i18n/times.ts";
import type { Me } from "#shared/contract/session.ts";
import { labelOf, type PlacePath, placeAt } from "#shared/permissions/places.ts";
import { type RightsChange, rightsChange } from "./rights-changes.ts";

type Following = Pick<Desk, "myself" | "refreshMe" | "news" | "sync">;

/**
 * Keeps who one is up to date: on the server's news, and after each time without a connection, when news may have been
 * missed. What changed is told once.
 */
export function followRights({ myself, refreshMe, news, sync }: Following): () => void {
  let before = myself.get();
  let isFirst = true;
  const removers = [
    news.on("rights.changed", () => void refreshMe()),
    sync.onCatchUp(async () => {
      if (!isFirst) void refreshMe();
      isFirst = false;
    }),
    myself.subscribe((after) => {
      const change = rightsChange(before, after);
      before = after;
      showTimesIn(after.timeZone);
      if (change) tell(change, after);
    }),
  ];
  return () => {
    for (const remove of removers) remove();
  };
}

function tell(change: RightsChange, me: Me): void {
  notifications.show({
    id: "rights-changed",
    color: "indigo",
    title: i18next.t("rights.title"),
    message: sentencesOf(change, me).join(" "),
    autoClose: 15_000,
  });
}

/** What changed and what that means, as sentences. */
export function sentencesOf(change: RightsChange, me: Me): string[] {
  const { t } = i18next;
  const names = (paths: readonly PlacePath[]) =>
    paths.flatMap((path) => {
      const place = placeAt(path);
      return place ? [t(`places.${labelOf(place, me.workspace.scheme)}`)] : [];
    });
  const queues = me.queues.map(({ name }) => name).join(", ");
  return [
    ...(change.role ? [t("rights.role", { role: roleLabel(t, me.role) })] : []),
    ...(change.groups ? [t("rights.groups")] : []),
    ...(change.queues ? [queues ? t("rights.queues", { queues }) : t("rights.queuesNone")] : []),
    ...(change.settings ? [t("rights.settings")] : []),
    ...(change.opened.length > 0 ? [t("rights.opened", { places: names(change.opened).join(", ") })] : []),
    ...(change.closed.length > 0 ? [t("rights.closed", { places: names(change.closed).join(", ") })] : []),
  ];
}
