import { useTranslation } from "react-i18next";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconInbox, IconUserCircle, IconUsersGroup } from "#renderer/ui/icons.ts";
import { Dot } from "#renderer/ui/signs.tsx";
import type { Contacts } from "#shared/contract/softphone.ts";
import { writtenOut } from "./dialled.ts";
import classes from "./softphone.module.css";
import type { Callee } from "./use-dial.ts";

/** Somebody or something that can be called, as a list shows it. */
export interface Contact {
  readonly id: string;
  readonly kind: "person" | "group" | "queue" | "customer";
  readonly name: string;
  readonly extension: string | null;
  readonly callee: Callee;
  /** Nobody would answer now. */
  readonly isAway: boolean;
  readonly isBusy: boolean;
  readonly says: string;
}

type Person = Contacts["people"][number];

function usePersonSays() {
  const { t } = useTranslation();
  return ({ present, status, customName, inCall }: Person): string => {
    if (!present || status === "offline") return t("softphone.away");
    if (inCall) return t("softphone.inCall");
    return customName ?? t(status === "custom" || status === "paused" ? "status.dnd" : `status.${status}`);
  };
}

/** Contacts in the order in which they are shown: people, groups, queues, customers. */
export function useContactList(contacts: Contacts | undefined): Contact[] {
  const { t } = useTranslation();
  const personSays = usePersonSays();
  if (!contacts) return [];
  const lines = (kind: "group" | "queue", all: Contacts["groups"] | Contacts["queues"]): Contact[] =>
    all.map(({ id, name, extension, free }) => ({
      ...{ id, kind, name, extension, isBusy: false, isAway: free === 0 },
      callee: kind === "group" ? { groupId: id } : { queueId: id },
      says: t("softphone.free", { count: free }),
    }));
  return [
    ...contacts.people.map((person) => ({
      ...{ id: person.id, kind: "person" as const, name: person.name, extension: person.extension },
      callee: { userId: person.id },
      isAway: !person.present || person.status === "offline",
      isBusy: person.inCall,
      says: personSays(person),
    })),
    ...lines("group", contacts.groups),
    ...lines("queue", contacts.queues),
    ...contacts.customers.map(({ id, name, phone }) => ({
      ...{ id, kind: "customer" as const, name, extension: null, isAway: false, isBusy: false },
      callee: { number: phone, numberId: null },
      says: writtenOut(phone),
    })),
  ];
}

const icons = {
  group: IconUsersGroup,
  queue: IconInbox,
  customer: IconUserCircle,
} as const;

const dots = {
  away: { tone: "grey", shape: "hollow" },
  busy: { tone: "amber", shape: "bar" },
  free: { tone: "green", shape: "full" },
} as const;

interface ContactRowProps {
  readonly contact: Contact;
  /** Why nobody can be called now. */
  readonly reason: string | undefined;
  readonly onCall: (contact: Contact) => void;
}

/** One contact: pressed, he is called. Whoever cannot be called now says why. */
export function ContactRow({ contact, reason, onCall }: ContactRowProps) {
  const { t } = useTranslation();
  const { kind, name, extension, isAway, isBusy, says } = contact;
  const closed = isAway || isBusy || reason !== undefined;
  const isSeveral = kind === "group" || kind === "queue";
  return (
    <button
      type="button"
      className={classes.contact}
      data-row
      aria-disabled={closed || undefined}
      title={reason ?? (isSeveral ? t("softphone.ringsAll") : t("softphone.callWho", { name }))}
      onClick={() => !closed && onCall(contact)}
    >
      <Sign contact={contact} />
      <span className={classes.contactText}>
        <bdi className="one-line">{name}</bdi>
        <span className="quiet small one-line">
          {kind === "customer" ? null : (
            <>
              <Dot {...(isAway ? dots.away : isBusy ? dots.busy : dots.free)} />{" "}
            </>
          )}
          {says}
        </span>
      </span>
      {extension ? <span className={`${classes.extension} numbers`}>{extension}</span> : null}
    </button>
  );
}

function Sign({ contact: { kind, name } }: Pick<ContactRowProps, "contact">) {
  if (kind === "person") return <Avatar name={name} size={24} />;
  const Icon = icons[kind];
  return <Icon size={22} stroke={1.5} aria-hidden />;
}
