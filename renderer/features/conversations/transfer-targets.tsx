import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconStack2 } from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty } from "#renderer/ui/notes.tsx";
import { Dot } from "#renderer/ui/signs.tsx";
import classes from "./header.module.css";
import { isAway, type Target, type Transfer } from "./use-transfer.ts";

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
      {transfer.colleagues.length > 0 ? (
        <div className={classes.group}>{t("transfer.colleagues")}</div>
      ) : null}
      {transfer.colleagues.map((one) => (
        <ColleagueOption key={one.id} colleague={one} transfer={transfer} />
      ))}
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
    </div>
  );
}

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
      title={reason}
      onClick={() => !reason && transfer.setTarget(target)}
    >
      {icon}
      <span className={`${classes.optionName} one-line`}>{target.name}</span>
      <span className="quiet small numbers">{detail}</span>
    </button>
  );
}
