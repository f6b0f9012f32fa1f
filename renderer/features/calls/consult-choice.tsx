import { useTranslation } from "react-i18next";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconInbox, IconUsersGroup } from "#renderer/ui/icons.ts";
import { Dot } from "#renderer/ui/signs.tsx";
import type { Contacts } from "#shared/contract/softphone.ts";
import classes from "./call-parts.module.css";
import type { Consulted } from "./use-calls.ts";

type Person = Contacts["people"][number];

/** Somebody who can be asked, or a group or queue of which one is asked who is free. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly extension: string | null;
  readonly to: Consulted;
  readonly kind: "person" | "group" | "queue";
  readonly person: Person | null;
  /** Of a group or queue. */
  readonly free: number;
  readonly isAway: boolean;
  readonly isBusy: boolean;
}

/** Those who fit what is searched, by name or extension; who can be asked now stands first. */
export function choicesIn(contacts: Contacts | undefined, search: string): Choice[] {
  const wanted = search.trim().toLowerCase();
  const line =
    (kind: "group" | "queue", to: (id: string) => Consulted) => (one: Contacts["groups"][number]) => ({
      ...{ kind, id: one.id as string, name: one.name, extension: one.extension, to: to(one.id) },
      ...{ person: null, free: one.free, isAway: one.free === 0, isBusy: false },
    });
  const all: Choice[] = [
    ...(contacts?.people ?? []).map((person) => ({
      ...{ kind: "person" as const, id: person.id, name: person.name, extension: person.extension, person },
      ...{ to: { userId: person.id }, free: 0, isBusy: person.inCall },
      isAway: !person.present || person.status === "offline",
    })),
    ...(contacts?.groups ?? []).map(line("group", (groupId) => ({ groupId }))),
    ...((contacts?.queues ?? []) as unknown as Contacts["groups"]).map(
      line("queue", (queueId) => ({ queueId })),
    ),
  ];
  return all
    .filter(({ name, extension }) => name.toLowerCase().includes(wanted) || extension?.startsWith(wanted))
    .sort((a, b) => Number(a.isAway || a.isBusy) - Number(b.isAway || b.isBusy));
}

interface ChoiceProps {
  readonly choice: Choice;
  readonly busy: boolean;
  readonly onAsk: () => void;
}

/** Whom one asks by a press; whoever cannot be asked now says why. */
export function ConsultChoice({ choice, busy, onAsk }: ChoiceProps) {
  const { t } = useTranslation();
  const { name, extension, kind, isAway, isBusy } = choice;
  const closed = isAway || isBusy || busy;
  const Icon = kind === "queue" ? IconInbox : IconUsersGroup;
  return (
    <button
      type="button"
      className={classes.person}
      data-row
      aria-disabled={closed || undefined}
      title={isAway ? t("transfer.away") : undefined}
      onClick={() => !closed && onAsk()}
    >
      {kind === "person" ? <Avatar name={name} size={24} /> : <Icon size={22} stroke={1.5} aria-hidden />}
      <span className="one-line">
        {name} {extension ? <span className="quiet small numbers">{extension}</span> : null}
      </span>
      <Says choice={choice} />
    </button>
  );
}

function Says({ choice: { person, free, isAway, isBusy } }: Pick<ChoiceProps, "choice">) {
  const { t } = useTranslation();
  if (!person) return <span className="quiet small">{t("softphone.free", { count: free })}</span>;
  const { status, customName, present } = person;
  const state =
    customName ?? t(status === "custom" || status === "paused" ? "status.dnd" : `status.${status}`);
  return (
    <span className="quiet small">
      <Dot
        tone={isAway ? "grey" : isBusy || status !== "ready" ? "amber" : "green"}
        shape={isAway ? "hollow" : "full"}
      />{" "}
      {present ? state : t("status.absent")}
      {!isAway && isBusy ? ` · ${t("calls.consult.onCall")}` : null}
    </span>
  );
}
