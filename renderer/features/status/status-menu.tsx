import { Menu } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { clockTime, exactTime } from "#renderer/platform/i18n/times.ts";
import { IconCheck, IconChevronDown } from "#renderer/ui/icons.ts";
import { Dot, type Tone } from "#renderer/ui/signs.tsx";
import type { StatusName } from "#shared/contract/statuses.ts";
import classes from "./status.module.css";
import { useStatus } from "./use-status.ts";

const looks: Record<StatusName, { tone: Tone; shape: "full" | "hollow" | "bar" }> = {
  ready: { tone: "green", shape: "full" },
  online: { tone: "green", shape: "hollow" },
  dnd: { tone: "red", shape: "bar" },
  offline: { tone: "grey", shape: "hollow" },
};
const order: readonly StatusName[] = ["ready", "online", "dnd", "offline"];

/** What the agent chose and since when; what the system knows stands apart from it. */
export function StatusMenu() {
  const { t } = useTranslation();
  const status = useStatus();
  const { mine, reason, busy } = status;
  return (
    <div className={classes.place}>
      <Menu position="bottom-start" width={300} returnFocus withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Toggle status={status} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{reason ?? t("status.choose")}</Menu.Label>
          {order.map((name) => (
            <Menu.Item
              key={name}
              disabled={reason !== undefined || busy}
              leftSection={<Dot {...looks[name]} />}
              rightSection={mine.status === name ? <IconCheck size={15} aria-hidden /> : null}
              aria-current={mine.status === name ? "true" : undefined}
              onClick={() => status.choose(name)}
            >
              <span className={classes.item}>
                <span>{t(`status.${name}`)}</span>
                <span className={classes.about}>{t(`status.about_${name}`)}</span>
              </span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>{t("status.systemKnows")}</Menu.Label>
          <Knowledge status={status} />
        </Menu.Dropdown>
      </Menu>
      {status.missed && !reason ? (
        <button
          type="button"
          className={classes.again}
          disabled={busy}
          onClick={() => status.choose("ready")}
        >
          {t("status.again")}
        </button>
      ) : null}
    </div>
  );
}

type Status = ReturnType<typeof useStatus>;

/** The menu gives it its own attributes and its handle. */
function Toggle({ status, ...menu }: ComponentProps<"button"> & { status: Status }) {
  const { t } = useTranslation();
  const { mine, present, connected, missed } = status;
  const since = Date.parse(mine.since);
  const word = t(`status.${mine.status}`);
  const time = t("status.since", { time: clockTime(since) });
  const isAbsent = !present && mine.status !== "offline";
  const absence = isAbsent ? (connected ? t("status.absent") : t("status.noConnection")) : "";
  const parts = [
    t("status.label", { status: `${word} ${time}${absence && ` ${absence}`}` }),
    ...(missed ? [t("status.missed")] : []),
    present ? t("status.present") : t("status.absent"),
  ];
  return (
    <button
      {...menu}
      type="button"
      className={classes.toggle}
      aria-label={parts.join(", ")}
      title={exactTime(since)}
      data-status={mine.status}
    >
      <Dot {...looks[mine.status]} />
      <span className={classes.word}>{word}</span> <span className={`${classes.since} numbers`}>{time}</span>{" "}
      {missed ? <span className={classes.missed}>{t("status.missed")}</span> : null}
      {absence ? <span className={classes.absent}>{absence}</span> : null}
      <IconChevronDown size={14} aria-hidden />
    </button>
  );
}

function Knowledge({ status: { mine, present, connected } }: { status: Status }) {
  const { t } = useTranslation();
  return (
    <div className={classes.facts}>
      <span className={classes.fact}>
        <Dot tone={present ? "green" : "red"} shape={present ? "full" : "bar"} />
        {present ? t("status.present") : connected ? t("status.absent") : t("status.noConnection")}
      </span>
      <span>{t(`status.cause_${mine.cause}`)}</span>
    </div>
  );
}
