import { Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { IconCheck, IconHistory, IconUserQuestion, IconX } from "#renderer/ui/icons.ts";
import { MenuCheck } from "#renderer/ui/menu-check.tsx";
import { Dot } from "#renderer/ui/signs.tsx";
import { MediaItems, MediaSwitches } from "./media-switches.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import classes from "./status.module.css";
import { statusDialogs } from "./status-dialogs.ts";
import { StatusLog } from "./status-log.tsx";
import { StatusMark } from "./status-mark.tsx";
import { StatusToggle } from "./status-toggle.tsx";
import { type Option, useOptions, useStatusWord } from "./use-choices.ts";
import { useStatus } from "./use-status.ts";
import { useTold } from "./use-told.ts";

type Status = ReturnType<typeof useStatus>;
const openMenu = (menu: boolean) => statusDialogs.setState({ menu });

/** What the agent chose and since when, what comes next, and what he takes on this device. */
export function StatusMenu({ onWhyNoWork }: { onWhyNoWork: () => void }) {
  const { t } = useTranslation();
  const status = useStatus();
  const { menu, asksWhy, log } = useStore(statusDialogs);
  useTold(status.mine);
  useKeys({ s: () => openMenu(true) });
  const { paused, missed, backLate, setByOther, reason, busy } = status;
  return (
    <div className={classes.place}>
      <Menu
        position="bottom-start"
        width={320}
        opened={menu}
        onChange={openMenu}
        returnFocus
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <StatusToggle status={status} />
        </Menu.Target>
        <Menu.Dropdown className={classes.dropdown}>
          <Choices status={status} onWhyNoWork={onWhyNoWork} />
        </Menu.Dropdown>
      </Menu>
      {(paused || missed || backLate || setByOther) && !reason ? (
        <button
          type="button"
          className={classes.again}
          disabled={busy}
          title={paused ? t("status.about_paused") : undefined}
          onClick={() => status.choose({ status: "ready" })}
        >
          {t("status.again")}
        </button>
      ) : null}
      <MediaSwitches status={status} />
      {asksWhy ? <ReasonDialog choice={asksWhy} status={status} /> : null}
      {log ? <StatusLog /> : null}
    </div>
  );
}

function Choices({ status, onWhyNoWork }: { status: Status; onWhyNoWork: () => void }) {
  const { t } = useTranslation();
  const options = useOptions();
  const [whenFree, setWhenFree] = useState(false);
  const [withReason, setWithReason] = useState(false);
  const { mine, reason, busy, working } = status;
  const isHis = ({ status: name, custom }: Option) =>
    mine.status === name && (mine.custom?.id ?? null) === (custom?.id ?? null);
  const when = working && whenFree ? "whenFree" : "now";
  return (
    <>
      <Menu.Label>{reason ?? t("status.choose")}</Menu.Label>
      {options.map((option) => (
        <Menu.Item
          key={option.key}
          disabled={reason !== undefined || busy}
          leftSection={<StatusMark status={option.status} color={option.color} />}
          rightSection={isHis(option) ? <IconCheck size={15} aria-hidden /> : null}
          aria-current={isHis(option) ? "true" : undefined}
          onClick={() => status.choose({ ...option, when }, withReason)}
        >
          <span className={classes.item}>
            <span>{option.name}</span>
            {option.about ? <span className={classes.about}>{option.about}</span> : null}
          </span>
        </Menu.Item>
      ))}
      <Menu.Divider />
      {mine.next ? <CancelNext status={status} /> : null}
      {working ? (
        <Check on={whenFree} about={t("status.whenFreeHint")} onChange={setWhenFree}>
          {t("status.whenFree")}
        </Check>
      ) : null}
      <Check on={withReason} onChange={setWithReason}>
        {t("status.withReason")}
      </Check>
      <Menu.Divider />
      <MediaItems status={status} />
      <Menu.Divider />
      <Menu.Label>{t("status.systemKnows")}</Menu.Label>
      <Knowledge status={status} />
      <Menu.Item leftSection={<IconUserQuestion size={15} aria-hidden />} onClick={onWhyNoWork}>
        {t("routingWhy.open")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconHistory size={15} aria-hidden />}
        onClick={() => statusDialogs.setState({ log: true })}
      >
        {t("status.logOpen")}
      </Menu.Item>
    </>
  );
}

function CancelNext({ status: { mine, reason, busy, cancelNext } }: { status: Status }) {
  const { t } = useTranslation();
  const wordOf = useStatusWord();
  if (!mine.next) return null;
  return (
    <Menu.Item
      disabled={reason !== undefined || busy}
      leftSection={<IconX size={15} aria-hidden />}
      onClick={cancelNext}
    >
      {t("status.cancelNext", { status: wordOf(mine.next) })}
    </Menu.Item>
  );
}

interface CheckProps {
  readonly on: boolean;
  readonly about?: string;
  readonly onChange: (on: boolean) => void;
  readonly children: string;
}

/** A condition of the choice: the menu stays open. */
const Check = ({ on, about, onChange, children }: CheckProps) => (
  <MenuCheck
    on={on}
    mark={<span className={classes.box}>{on ? <IconCheck size={13} aria-hidden /> : null}</span>}
    onChange={() => onChange(!on)}
  >
    <span className={classes.item}>
      <span>{children}</span>
      {about ? <span className={classes.about}>{about}</span> : null}
    </span>
  </MenuCheck>
);

/** Who or what changed it and why, whether he can be reached, what he is doing. */
function Knowledge({ status: { mine, present, connected } }: { status: Status }) {
  const { t } = useTranslation();
  const wordOf = useStatusWord();
  const { cause } = mine;
  return (
    <div className={classes.facts}>
      <span className={classes.fact}>
        <Dot tone={present ? "green" : "red"} shape={present ? "full" : "bar"} />
        {present ? t("status.present") : connected ? t("status.absent") : t("status.noConnection")}
      </span>
      <span>{t(`status.cause_${cause}`, { name: mine.byName ?? "" })}</span>
      {mine.reason ? <span>{t("status.reasonIs", { reason: mine.reason })}</span> : null}
      {mine.status === "paused" && (cause === "offer_missed" || cause === "agent_inactive") ? (
        <span>{t(`status.pausedBy_${cause}`)}</span>
      ) : null}
      {mine.next ? <span>{t("status.nextHint", { status: wordOf(mine.next) })}</span> : null}
      <span>{t(`status.activity_${mine.activity}`)}</span>
    </div>
  );
}
