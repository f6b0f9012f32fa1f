import type { RefObject } from "react";
import type { Draft } from "#renderer/platform/storage/draft.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import { maxFiles } from "./use-attachments.ts";
import type { useDraft } from "./use-draft.ts";

interface Sheet {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly mode: Draft["mode"];
  /** What is in the box now. */
  readonly text: string;
  readonly draft: Draft;
  readonly change: ReturnType<typeof useDraft>["change"];
  readonly write: (next: string, mode?: Draft["mode"]) => void;
}

/** Puts pieces into what is being written; the caret stands behind them then. */
export function putPieces({ box, mode, text, draft, change, write }: Sheet) {
  const caretAt = (place: number) =>
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(place, place);
    });
  const attach = (files: readonly StoredFile[]) => {
    if (files.length > 0) change((now) => ({ files: [...now.files, ...files].slice(0, maxFiles) }));
  };

  /** Puts a piece and files in the place of a part of the text. */
  function replace(from: number, to: number, piece: string, files: readonly StoredFile[] = []) {
    write(text.slice(0, from) + piece + text.slice(to));
    attach(files);
    caretAt(from + piece.length);
  }

  const atCaret = (piece: string, files: readonly StoredFile[] = []) => {
    const area = box.current;
    replace(area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length, piece, files);
  };

  return {
    replace,
    insert: (piece: string) => atCaret(piece),
    /** Into the reply, whatever is being written now: at the caret of the reply, else behind what there is of it. */
    insertReply(piece: string, files: readonly StoredFile[]) {
      if (mode === "message") return atCaret(piece, files);
      const { message } = draft;
      const next = message === "" || /\s$/.test(message) ? message + piece : `${message} ${piece}`;
      change({ mode: "message" });
      write(next, "message");
      attach(files);
      caretAt(next.length);
    },
  };
}
