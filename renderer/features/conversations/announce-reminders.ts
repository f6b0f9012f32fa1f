import type { Conversation } from "#shared/contract/conversations.ts";
import { type ConversationsStore, conversationsStore, mineOf } from "./conversations-store.ts";

export interface Reminder {
  readonly serverNow: () => number;
  readonly remind: (conversation: Conversation, note: string | null) => void;
}

interface Parked {
  readonly until: number;
  readonly note: string | null;
}

const lookEveryMs = 1_000;
/** The server takes it up at its own second: one that is over so shortly before its moment came by the clock. */
const graceMs = 2_500;

/** Its moment has come: it is parked still, for want of a seat, or was taken up at that moment. */
const hasCome = (one: Conversation, { until }: Parked, now: number): boolean =>
  one.parked ? Date.parse(one.parked.until) === until && until <= now : until - graceMs <= now;

/** A parked conversation whose moment is to come. */
function entryOf({ id, parked }: Conversation, now: number): [string, Parked][] {
  const until = parked ? Date.parse(parked.until) : 0;
  return parked && until > now ? [[id, { until, note: parked.note }]] : [];
}

/**
 * Reminds of a parked conversation when its moment comes, once. Taken up by hand, or because the customer wrote, it
 * needs no reminder.
 */
export function announceReminders(
  myId: string,
  { serverNow, remind }: Reminder,
  store: ConversationsStore = conversationsStore,
) {
  let parked = new Map<string, Parked>();
  const look = () => {
    const now = serverNow();
    const mine = mineOf(store.getState(), myId);
    const before = parked;
    // First what is known from now on: who is reminded may look again meanwhile.
    parked = new Map(mine.flatMap((one) => entryOf(one, now)));
    for (const one of mine) {
      const known = before.get(one.id);
      if (known && hasCome(one, known, now)) remind(one, known.note);
    }
  };
  look();
  const stop = store.subscribe(look);
  const timer = setInterval(look, lookEveryMs);
  return () => {
    stop();
    clearInterval(timer);
  };
}
