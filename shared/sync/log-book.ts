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
import { type Clock, type SyncTransport, TransportFailure } from "./types.ts";

const pageSize = 100;
/** A fetch may hang on a connection that is dead without knowing. */
const fetchMs = 8_000;

interface OpenLog {
  /** Stays the same for good: screens keep it over closing and opening. */
  readonly source: Source<LogState>;
  holders: number;
  /** Grows when the log is emptied; pages asked for before that are thrown away. */
  age: number;
  /** One fetch at a time; news that comes meanwhile waits in `ahead`. */
  filling: Promise<void> | null;
  loadingOlder: Promise<void> | null;
}

/** All logs that some screen holds open, each fetched up to its head. */
export interface LogBook {
  /** The log's state; empty unless it is held. */
  source(conversationId: string): Source<LogState>;
  hold(conversationId: string): { first: boolean };
  /** True when nobody holds it any more; its entries are forgotten then. */
  release(conversationId: string): boolean;
  isHeld(conversationId: string): boolean;
  held(): string[];
  hear(event: ConversationEvent): void;
  /** Fetches until the window reaches `head`. Throws what the transport throws. */
  fill(conversationId: string, head: number): Promise<void>;
  loadOlder(conversationId: string): Promise<void>;
  /**
   * At every new connection: fetches still under way are given up. Cursors are worth something only within an
   * epoch; a new one empties every log.
   */
  enter(epoch: string): void;
}

export interface LogBookDeps {
  readonly transport: Pick<SyncTransport, "fetchEvents">;
  readonly clock: Clock;
  /** Hears every entry that is fetched. */
  readonly onEvents: (events: readonly ConversationEvent[]) => void;
  /** News has shown a gap, and it could not be filled. */
  readonly onStuck: (conversationId: string, error: unknown) => void;
}

const inTime = <T>(clock: Clock, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const cancel = clock.after(fetchMs, () => reject(new TransportFailure("no page in time")));
    work.then(resolve, reject).finally(cancel);
  });

const needsMore = (log: LogState): boolean => !log.loaded || hasGap(log);

const empty = (entry: OpenLog): void => {
  entry.age++;
  entry.filling = null;
  entry.loadingOlder = null;
  entry.source.set(emptyLog(entry.source.get().conversationId));
};

/** Makes the book. */
export function createLogBook({ transport, clock, onEvents, onStuck }: LogBookDeps): LogBook {
  const logs = new Map<string, OpenLog>();
  let epoch: string | null = null;

  const logOf = (id: string): OpenLog => {
    const known = logs.get(id);
    if (known) return known;
    const source = createSource(emptyLog(id));
    const entry = { source, holders: 0, age: 0, filling: null, loadingOlder: null };
    logs.set(id, entry);
    return entry;
  };

  type Window = { conversationId: string; after?: number; before?: number };
  const fetch = async (window: Window): Promise<EventPage> => {
    const asked = epoch;
    const query = { ...window, limit: pageSize, ...(asked ? { epoch: asked } : {}) };
    const page = await inTime(clock, transport.fetchEvents(query));
    if (asked && page.epoch !== asked) throw new TransportFailure("a page of another epoch");
    onEvents(page.events);
    return page;
  };

  /** One page nearer to the head. */
  async function step(entry: OpenLog): Promise<void> {
    const { source, age } = entry;
    const { conversationId, loaded, lastSeq } = source.get();
    const page = await fetch(loaded ? { conversationId, after: lastSeq } : { conversationId });
    if (entry.age !== age) return;
    source.set(loaded ? withNewerPage(source.get(), page) : withNewestPage(source.get(), page));
    if (loaded && hasGap(source.get()) && source.get().lastSeq === lastSeq)
      throw new TransportFailure("the log ends before its head");
  }

  const fill = (entry: OpenLog): Promise<void> => {
    if (entry.filling) return entry.filling;
    const { age, source } = entry;
    const isMine = () => entry.age === age && entry.filling === filling;
    const run = async () => {
      await null; // `filling` is known from here on.
      try {
        while (isMine() && needsMore(source.get())) await step(entry);
      } catch (error) {
        // Given up meanwhile: whoever fetches now answers for the log.
        if (isMine()) throw error;
      } finally {
        if (isMine()) entry.filling = null;
      }
    };
    const filling: Promise<void> = run();
    entry.filling = filling;
    return filling;
  };

  async function readOlder(entry: OpenLog): Promise<void> {
    const { source, age } = entry;
    const { firstSeq, conversationId } = source.get();
    const page = await fetch({ conversationId, before: firstSeq });
    if (entry.age === age) source.set(withOlderPage(source.get(), page));
  }

  return {
    source: (id) => logOf(id).source,
    hold: (id) => ({ first: ++logOf(id).holders === 1 }),
    release(id) {
      const entry = logs.get(id);
      if (!entry?.holders || --entry.holders > 0) return false;
      empty(entry);
      return true;
    },
    isHeld: (id) => (logs.get(id)?.holders ?? 0) > 0,
    held: () => [...logs].filter(([, { holders }]) => holders > 0).map(([id]) => id),
    hear(event) {
      const entry = logs.get(event.conversationId);
      if (!entry?.holders) return;
      entry.source.set(withEvent(entry.source.get(), event));
      if (!hasGap(entry.source.get()) || entry.filling) return;
      fill(entry).catch((error: unknown) => onStuck(event.conversationId, error));
    },
    async fill(id, head) {
      const entry = logs.get(id);
      if (!entry?.holders) return;
      const log = entry.source.get();
      if (head > log.head) entry.source.set({ ...log, head });
      await fill(entry);
    },
    async loadOlder(id) {
      const entry = logOf(id);
      const { hasOlder, loaded } = entry.source.get();
      if (!loaded || !hasOlder) return;
      const reading = entry.loadingOlder ?? readOlder(entry);
      entry.loadingOlder = reading;
      try {
        await reading;
      } finally {
        if (entry.loadingOlder === reading) entry.loadingOlder = null;
      }
    },
    enter(next) {
      const changed = epoch !== null && epoch !== next;
      epoch = next;
      for (const entry of logs.values()) {
        if (changed) empty(entry);
        entry.filling = null;
        entry.loadingOlder = null;
      }
    },
  };
}
