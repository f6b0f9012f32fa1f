import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { MenuCheck } from "#renderer/ui/menu-check.tsx";
import { Dot, type Tone } from "#renderer/ui/signs.tsx";
import classes from "./status.module.css";
import { useMedia } from "./use-media.ts";
import type { useStatus } from "./use-status.ts";

type Status = ReturnType<typeof useStatus>;

const looks: Record<"on" | "paused" | "off", { tone: Tone; shape: "full" | "hollow" | "bar" }> = {
  on: { tone: "green", shape: "full" },
  paused: { tone: "amber", shape: "hollow" },
  off: { tone: "red", shape: "bar" },
};

/** The media of this device in the top bar: each a switch. */
export function MediaSwitches({ status }: { status: Status }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.media} aria-label={t("status.media")}>
      {useMedia(status).map(({ medium, on, state, toggle }) => {
        const name = t(`status.medium_${medium}`);
        const says = t("status.switch", { medium: name, state: t(`status.switch_${state}`) });
        return (
          <button
            key={medium}
            type="button"
            role="switch"
            className={classes.switch}
            aria-checked={on}
            aria-label={says}
            title={status.reason ?? says}
            aria-disabled={status.reason ? true : undefined}
            data-state={state}
            onClick={status.reason ? undefined : toggle}
          >
            <span>{name}</span>
            <Dot {...looks[state]} />
          </button>
        );
      })}
    </fieldset>
  );
}

/** The same in the menu, where the arrows reach them. */
export function MediaItems({ status }: { status: Status }) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Label>{t("status.media")}</Menu.Label>
      {useMedia(status).map(({ medium, on, state, toggle }) => (
        <MenuCheck
          key={medium}
          on={on}
          mark={<Dot {...looks[state]} />}
          disabled={status.reason !== undefined}
          onChange={toggle}
        >
          <span className={classes.item}>
            <span>{t(`status.medium_${medium}`)}</span>
            <span className={classes.about}>{t(`status.switch_${state}`)}</span>
          </span>
        </MenuCheck>
      ))}
    </>
  );
}
