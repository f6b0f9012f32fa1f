import { Modal, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { IconSearch } from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { walkRows } from "#renderer/ui/walk-rows.ts";
import type { Contacts } from "#shared/contract/softphone.ts";
import classes from "./call-parts.module.css";
import { ConsultChoice, choicesIn } from "./consult-choice.tsx";
import { ConsultNumber } from "./consult-number.tsx";
import type { CallCommands } from "./use-calls.ts";

interface ConsultProps {
  /** A customer waits meanwhile; otherwise it is a call between colleagues. */
  readonly hasCustomer: boolean;
  readonly commands: CallCommands;
  readonly onClose: () => void;
}

/** Chooses whom to ask while the customer waits: a colleague, one of a group or queue who is free, or a number outside. */
export function ConsultDialog({ hasCustomer, commands, onClose }: ConsultProps) {
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
  const choices = choicesIn(targets.data as Contacts | undefined, search);
  const run = (asked: Promise<unknown>) => void asked.then(onClose, setError);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("calls.consult.title")}
      size={440}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <div className={classes.dialog}>
        {hasCustomer ? <p className="quiet small">{t("calls.consult.hint")}</p> : null}
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
        {hasCustomer ? <ConsultNumber typed={search} commands={commands} onRun={run} /> : null}
        {targets.data && choices.length === 0 ? <Empty title={t("transfer.nobody")} /> : null}
        <ul className={classes.people} aria-label={t("transfer.colleagues")} onKeyDown={walkRows}>
          {choices.map((choice) => (
            <li key={choice.id}>
              <ConsultChoice
                choice={choice}
                busy={commands.busy}
                onAsk={() => run(commands.consult(choice.to))}
              />
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}
