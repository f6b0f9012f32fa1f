import type { ConversationEvent, EventPage } from "#shared/contract/conversation-events.ts";
import {
  emptyLog,
  hasGap,
  type LogState,
  withEvent,
  withNewerPage,
  withNewestPage,
  withOlderPage,
} from "./conversation-log.ts";
import { createSource, type Source } from "./observable.ts";
import type { SyncTransport } from "./types.ts";

const pageSize = 100;

interface OpenLog {
  readonly source: Source<LogState>;
  holders: number;
  /** One fetch at a time; news that comes meanwhile waits in `ahead`. */
  filling: Promise<void> | null;
}

/** All logs that some screen holds open, each fetched up to its head. */
export interface LogBook {
  /** The log's state; an unknown one starts empty. */
  source(conversationId: string): Source<LogState>;
  hold(conversationId: string): { first: boolean };
  /** True when nobody holds it any more; it is forgotten then. */
  release(conversationId: string): boolean;
  held(): string[];
  hear(event: ConversationEvent): void;
  /** Fetches until the window reaches `head`. Throws what the transport throws. */
  fill(conversationId: string, head: number): Promise<void>;
  loadOlder(conversationId: string): Promise<void>;
  /** Cursors are worth something only within an epoch; a new one empties every log. */
  enter(epoch: string): void;
}

/** Makes the book. `onEvents` hears every entry that is fetched. */
export function createLogBook(
  transport: Pick<SyncTransport, "fetchEvents">,
  onEvents: (events: readonly ConversationEvent[]) => void,
): LogBook {
  const logs = new Map<string, OpenLog>();
  let epoch: string | null = null;

  const logOf = (id: string): OpenLog => {
    let entry = logs.get(id);
    if (!entry) {
      entry = { source: createSource(emptyLog(id)), holders: 0, filling: null };
      logs.set(id, entry);
    }
    return entry;
  };

  const fetch = async (query: {
    conversationId: string;
    after?: number;
    before?: number;
  }): Promise<EventPage> => {
    const page = await transport.fetchEvents({ ...query, limit: pageSize, ...(epoch ? { epoch } : {}) });
    onEvents(page.events);
    return page;
  };

  /** One page nearer to the head; false when it brought nothing. */
  async function step({ source }: OpenLog): Promise<boolean> {
    const started = epoch;
    const { conversationId, loaded, lastSeq } = source.get();
    const page = await fetch(loaded ? { conversationId, after: lastSeq } : { conversationId });
    if (epoch !== started) return false;
    source.set(loaded ? withNewerPage(source.get(), page) : withNewestPage(source.get(), page));
    return !loaded || source.get().lastSeq > lastSeq;
  }

  async function fillAll(entry: OpenLog): Promise<void> {
    let moved = true;
    while (moved && (!entry.source.get().loaded || hasGap(entry.source.get()))) moved = await step(entry);
  }

  const fillOnce = (entry: OpenLog): Promise<void> => {
    if (entry.filling) return entry.filling;
    const filling = fillAll(entry).finally(() => {
      if (entry.filling === filling) entry.filling = null;
    });
    entry.filling = filling;
    return filling;
  };

  return {
    source: (id) => logOf(id).source,
    hold: (id) => ({ first: ++logOf(id).holders === 1 }),
    release(id) {
      const entry = logs.get(id);
      if (!entry || --entry.holders > 0) return false;
      logs.delete(id);
      return true;
    },
    held: () => [...logs].filter(([, { holders }]) => holders > 0).map(([id]) => id),
    hear(event) {
      const entry = logs.get(event.conversationId);
      if (!entry) return;
      entry.source.set(withEvent(entry.source.get(), event));
      // A failed fetch is made good by the next news or the next catching up.
      if (hasGap(entry.source.get())) fillOnce(entry).catch(() => {});
    },
    async fill(id, head) {
      const entry = logOf(id);
      const log = entry.source.get();
      if (head > log.head) entry.source.set({ ...log, head });
      await fillOnce(entry);
      // News may have opened a gap while the last fetch was being joined.
      if (hasGap(entry.source.get())) await fillOnce(entry);
    },
    async loadOlder(id) {
      const { source } = logOf(id);
      const { firstSeq, hasOlder, loaded, conversationId } = source.get();
      if (!loaded || !hasOlder) return;
      const page = await fetch({ conversationId, before: firstSeq });
      source.set(withOlderPage(source.get(), page));
    },
    enter(next) {
      if (epoch !== null && epoch !== next) {
        for (const entry of logs.values()) {
          entry.filling = null;
          entry.source.set(emptyLog(entry.source.get().conversationId));
        }
      }
      epoch = next;
    },
  };
}
