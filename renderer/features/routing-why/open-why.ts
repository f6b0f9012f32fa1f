import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

interface Opened {
  readonly noWork: boolean;
  readonly waiting: boolean;
  /** The conversation of which it can be asked now how it was routed. */
  readonly asked: string | null;
  /** The one of which it is. */
  readonly open: string | null;
}

const opened = createStore<Opened>()(() => ({ noWork: false, waiting: false, asked: null, open: null }));

/** Opens or closes "Why am I not getting work?": the status menu and the command palette open the same. */
export const openWhyNoWork = (noWork = true): void => opened.setState({ noWork });

/** Whether it stands open. */
export const useWhyNoWork = (): boolean => useStore(opened, ({ noWork }) => noWork);

/** Opens or closes "Who waits": the top bar and the command palette open the same. */
export const openWhoWaits = (waiting = true): void => opened.setState({ waiting });

/** Whether it stands open. */
export const useWhoWaits = (): boolean => useStore(opened, ({ waiting }) => waiting);

/** As long as a conversation is open it can be asked how it was routed. Returns the remover. */
export function offerHowRouted(conversationId: string): () => void {
  opened.setState({ asked: conversationId, open: null });
  return () => opened.setState({ asked: null, open: null });
}

/** Opens "How it was routed" for the conversation that is open. */
export const openHowRouted = (): void => opened.setState(({ asked }) => ({ open: asked }));
export const closeHowRouted = (): void => opened.setState({ open: null });

/** Of which conversation it can be asked, and of which it is. */
export const useHowRouted = (): Opened => useStore(opened);
