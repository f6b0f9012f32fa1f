import { createStore } from "zustand/vanilla";

/** What has been entered and not saved; null: as the conversation has it. */
export interface WrapUpDraft {
  readonly disposition: string | null;
  readonly topicIds: readonly string[] | null;
  readonly tagIds: readonly string[] | null;
  readonly note: string;
}

export const emptyDraft: WrapUpDraft = { disposition: null, topicIds: null, tagIds: null, note: "" };

export interface DraftsState {
  readonly byId: Readonly<Record<string, WrapUpDraft>>;
}

/** What is entered stays while another conversation is open, and when its time ends before it is saved. */
export const wrapUpDrafts = createStore<DraftsState>()(() => ({ byId: {} }));

/** Changes one field of a draft. */
export const entered = (state: DraftsState, id: string, change: Partial<WrapUpDraft>): DraftsState => ({
  byId: { ...state.byId, [id]: { ...(state.byId[id] ?? emptyDraft), ...change } },
});

/** Forgets a draft: it was saved, or is not wanted. */
export function forgotten(state: DraftsState, id: string): DraftsState {
  const { [id]: _, ...byId } = state.byId;
  return { byId };
}
