import { useTranslation } from "react-i18next";
import { IconHistory, IconX } from "#renderer/ui/icons.ts";
import { statusDialogs } from "./status-dialogs.ts";
import { StatusMark } from "./status-mark.tsx";
import { useOptions, useStatusWord } from "./use-choices.ts";
import { useMedia } from "./use-media.ts";
import { useStatus } from "./use-status.ts";

/** All that can be done about one's status, for the command palette; nothing for who has none. */
export function useStatusCommands() {
  const { t } = useTranslation();
  const status = useStatus();
  const options = useOptions();
  const wordOf = useStatusWord();
  const switches = useMedia(status);
  if (status.reason) return [];
  const { mine, working } = status;
  return [
    ...options.map((option) => ({
      id: `status-${option.key}`,
      label: option.name,
      detail: option.about,
      icon: <StatusMark status={option.status} color={option.color} />,
      run: () => status.choose(option),
    })),
    ...(working ? options.filter((option) => option.status !== "ready") : []).map((option) => ({
      id: `status-next-${option.key}`,
      label: t("status.nextHint", { status: option.name }),
      detail: t("status.whenFreeHint"),
      icon: <StatusMark status={option.status} color={option.color} />,
      run: () => status.choose({ ...option, when: "whenFree" }),
    })),
    ...(mine.next
      ? [
          {
            id: "status-cancel-next",
            label: t("status.cancelNext", { status: wordOf(mine.next) }),
            icon: <IconX size={18} stroke={1.6} />,
            run: status.cancelNext,
          },
        ]
      : []),
    ...switches.map(({ medium, on, toggle }) => ({
      id: `status-media-${medium}`,
      label: t("status.switch", {
        medium: t(`status.medium_${medium}`),
        state: t(on ? "status.switch_off" : "status.switch_on"),
      }),
      detail: t("status.media"),
      run: toggle,
    })),
    {
      id: "status-log",
      label: t("status.logOpen"),
      icon: <IconHistory size={18} stroke={1.6} />,
      run: () => statusDialogs.setState({ log: true }),
    },
  ];
}
