import type { StoredFile } from "#shared/contract/files.ts";

/** What has been entered of after-contact work and not saved; null: as the conversation has it. */
export interface WrapUpDraft {
  readonly disposition: string | null;
  readonly topicIds: readonly string[] | null;
  readonly tagIds: readonly string[] | null;
  readonly note: string;
}

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
  readonly wrapUp?: WrapUpDraft | undefined;
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
  draft.message === "" && draft.note === "" && draft.files.length === 0 && draft.wrapUp === undefined;
