import { createSource, type Observable } from "#shared/sync/observable.ts";
import { type ChatState, firstState, isSeen, unreadIn } from "./chat-state.ts";
import type { LanguageTag } from "./i18n/index.ts";

export interface ChatStore {
  readonly state: Observable<ChatState>;
  read(): ChatState;
  set(change: Partial<ChatState>): void;
}

/** The frame's state; counts the unread with every change, and tells when their number is another. */
export function createChatStore(
  language: LanguageTag,
  sound: boolean,
  readUpTo: () => number,
  unreadChanged: (count: number) => void,
): ChatStore {
  const state = createSource(firstState(language, sound));
  return {
    state,
    read: state.get,
    set(change) {
      const next = { ...state.get(), ...change };
      const read = Math.max(next.conversation?.read ?? 0, readUpTo());
      const unread = isSeen(next) ? 0 : unreadIn(next.log, read);
      const before = state.get().unread;
      state.set({ ...next, unread });
      if (unread !== before) unreadChanged(unread);
    },
  };
}
