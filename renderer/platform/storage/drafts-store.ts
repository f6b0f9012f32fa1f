import type { DeskDatabase } from "./database.ts";
import { type Draft, emptyDraft, isEmptyDraft } from "./draft.ts";

export interface DraftsStore {
  get(conversationId: string): Draft;
  /** Kept at once in memory and within 300 ms on disk. */
  set(draft: Draft): void;
  /** Told when the draft of a conversation changes, here or in another window of this person. */
  onChange(conversationId: string, listener: (draft: Draft) => void): () => void;
  /** Writes what is still to be written; for the moment before the window goes. */
  flush(): Promise<void>;
}

/** Where drafts lie. */
export interface DraftsDisk {
  all(): Promise<Draft[]>;
  put(draft: Draft): Promise<unknown>;
  remove(conversationId: string): Promise<unknown>;
}

/** The way to the other windows of the same person. */
export interface DraftsLink {
  post(draft: Draft): void;
  onDraft(listener: (draft: Draft) => void): void;
  close(): void;
}

const delayMs = 200;

/** Drafts in memory, written behind. Windows agree: what one has sent is not still standing in the other. */
export async function createDraftsStore(disk: DraftsDisk, link?: DraftsLink): Promise<DraftsStore> {
  const drafts = new Map((await disk.all()).map((draft) => [draft.conversationId, draft]));
  const unwritten = new Map<string, Draft>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const listeners = new Set<{ id: string; hear: (draft: Draft) => void }>();
  const tell = (draft: Draft) => {
    for (const { id, hear } of listeners) if (id === draft.conversationId) hear(draft);
  };
  link?.onDraft((draft) => {
    drafts.set(draft.conversationId, draft);
    // The other window writes it; an older one of ours must not go over it.
    unwritten.delete(draft.conversationId);
    tell(draft);
  });

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
      link?.post(draft);
      tell(draft);
      timer ??= setTimeout(() => void flush(), delayMs);
    },
    onChange(id, hear) {
      const entry = { id, hear };
      listeners.add(entry);
      return () => void listeners.delete(entry);
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

/** The other windows of one person in one workspace. */
export function draftsLink(name: string): DraftsLink {
  const channel = new BroadcastChannel(name);
  return {
    post: (draft) => channel.postMessage(draft),
    onDraft: (listener) => channel.addEventListener("message", ({ data }) => listener(data as Draft)),
    close: () => channel.close(),
  };
}
