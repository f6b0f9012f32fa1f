import { Modal, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconSearch } from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { Dot } from "#renderer/ui/signs.tsx";
import type { Contacts } from "#shared/contract/softphone.ts";
import classes from "./call-parts.module.css";
import type { CallCommands } from "./use-calls.ts";

type Person = Contacts["people"][number];

/** Why a colleague cannot be asked now: he is not there, or in a call already. */
const isAway = ({ present, status }: Person) => !present || status === "offline";
const isOnCall = ({ inCall }: Person) => inCall;

interface ConsultProps {
  readonly commands: CallCommands;
  readonly onClose: () => void;
}

/** Chooses a colleague who is rung while the customer waits. */
export function ConsultDialog({ commands, onClose }: ConsultProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [search, setSearch] = useState("");
  const [error, setError] = useState<unknown>();
  const targets = useQuery({
    ...api.softphone.contacts.queryOptions({ input: {} }),
    staleTime: 0,
    // Who is there changes while one is looking.
    refetchInterval: 4_000,
  });
  const failed = error ?? targets.error;
  const wanted = search.trim().toLowerCase();
  const people = ((targets.data?.people ?? []) as Person[])
    .filter(({ name, extension }) => name.toLowerCase().includes(wanted) || extension?.startsWith(wanted))
    .sort((a, b) => Number(isAway(a) || isOnCall(a)) - Number(isAway(b) || isOnCall(b)));
  const ask = (person: Person) => commands.consult(person.id).then(onClose, setError);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("calls.consult.title")}
      size={440}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <div className={classes.dialog}>
        <p className="quiet small">{t("calls.consult.hint")}</p>
        <TextInput
          aria-label={t("calls.consult.search")}
          placeholder={t("calls.consult.search")}
          leftSection={<IconSearch size={15} />}
          data-autofocus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <ErrorNote text={failed ? problemText(problemOf(failed)) : undefined} />
        {targets.isPending ? (
          <Delayed>
            <Bone width="100%" height={28} />
          </Delayed>
        ) : null}
        {targets.data && people.length === 0 ? <Empty title={t("transfer.nobody")} /> : null}
        <ul className={classes.people} aria-label={t("transfer.colleagues")}>
          {people.map((person) => (
            <li key={person.id}>
              <PersonButton person={person} busy={commands.busy} onAsk={() => void ask(person)} />
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}

interface PersonProps {
  readonly person: Person;
  readonly busy: boolean;
  readonly onAsk: () => void;
}

function PersonButton({ person, busy, onAsk }: PersonProps) {
  const { t } = useTranslation();
  const away = isAway(person);
  const closed = away || isOnCall(person) || busy;
  const { status, customName, extension } = person;
  const state =
    customName ?? t(status === "custom" || status === "paused" ? "status.dnd" : `status.${status}`);
  return (
    <button
      type="button"
      className={classes.person}
      aria-disabled={closed || undefined}
      title={away ? t("transfer.away") : undefined}
      onClick={() => !closed && onAsk()}
    >
      <Avatar name={person.name} size={24} />
      <span className="one-line">
        {person.name} {extension ? <span className="quiet small numbers">{extension}</span> : null}
      </span>
      <span className="quiet small">
        <Dot
          tone={away ? "grey" : isOnCall(person) || status !== "ready" ? "amber" : "green"}
          shape={away ? "hollow" : "full"}
        />{" "}
        {person.present ? state : t("status.absent")}
        {!away && isOnCall(person) ? ` · ${t("calls.consult.onCall")}` : null}
      </span>
    </button>
  );
}
