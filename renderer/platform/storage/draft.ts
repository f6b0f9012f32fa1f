import type { StoredFile } from "#shared/contract/files.ts";

/** What somebody has written and not sent. Reply and note apart, so that a note never slips into a reply. */
export interface Draft {
  readonly conversationId: string;
  readonly mode: "message" | "note";
  readonly message: string;
  readonly note: string;
  readonly files: readonly StoredFile[];
  readonly updatedAt: number;
  /** The log's last number at the first letter: what colleagues say behind it, its author may not have seen. */
  readonly begunAfter?: number | undefined;
}

export const emptyDraft = (conversationId: string): Draft => ({
  conversationId,
  mode: "message",
  message: "",
  note: "",
  files: [],
  updatedAt: 0,
});

export const isEmptyDraft = (draft: Draft) =>
  draft.message === "" && draft.note === "" && draft.files.length === 0;
