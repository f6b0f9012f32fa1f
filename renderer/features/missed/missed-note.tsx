import { Button, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MissedItem } from "#shared/contract/missed.ts";
import classes from "./missed.module.css";
import { bothNotes, noteDrafts, useNote, withoutDraft } from "./missed-notes.ts";
import { useMissedChange } from "./use-missed.ts";

/** What the staff noted. What a colleague noted while one wrote stands above one's own; nothing is written over unseen. */
export function Note({ item }: { item: MissedItem }) {
  const { t } = useTranslation();
  const { text, isNew, theirs, write } = useNote(item);
  const { change, busy } = useMissedChange(item.id);
  const save = async (note: string) => {
    const done = await change((client) => client.missed.note({ missedId: item.id, note, seen: item.note }));
    if (done)
      noteDrafts.setState((all) => withoutDraft(all, { id: item.id, note: note.trim() || null }, text), true);
  };
  return (
    <>
      {theirs ? (
        <p className={classes.theirs}>
          <b>{t("missed.theirNote")}</b> {theirs}
        </p>
      ) : null}
      <Textarea
        label={t("missed.note")}
        size="xs"
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2_000}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {isNew ? (
        <div className={classes.deeds}>
          {theirs ? (
            <Button
              size="xs"
              variant="default"
              loading={busy}
              onClick={() => void save(bothNotes(theirs, text))}
            >
              {t("missed.saveBoth")}
            </Button>
          ) : null}
          <Button size="xs" variant="default" loading={busy} onClick={() => void save(text)}>
            {t(theirs ? "missed.saveMine" : "missed.saveNote")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
