import { Button, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { type MissedItem, undoSeconds } from "#shared/contract/missed.ts";
import classes from "./missed.module.css";
import { Facts, Look } from "./missed-facts.tsx";
import { useMissedChange } from "./use-missed.ts";

interface MissedDetailsProps {
  readonly item: MissedItem;
  readonly onOpen: (conversationId: string) => void;
}

/** One who was missed: what he wrote, how he is reached, and what is done about it. */
export function MissedDetails({ item, onOpen }: MissedDetailsProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.details}>
      <Facts item={item} />
      <Note key={item.note} item={item} />
      <Deeds item={item} />
      <Look item={item} onOpen={onOpen} />
      <p className={classes.hint}>{t("missed.closes")}</p>
    </div>
  );
}

function Note({ item }: { item: MissedItem }) {
  const { t } = useTranslation();
  const [note, setNote] = useState(item.note ?? "");
  const { change, busy } = useMissedChange();
  const isNew = note.trim() !== (item.note ?? "");
  return (
    <>
      <Textarea
        label={t("missed.note")}
        size="xs"
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {isNew ? (
        <Button
          size="xs"
          variant="default"
          loading={busy}
          onClick={() => void change((client) => client.missed.note({ missedId: item.id, note }))}
        >
          {t("missed.saveNote")}
        </Button>
      ) : null}
    </>
  );
}

/** Taking, giving back, and saying that it is done; the last can be taken back for some seconds. */
function Deeds({ item }: { item: MissedItem }) {
  const { t } = useTranslation();
  const me = useMe();
  const { change } = useMissedChange();
  const noticeId = useId();
  const one = { missedId: item.id };
  const others =
    item.takenBy && item.takenBy.id !== me.id ? t("missed.takenBy", { name: item.takenBy.name }) : undefined;
  const undo = () => {
    notifications.hide(noticeId);
    void change((client) => client.missed.undo(one));
  };
  const done = async () => {
    if (!(await change((client) => client.missed.done(one)))) return;
    notifications.show({
      id: noticeId,
      color: "green",
      autoClose: undoSeconds * 1_000 - 2_000,
      message: (
        <span className={classes.notice}>
          {t("missed.doneNotice", { name: item.customer.name })}
          <Button size="compact-xs" variant="default" onClick={undo}>
            {t("missed.undo")}
          </Button>
        </span>
      ),
    });
  };
  return (
    <div className={classes.deeds}>
      {item.takenBy?.id === me.id ? (
        <Button
          size="xs"
          variant="default"
          onClick={() => void change((client) => client.missed.release(one))}
        >
          {t("missed.release")}
        </Button>
      ) : (
        <Action
          size="xs"
          variant="default"
          reason={others}
          onClick={() => void change((client) => client.missed.take(one))}
        >
          {t("missed.take")}
        </Action>
      )}
      <Button size="xs" variant="default" onClick={() => void done()}>
        {t("missed.done")}
      </Button>
    </div>
  );
}
