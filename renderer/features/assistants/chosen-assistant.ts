import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

const chosen = createStore<{ readonly id: string | null }>()(() => ({ id: null }));

/** Narrows the conversations of assistants to those of one; null: of all. */
export const chooseAssistant = (id: string | null): void => chosen.setState({ id });

export const useChosenAssistant = (): string | null => useStore(chosen, ({ id }) => id);
