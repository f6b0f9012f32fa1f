import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import type { AgentStatus, CustomStatus, StatusName } from "#shared/contract/statuses.ts";
import type { Choice } from "./status-dialogs.ts";

const builtIn: readonly Exclude<StatusName, "custom">[] = ["ready", "online", "dnd", "offline"];

/** A status that can be chosen, as a line of the menu says it. */
export interface Option extends Choice {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly color?: CustomStatus["color"];
}

/** Everything that can be chosen: Ready first, Offline last, the workspace's own between. */
export function useOptions(): readonly Option[] {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.status.choices.queryOptions(), staleTime: 5_000 });
  const own = ((query.data as CustomStatus[] | undefined) ?? []).map(
    (custom): Option => ({
      key: custom.id,
      status: "custom",
      custom,
      name: custom.name,
      color: custom.color,
      about: [
        ...(custom.limitMinutes ? [t("status.limit", { minutes: custom.limitMinutes })] : []),
        ...(custom.needsReason ? [t("status.reasonNeeded")] : []),
      ].join(", "),
    }),
  );
  const [ready, online, dnd, offline] = builtIn.map(
    (status): Option => ({
      key: status,
      status,
      name: t(`status.${status}`),
      about: t(`status.about_${status}`),
    }),
  ) as [Option, Option, Option, Option];
  return [ready, online, dnd, ...own, offline];
}

/** The word for a status that somebody has or is about to have. */
export function useStatusWord() {
  const { t } = useTranslation();
  return ({ status, custom }: Pick<AgentStatus, "status"> & { custom: { name: string } | null }): string =>
    custom?.name ?? t(`status.${status}`);
}
