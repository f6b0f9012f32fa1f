import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

/** The item that is unfolded: kept beside the list, which is made anew when a conversation is opened from it. */
const unfolded = createStore<{ readonly id: string | null }>()(() => ({ id: null }));

export const unfold = (id: string | null): void => unfolded.setState({ id });

export const useUnfolded = (): string | null => useStore(unfolded, ({ id }) => id);
