import { createStore } from "zustand/vanilla";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { Conversation, Cursors } from "#shared/contract/conversations.ts";
import type { DeskSnapshot } from "#shared/contract/socket.ts";

export interface ConversationsState {
  readonly byId: Readonly<Record<string, Conversation>>;
  /** False until the first snapshot: the lists are unknown, not empty. */
  readonly known: boolean;
}

const furthest = (a: Cursors, b: Cursors): Cursors => ({
  customerDelivered: Math.max(a.customerDelivered, b.customerDelivered),
  customerRead: Math.max(a.customerRead, b.customerRead),
  agentRead: Math.max(a.agentRead, b.agentRead),
});

const isNewer = (a: Conversation, b: Conversation) =>
  a.version > b.version || (a.version === b.version && a.lastSeq > b.lastSeq);

const put = (state: ConversationsState, conversation: Conversation): ConversationsState => ({
  ...state,
  byId: { ...state.byId, [conversation.id]: conversation },
});

/** Keeps the newer of two records, and of each cursor the further one: replays and late arrivals change nothing. */
export function withConversation(state: ConversationsState, news: Conversation): ConversationsState {
  const known = state.byId[news.id];
  if (!known) return put(state, news);
  const [newer, older] = isNewer(news, known) ? [news, known] : [known, news];
  const cursors = furthest(known.cursors, news.cursors);
  const talk = older.lastSeq > newer.lastSeq ? older : newer;
  const same = newer === known && sameCursors(cursors, known.cursors) && talk === known;
  if (same) return state;
  return put(state, { ...newer, cursors, lastSeq: talk.lastSeq, lastMessage: talk.lastMessage });
}

const sameCursors = (a: Cursors, b: Cursors) =>
  a.customerDelivered === b.customerDelivered &&
  a.customerRead === b.customerRead &&
  a.agentRead === b.agentRead;

/** Moves the cursors on; they only ever grow. */
export function withCursors(state: ConversationsState, id: string, cursors: Cursors): ConversationsState {
  const known = state.byId[id];
  if (!known) return state;
  const next = furthest(known.cursors, cursors);
  return sameCursors(next, known.cursors) ? state : put(state, { ...known, cursors: next });
}

/** A new entry of a log shows in the list before the conversation's own record arrives. */
export function withEvent(state: ConversationsState, event: ConversationEvent): ConversationsState {
  const known = state.byId[event.conversationId];
  if (!known || event.seq <= known.lastSeq) return state;
  const { body, author, seq, at } = event;
  const lastMessage =
    body.kind === "message"
      ? { seq, authorKind: author.kind, preview: body.text.slice(0, 140) || body.files[0]?.name || "", at }
      : known.lastMessage;
  return put(state, { ...known, lastSeq: seq, lastMessage });
}

/** What the snapshot does not list is not in the lists any more; records of others that are open stay readable. */
export function withSnapshot(
  state: ConversationsState,
  { mine, unassigned }: Pick<DeskSnapshot, "mine" | "unassigned">,
  myId: string,
): ConversationsState {
  const listed = new Set([...mine, ...unassigned].map(({ id }) => id as string));
  const kept = Object.values(state.byId).filter(
    (one) => listed.has(one.id) || one.state === "closed" || (one.assignee && one.assignee.id !== myId),
  );
  const start: ConversationsState = {
    known: true,
    byId: Object.fromEntries(kept.map((one) => [one.id, one])),
  };
  return [...mine, ...unassigned].reduce(withConversation, start);
}

export const createConversationsStore = () =>
  createStore<ConversationsState>()(() => ({ byId: {}, known: false }));
export const conversationsStore = createConversationsStore();
export type ConversationsStore = ReturnType<typeof createConversationsStore>;

const by =
  (moment: (one: Conversation) => string | null) =>
  (a: Conversation, b: Conversation): number =>
    (moment(a) ?? a.createdAt).localeCompare(moment(b) ?? b.createdAt);

/** In his hands: open, or ended and not wrapped up yet. */
const isMine = (one: Conversation, myId: string): boolean =>
  one.wrapUp ? one.wrapUp.userId === myId : one.state === "assigned" && one.assignee?.id === myId;

/** One's own open conversations, in the order they came: places 1 to 9 do not jump. */
export const mineOf = (state: ConversationsState, myId: string): Conversation[] =>
  Object.values(state.byId)
    .filter((one) => isMine(one, myId))
    .sort(by((one) => one.assignedAt));

/** Those that wait, the longest first. */
export const unassignedOf = (state: ConversationsState): Conversation[] =>
  Object.values(state.byId)
    .filter((one) => one.state === "waiting")
    .sort(by((one) => one.waitingSince));
