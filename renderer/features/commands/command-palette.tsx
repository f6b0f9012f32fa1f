import "@mantine/spotlight/styles.layer.css";
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from "@mantine/spotlight";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { IconSearch } from "#renderer/ui/icons.ts";
import { Kbd } from "#renderer/ui/kbd.tsx";

/** One thing that can be found and done. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly keys?: string | undefined;
  readonly icon?: ReactNode;
  readonly run: () => void;
}

export interface CommandGroup {
  readonly name: string;
  readonly commands: readonly Command[];
}

/** Search and all actions, by keyboard. */
export function CommandPalette({ groups }: { groups: readonly CommandGroup[] }) {
  const { t } = useTranslation();
  return (
    <Spotlight
      actions={groups.filter(({ commands }) => commands.length > 0).map(asGroup)}
      nothingFound={t("command.nothing")}
      shortcut="mod + K"
      highlightQuery
      scrollable
      maxHeight={420}
      attributes={{ content: { "aria-label": t("command.placeholder") } }}
      searchProps={{
        leftSection: <IconSearch size={17} stroke={1.7} />,
        placeholder: t("command.placeholder"),
        "aria-label": t("command.placeholder"),
      }}
    />
  );
}

const asGroup = ({ name, commands }: CommandGroup): SpotlightActionGroupData => ({
  group: name,
  actions: commands.map(asAction),
});

const asAction = ({ id, label, detail, keys, icon, run }: Command): SpotlightActionData => ({
  id,
  label,
  onClick: run,
  ...(detail ? { description: detail } : {}),
  ...(icon ? { leftSection: icon } : {}),
  ...(keys ? { rightSection: <Kbd keys={keys} /> } : {}),
});
