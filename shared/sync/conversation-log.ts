import type { ConversationEvent, EventPage } from "#shared/contract/conversation-events.ts";
import type { LogView } from "./types.ts";

/** A window of a log plus what arrived ahead of its turn. Immutable. */
export interface LogState extends LogView {
  /** News beyond a gap, waiting for what is missing. By seq, ascending. */
  readonly ahead: readonly ConversationEvent[];
  /** The newest number known to exist. */
  readonly head: number;
}

export const emptyLog = (conversationId: string): LogState => ({
  conversationId,
  events: [],
  firstSeq: 0,
  lastSeq: 0,
  loaded: false,
  hasOlder: false,
  failure: null,
  ahead: [],
  head: 0,
});

/** True when something between `lastSeq` and the head is missing. */
export const hasGap = (log: LogState): boolean => log.loaded && log.head > log.lastSeq;

const withAhead = (ahead: readonly ConversationEvent[], event: ConversationEvent) =>
  ahead.some(({ seq }) => seq === event.seq)
    ? ahead
    : [...ahead, event].sort((left, right) => left.seq - right.seq);

/** Takes from `ahead` all that joins on without a gap. */
function join(log: LogState): LogState {
  const joined: ConversationEvent[] = [];
  let last = log.lastSeq;
  let index = 0;
  for (; index < log.ahead.length; index++) {
    const event = log.ahead[index] as ConversationEvent;
    if (event.seq <= last) continue;
    if (event.seq !== last + 1) break;
    joined.push(event);
    last = event.seq;
  }
  if (joined.length === 0) return index === 0 ? log : { ...log, ahead: log.ahead.slice(index) };
  return {
    ...log,
    events: [...log.events, ...joined],
    firstSeq: log.events.length === 0 ? (joined[0]?.seq ?? 0) : log.firstSeq,
    lastSeq: last,
    head: Math.max(log.head, last),
    ahead: log.ahead.slice(index),
  };
}

/** One piece of news. Old and repeated ones change nothing; early ones wait for what is missing. */
export function withEvent(log: LogState, event: ConversationEvent): LogState {
  const head = Math.max(log.head, event.seq);
  if (log.loaded && event.seq <= log.lastSeq) return head === log.head ? log : { ...log, head };
  const next = { ...log, head, ahead: withAhead(log.ahead, event) };
  return log.loaded ? join(next) : next;
}

/** The newest page: the log's first content. */
export function withNewestPage(log: LogState, page: EventPage): LogState {
  // A fetch that was given up has answered after all; what came meanwhile must not be taken back.
  if (log.loaded) return withNewerPage(log, page);
  const first = page.events[0]?.seq ?? 0;
  const last = page.events.at(-1)?.seq ?? 0;
  return join({
    ...log,
    events: page.events,
    firstSeq: first,
    lastSeq: last,
    loaded: true,
    hasOlder: first > 1,
    failure: null,
    head: Math.max(log.head, page.lastSeq, last),
  });
}

/** A page of what came after `lastSeq`. */
export function withNewerPage(log: LogState, page: EventPage): LogState {
  const ahead = page.events.reduce(withAhead, log.ahead);
  return join({ ...log, ahead, head: Math.max(log.head, page.lastSeq) });
}

/** A page of what came before `firstSeq`; anything that does not join on is left out. */
export function withOlderPage(log: LogState, page: EventPage): LogState {
  if (page.events.length === 0) return { ...log, hasOlder: false };
  const older = page.events.filter(({ seq }) => seq < log.firstSeq);
  if (older.at(-1)?.seq !== log.firstSeq - 1) return log;
  const firstSeq = older[0]?.seq ?? log.firstSeq;
  return { ...log, events: [...older, ...log.events], firstSeq, hasOlder: firstSeq > 1 };
}
