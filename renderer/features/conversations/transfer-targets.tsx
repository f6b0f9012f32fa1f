import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconStack2, IconUsersGroup } from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty } from "#renderer/ui/notes.tsx";
import { Dot } from "#renderer/ui/signs.tsx";
import classes from "./header.module.css";
import { TransferOption } from "./transfer-option.tsx";
import { isAway, isBusy, type Person, type Transfer } from "./use-transfer.ts";

/** Moves between the choices with the arrow keys. */
function walk(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[Math.min(all.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))]?.focus();
}

/** People with availability and free places, groups with how many are there, queues with those that wait. */
export function TransferTargets({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  if (transfer.loading) {
    return (
      <Delayed>
        <Bone width="100%" height={28} />
      </Delayed>
    );
  }
  const { people, groups, queues } = transfer;
  if (people.length + groups.length + queues.length === 0) return <Empty title={t("transfer.nobody")} />;
  return (
    <div
      className={classes.options}
      role="radiogroup"
      aria-label={t("transfer.choose")}
      onKeyDown={walk}
      tabIndex={-1}
    >
      <People
        title={t("transfer.colleagues")}
        list={people.filter((one) => !isAway(one))}
        transfer={transfer}
      />
      <Groups transfer={transfer} />
      <Queues transfer={transfer} />
      <People title={t("transfer.awayGroup")} list={people.filter(isAway)} transfer={transfer} />
    </div>
  );
}

function Groups({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  if (transfer.groups.length === 0) return null;
  return (
    <>
      <div className={classes.group}>{t("working.transfer.groups")}</div>
      {transfer.groups.map(({ id, name, available }) => (
        <TransferOption
          key={id}
          target={{ kind: "group", id, name }}
          transfer={transfer}
          icon={<IconUsersGroup size={18} stroke={1.6} aria-hidden />}
          detail={
            available > 0
              ? t("working.transfer.available", { count: available })
              : t("working.transfer.nobodyAvailable")
          }
        />
      ))}
    </>
  );
}

function Queues({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  if (transfer.queues.length === 0) return null;
  return (
    <>
      <div className={classes.group}>{t("transfer.queues")}</div>
      {transfer.queues.map(({ id, name, waiting, open }) => (
        <TransferOption
          key={id}
          target={{ kind: "queue", id, name }}
          transfer={transfer}
          icon={<IconStack2 size={18} stroke={1.6} aria-hidden />}
          detail={
            <>
              <Dot tone={open ? "green" : "grey"} shape={open ? "full" : "hollow"} />{" "}
              {t(open ? "working.transfer.open" : "working.transfer.closed")} ·{" "}
              {t("transfer.waiting", { count: waiting })}
            </>
          }
        />
      ))}
    </>
  );
}

interface PeopleProps {
  readonly title: string;
  readonly list: readonly Person[];
  readonly transfer: Transfer;
}

const People = ({ title, list, transfer }: PeopleProps) =>
  list.length > 0 ? (
    <>
      <div className={classes.group}>{title}</div>
      {list.map((one) => (
        <PersonOption key={one.id} person={one} transfer={transfer} />
      ))}
    </>
  ) : null;

/** What fits beside what he has, in words. */
function useFree({ free }: Person): string {
  const { t } = useTranslation();
  const what = [
    ...(free.chat > 0 ? [t("working.transfer.freeChats", { count: free.chat })] : []),
    ...(free.voice > 0 ? [t("working.transfer.freeVoice")] : []),
    ...(free.video > 0 ? [t("working.transfer.freeVideo")] : []),
  ];
  if (what.length === 0) return t("working.transfer.noneFree");
  return t("working.transfer.free", { what: what.join(", ") });
}

function PersonOption({ person, transfer }: { person: Person; transfer: Transfer }) {
  const { t } = useTranslation();
  const free = useFree(person);
  const away = isAway(person);
  const { status } = person;
  const left = person.present && status !== "offline";
  const state =
    person.customName ?? t(status === "custom" || status === "paused" ? "status.dnd" : `status.${status}`);
  const reason = away ? t(left ? "working.transfer.dnd" : "transfer.away") : undefined;
  const tone = status === "ready" ? "green" : "amber";
  return (
    <TransferOption
      target={{ kind: "agent", id: person.id, name: person.name }}
      transfer={transfer}
      reason={reason}
      icon={<Avatar name={person.name} size={24} />}
      detail={
        <>
          <Dot
            tone={away ? "grey" : isBusy(person, transfer.medium) ? "amber" : tone}
            shape={away ? "hollow" : "full"}
          />{" "}
          {person.present ? state : t("status.absent")}
          {away ? null : ` · ${free}`}
        </>
      }
    />
  );
}
