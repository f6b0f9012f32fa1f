import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

const chosen = createStore<{ readonly id: string | null }>()(() => ({ id: null }));

/** Narrows the conversations of assistants to those of one; null: of all. */
export const chooseAssistant = (id: string | null): void => chosen.setState({ id });

/** The choice as it stands: one that no assistant of now answers to is none. `known` undefined: nobody knows yet. */
export const choiceAmong = (choice: string | null, known: readonly string[] | undefined): string | null =>
  choice !== null && known && !known.includes(choice) ? null : choice;

export const useChosenAssistant = (): string | null => useStore(chosen, ({ id }) => id);
