import { useMemo } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { MissedItem } from "#shared/contract/missed.ts";

/** A note that is being written, and the one that stood there as it was begun. */
export interface NoteDraft {
  readonly text: string;
  readonly seen: string | null;
}

export type NoteDrafts = Readonly<Record<string, NoteDraft>>;
type Noted = Pick<MissedItem, "id" | "note">;

/** What is written to an item; what was begun stays with the note that stood there then. */
export function withDraft(drafts: NoteDrafts, { id, note }: Noted, text: string): NoteDrafts {
  const { [id]: begun, ...others } = drafts;
  const seen = begun ? begun.seen : note;
  return text === (note ?? "") ? others : { ...others, [id]: { text, seen } };
}

/** As {@link withDraft}, once it was saved: unless more was written meanwhile, there is no draft any more. */
export function withoutDraft(drafts: NoteDrafts, { id, note }: Noted, saved: string): NoteDrafts {
  const { [id]: begun, ...others } = drafts;
  if (!begun || begun.text === saved) return others;
  return { ...others, [id]: { text: begun.text, seen: note } };
}

/** What the field shows, whether it is new, and what a colleague noted since it was begun. */
export function noteOf({ note }: Noted, draft: NoteDraft | undefined) {
  if (!draft) return { text: note ?? "", isNew: false, theirs: null };
  const isNew = draft.text.trim() !== (note ?? "");
  const theirs = isNew && (draft.seen ?? "") !== (note ?? "") ? (note ?? "") : null;
  return { text: draft.text, isNew, theirs };
}

/** Both notes, one below the other. */
export const bothNotes = (theirs: string, mine: string): string =>
  [theirs, mine.trim()].filter((one) => one !== "").join("\n");

/** Kept beside the list, so that neither folding a row nor news of it loses what was written. */
export const noteDrafts = createStore<NoteDrafts>()(() => ({}));

export function useNote(item: Noted) {
  const draft = useStore(noteDrafts, (drafts) => drafts[item.id]);
  return useMemo(
    () => ({
      ...noteOf(item, draft),
      write: (text: string) => noteDrafts.setState((all) => withDraft(all, item, text), true),
    }),
    [item, draft],
  );
}
