import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconStack2 } from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty } from "#renderer/ui/notes.tsx";
import { Dot } from "#renderer/ui/signs.tsx";
import classes from "./header.module.css";
import { canGet, isAway, type Target, type Transfer } from "./use-transfer.ts";

/** Moves between the choices with the arrow keys. */
function walk(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[Math.min(all.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))]?.focus();
}

/** Colleagues with availability and load, and queues with those that wait. */
export function TransferTargets({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  if (transfer.loading) {
    return (
      <Delayed>
        <Bone width="100%" height={28} />
      </Delayed>
    );
  }
  if (transfer.colleagues.length + transfer.queues.length === 0)
    return <Empty title={t("transfer.nobody")} />;
  return (
    <div
      className={classes.options}
      role="radiogroup"
      aria-label={t("transfer.choose")}
      onKeyDown={walk}
      tabIndex={-1}
    >
      <Colleagues
        title={t("transfer.colleagues")}
        list={transfer.colleagues.filter(canGet)}
        transfer={transfer}
      />
      {transfer.queues.length > 0 ? <div className={classes.group}>{t("transfer.queues")}</div> : null}
      {transfer.queues.map((queue) => (
        <Option
          key={queue.id}
          target={{ kind: "queue", id: queue.id, name: queue.name }}
          transfer={transfer}
          icon={<IconStack2 size={18} stroke={1.6} aria-hidden />}
          detail={t("transfer.waiting", { count: queue.waiting })}
        />
      ))}
      <Colleagues
        title={t("transfer.awayGroup")}
        list={transfer.colleagues.filter((one) => !canGet(one))}
        transfer={transfer}
      />
    </div>
  );
}

interface ColleaguesProps {
  readonly title: string;
  readonly list: Transfer["colleagues"];
  readonly transfer: Transfer;
}

const Colleagues = ({ title, list, transfer }: ColleaguesProps) =>
  list.length > 0 ? (
    <>
      <div className={classes.group}>{title}</div>
      {list.map((one) => (
        <ColleagueOption key={one.id} colleague={one} transfer={transfer} />
      ))}
    </>
  ) : null;

interface ColleagueProps {
  readonly colleague: Transfer["colleagues"][number];
  readonly transfer: Transfer;
}

function ColleagueOption({ colleague, transfer }: ColleagueProps) {
  const { t } = useTranslation();
  const { status, openConversations: open, maxConversations: max } = colleague;
  const away = isAway(colleague);
  const reason = away ? t("transfer.away") : open >= max ? t("transfer.full") : undefined;
  return (
    <Option
      target={{ kind: "agent", id: colleague.id, name: colleague.name }}
      transfer={transfer}
      reason={reason}
      icon={<Avatar name={colleague.name} size={24} />}
      detail={
        <>
          <Dot
            tone={away ? "grey" : status.status === "ready" ? "green" : "amber"}
            shape={away ? "hollow" : "full"}
          />{" "}
          {status.present ? t(`status.${status.status}`) : t("status.absent")} ·{" "}
          {t("transfer.load", { open, max })}
        </>
      }
    />
  );
}

interface OptionProps {
  readonly target: Target;
  readonly transfer: Transfer;
  readonly icon: ReactNode;
  readonly detail: ReactNode;
  readonly reason?: string | undefined;
}

function Option({ target, transfer, icon, detail, reason }: OptionProps) {
  const chosen = transfer.target?.id === target.id;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row with two lines is more than a radio input can show.
    <button
      type="button"
      role="radio"
      className={classes.option}
      aria-checked={chosen}
      aria-disabled={reason ? true : undefined}
      // The arrows reach them, to read why; Tab goes on to the note.
      tabIndex={reason ? -1 : 0}
      title={reason}
      onClick={() => !reason && transfer.setTarget(target)}
    >
      {icon}
      <span className={`${classes.optionName} one-line`}>{target.name}</span>
      <span className="quiet small numbers">{detail}</span>
    </button>
  );
}
