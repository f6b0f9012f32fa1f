import { Button, Popover, Select, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconPencil } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { callOutcomes, type PastCall } from "#shared/contract/softphone.ts";
import classes from "./softphone.module.css";
import { useNote } from "./use-softphone.ts";

interface NoteFormProps {
  readonly call: Pick<PastCall, "id" | "note" | "outcome">;
  readonly onDone: () => void;
}

/** What a call was about, and what came of it. Ctrl+Enter saves. */
export function NoteForm({ call, onDone }: NoteFormProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState(call.note);
  const [outcome, setOutcome] = useState<string | null>(call.outcome);
  const save = useNote(() => {
    notifications.show({ color: "green", message: t("softphone.note.saved") });
    onDone();
  });
  const send = () => save.mutate({ callId: call.id, note, outcome: outcome as PastCall["outcome"] });
  return (
    <form
      className={classes.note}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.ctrlKey) send();
      }}
    >
      <Textarea
        label={t("softphone.note.text")}
        data-autofocus
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Select
        label={t("softphone.note.outcome")}
        placeholder={t("softphone.note.none")}
        clearable
        comboboxProps={{ withinPortal: false }}
        data={callOutcomes.map((value) => ({ value, label: t(`softphone.outcome.${value}`) }))}
        value={outcome}
        onChange={setOutcome}
      />
      <ErrorNote text={save.error ? problemText(problemOf(save.error)) : undefined} />
      <Button type="submit" size="compact-md" loading={save.isPending}>
        {t("app.save")}
      </Button>
    </form>
  );
}

/** The note of a call that goes on, beside its other tools. */
export function CallNote({ callId }: { callId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="top" withinPortal shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <IconAction label={t("softphone.note.open")} pressed={open} size={34} onClick={() => setOpen(!open)}>
          <IconPencil size={18} stroke={1.7} />
        </IconAction>
      </Popover.Target>
      <Popover.Dropdown w={300}>
        {open ? <Noted callId={callId} onDone={() => setOpen(false)} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function Noted({ callId, onDone }: { callId: string; onDone: () => void }) {
  const { api } = useDesk();
  const query = useQuery({
    ...api.softphone.noted.queryOptions({ input: { callId: callId as never } }),
    staleTime: 0,
    retry: false,
  });
  if (query.error) return <ErrorNote text={problemText(problemOf(query.error))} />;
  return query.data && !query.isFetching ? <NoteForm call={query.data as PastCall} onDone={onDone} /> : null;
}
