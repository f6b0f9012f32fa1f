import type { LogBook } from "./log-book.ts";
import { isCoded, isPassing } from "./passing.ts";

export interface WatchingDeps {
  readonly book: LogBook;
  readonly request: <T>(command: string, input: unknown) => Promise<T>;
  /** Something shown could not be made current. */
  readonly falter: () => void;
}

/** Tells the server which conversations are looked at, and fetches what they lack. */
export interface Watching {
  /** Throws when it may be tried again; a final refusal becomes the log's failure. */
  watch(conversationId: string): Promise<void>;
  watchOrFalter(conversationId: string): void;
  /** News of a log that could not be shown: perhaps it can now. */
  heard(conversationId: string): void;
  unwatch(conversationId: string): void;
  /** A log that was current has a gap that could not be filled. */
  stuck(conversationId: string, error: unknown): void;
}

/** Makes it, over a book of logs. */
export function createWatching({ book, request, falter }: WatchingDeps): Watching {
  const underWay = new Map<string, Promise<void>>();

  const setFailure = (id: string, failure: string | null) => {
    const source = book.source(id);
    if (book.isHeld(id) && source.get().failure !== failure) source.set({ ...source.get(), failure });
  };

  /** True when the refusal is final, and shown. */
  const isFinal = (id: string, error: unknown): boolean => {
    if (!isCoded(error) || isPassing(error.code)) return false;
    setFailure(id, error.code);
    return true;
  };

  async function ask(id: string): Promise<void> {
    try {
      const { lastSeq } = await request<{ lastSeq: number }>("conversation.watch", { conversationId: id });
      await book.fill(id, lastSeq);
      setFailure(id, null);
    } catch (error) {
      if (!isFinal(id, error)) throw error;
    }
  }

  function watch(id: string): Promise<void> {
    const asking = ask(id).finally(() => {
      if (underWay.get(id) === asking) underWay.delete(id);
    });
    underWay.set(id, asking);
    return asking;
  }

  const watchOrFalter = (id: string) => void watch(id).catch(falter);

  return {
    watch,
    watchOrFalter,
    heard(id) {
      const isMissing = book.isHeld(id) && book.source(id).get().failure !== null;
      if (isMissing && !underWay.has(id)) watchOrFalter(id);
    },
    unwatch(id) {
      // Not before an earlier "watch" is answered: the server might carry them out the other way round.
      const leave = () => {
        if (!book.isHeld(id)) request("conversation.unwatch", { conversationId: id }).catch(() => {});
      };
      (underWay.get(id) ?? Promise.resolve()).then(leave, leave);
    },
    stuck(id, error) {
      if (!isFinal(id, error)) falter();
    },
  };
}
