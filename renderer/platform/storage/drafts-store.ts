import type { DeskDatabase } from "./database.ts";
import { type Draft, emptyDraft, isEmptyDraft } from "./draft.ts";

export interface DraftsStore {
  get(conversationId: string): Draft;
  /** Kept at once in memory and within 300 ms on disk. */
  set(draft: Draft): void;
  /** Writes what is still to be written; for the moment before the window goes. */
  flush(): Promise<void>;
}

/** Where drafts lie. */
export interface DraftsDisk {
  all(): Promise<Draft[]>;
  put(draft: Draft): Promise<unknown>;
  remove(conversationId: string): Promise<unknown>;
}

const delayMs = 200;

/** Drafts in memory, written behind. */
export async function createDraftsStore(disk: DraftsDisk): Promise<DraftsStore> {
  const drafts = new Map((await disk.all()).map((draft) => [draft.conversationId, draft]));
  const unwritten = new Map<string, Draft>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...unwritten.values()];
    unwritten.clear();
    await Promise.all(
      batch.map((draft) => (isEmptyDraft(draft) ? disk.remove(draft.conversationId) : disk.put(draft))),
    );
  }

  return {
    get: (conversationId) => drafts.get(conversationId) ?? emptyDraft(conversationId),
    set(draft) {
      drafts.set(draft.conversationId, draft);
      unwritten.set(draft.conversationId, draft);
      timer ??= setTimeout(() => void flush(), delayMs);
    },
    flush,
  };
}

/** Drafts in IndexedDB. */
export const draftsDisk = (db: DeskDatabase): DraftsDisk => ({
  all: () => db.getAll("drafts"),
  put: (draft) => db.put("drafts", draft),
  remove: (conversationId) => db.delete("drafts", conversationId),
});
