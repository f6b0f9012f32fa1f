import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { Cursors } from "#shared/contract/conversations.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import type { OutboxEntry } from "#shared/sync/index.ts";

export type BubbleState = "queued" | "sending" | "failed" | "sent" | "delivered" | "read";

export interface BubbleRow {
  readonly kind: "bubble";
  readonly key: string;
  readonly seq: number | null;
  readonly clientId: string | null;
  readonly side: "ours" | "theirs";
  readonly isNote: boolean;
  /** A supervisor who watches says it to the agent. */
  readonly isWhisper: boolean;
  readonly author: string;
  readonly isMe: boolean;
  /** Said by the system itself, in the workspace's name, or by an assistant. */
  readonly isAutomatic: boolean;
  readonly text: string;
  /** What an assistant offered to choose, and which of it the customer took; null: none, or his own words. */
  readonly choices: readonly string[];
  readonly chosen: string | null;
  readonly files: readonly StoredFile[];
  /** Files of a message that is still on its way, known only by number and name. */
  readonly fileCount: number;
  readonly fileNames: readonly string[];
  readonly at: number;
  /** First and last of a run by the same person: they carry the name and the time. */
  readonly first: boolean;
  readonly last: boolean;
  /** Null where there is nothing to tell: what others wrote, and notes. */
  readonly state: BubbleState | null;
  readonly failure: string | null;
}

export type Row =
  | BubbleRow
  | { readonly kind: "day"; readonly key: string; readonly at: number }
  | { readonly kind: "system"; readonly key: string; readonly event: ConversationEvent }
  | { readonly kind: "unread"; readonly key: string }
  | { readonly kind: "start"; readonly key: string }
  | { readonly kind: "older"; readonly key: string };

export interface TimelineFacts {
  readonly events: readonly ConversationEvent[];
  readonly outbox: readonly OutboxEntry[];
  readonly cursors: Cursors;
  readonly myId: string;
  readonly myName: string;
  readonly hasOlder: boolean;
  /** The line "New" stands before the first message of the customer after this number; null for none. */
  readonly unreadAfter: number | null;
  /** The day of a moment on the person's clock, as something to compare. */
  readonly dayOf: (ms: number) => number;
}

const runMs = 5 * 60_000;

/** How far a message of ours has come. */
export function stateOf(seq: number, cursors: Cursors): BubbleState {
  if (seq <= cursors.customerRead) return "read";
  return seq <= cursors.customerDelivered ? "delivered" : "sent";
}

function bubbleOf(
  event: ConversationEvent,
  facts: TimelineFacts,
  answers: ReadonlyMap<number, string>,
): BubbleRow | undefined {
  const { body, author, seq, clientId } = event;
  if (body.kind !== "message" && body.kind !== "note") return undefined;
  const side = author.kind === "customer" ? "theirs" : "ours";
  const isNote = body.kind === "note";
  return {
    kind: "bubble",
    key: clientId ?? `seq-${seq}`,
    seq,
    clientId,
    side,
    isNote,
    isWhisper: body.kind === "note" && body.whisper === true,
    author: author.name,
    isMe: author.kind === "agent" && author.id === facts.myId,
    isAutomatic: author.kind === "system" || author.kind === "bot",
    text: body.text,
    choices: (body.kind === "message" && body.choices) || [],
    chosen: answers.get(seq) ?? null,
    files: body.files,
    fileCount: 0,
    fileNames: [],
    at: Date.parse(event.at),
    first: true,
    last: true,
    state: side === "ours" && !isNote ? stateOf(seq, facts.cursors) : null,
    failure: null,
  };
}

const onItsWay = (entry: OutboxEntry, facts: TimelineFacts): BubbleRow => ({
  kind: "bubble",
  key: entry.clientId,
  seq: null,
  clientId: entry.clientId,
  side: "ours",
  isNote: entry.kind === "note",
  isWhisper: false,
  author: facts.myName,
  isMe: true,
  isAutomatic: false,
  text: entry.text,
  choices: [],
  chosen: null,
  files: [],
  fileCount: entry.fileIds.length,
  fileNames: entry.fileNames ?? [],
  at: entry.createdAt,
  first: true,
  last: true,
  state: entry.state,
  failure: entry.failure,
});

const continues = (before: Row | undefined, next: BubbleRow): before is BubbleRow =>
  before?.kind === "bubble" &&
  before.side === next.side &&
  before.isNote === next.isNote &&
  before.isWhisper === next.isWhisper &&
  before.author === next.author &&
  next.at - before.at < runMs &&
  before.state !== "failed";

/** The log and the outbox as the rows one sees, oldest first. What is in the log is not drawn a second time. */
export function timelineRows(facts: TimelineFacts): Row[] {
  const rows: Row[] = [{ kind: facts.hasOlder ? "older" : "start", key: facts.hasOlder ? "older" : "start" }];
  const sent = new Set<string>();
  let day: number | undefined;
  let markUnread = facts.unreadAfter;
  const answers = chosenIn(facts.events);

  const add = (row: Row, at: number) => {
    const next = facts.dayOf(at);
    if (next !== day) rows.push({ kind: "day", key: `day-${next}`, at });
    day = next;
    const before = rows.at(-1);
    if (row.kind === "bubble" && continues(before, row)) {
      rows[rows.length - 1] = { ...before, last: false };
      rows.push({ ...row, first: false });
    } else rows.push(row);
  };

  for (const event of facts.events) {
    if (event.clientId) sent.add(event.clientId);
    const bubble = bubbleOf(event, facts, answers);
    if (markUnread !== null && event.seq > markUnread && bubble?.side === "theirs") {
      rows.push({ kind: "unread", key: "unread" });
      markUnread = null;
    }
    const row: Row = bubble ?? { kind: "system", key: `seq-${event.seq}`, event };
    add(row, Date.parse(event.at));
  }
  for (const entry of facts.outbox) {
    if (sent.has(entry.clientId)) continue;
    const row = onItsWay(entry, facts);
    // The client's clock may be wrong: what is still to be sent never opens a day of its own but the first.
    add(row, day === undefined ? row.at : Math.max(row.at, lastMoment(facts)));
  }
  return rows;
}

/** Which offered choice the customer's next words name, by the number of the message that offered it. */
function chosenIn(events: readonly ConversationEvent[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  let offer: { readonly seq: number; readonly choices: readonly string[] } | null = null;
  for (const { seq, author, body } of events) {
    if (body.kind !== "message") continue;
    if (author.kind === "customer") {
      const said = body.text.trim();
      const chosen = offer?.choices.find((one) => one.trim() === said);
      if (offer && chosen !== undefined) found.set(offer.seq, chosen);
      offer = null;
    } else offer = body.choices?.length ? { seq, choices: body.choices } : null;
  }
  return found;
}

const lastMoment = ({ events }: TimelineFacts) => Date.parse(events.at(-1)?.at ?? "1970-01-01T00:00:00Z");

/** How many of the customer's messages came after this number. */
export function newerThan(events: readonly ConversationEvent[], seq: number): number {
  let count = 0;
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i];
    if (!event || event.seq <= seq) break;
    if (event.author.kind === "customer" && event.body.kind === "message") count++;
  }
  return count;
}
