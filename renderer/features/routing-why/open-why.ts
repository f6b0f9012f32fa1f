import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

const opened = createStore<{ readonly noWork: boolean }>()(() => ({ noWork: false }));

/** Opens or closes "Why am I not getting work?": the status menu and the command palette open the same. */
export const openWhyNoWork = (noWork = true): void => opened.setState({ noWork });

/** Whether it stands open. */
export const useWhyNoWork = (): boolean => useStore(opened, ({ noWork }) => noWork);
