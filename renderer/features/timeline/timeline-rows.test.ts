import { describe, expect, it } from "vitest";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { OutboxEntry } from "#shared/sync/index.ts";
import { type BubbleRow, newerThan, type TimelineFacts, timelineRows } from "./timeline-rows.ts";

const start = Date.parse("2026-11-20T10:00:00Z");
const ana = { kind: "agent", id: "ana", name: "Ana" } as const;
const bia = { kind: "customer", id: "bia", name: "Bia" } as const;

function message(
  seq: number,
  author: typeof ana | typeof bia,
  part: Partial<ConversationEvent> = {},
): ConversationEvent {
  return {
    conversationId: "c1" as ConversationEvent["conversationId"],
    seq,
    clientId: null,
    author,
    visibility: "public",
    at: new Date(start + seq * 10_000).toISOString(),
    body: { kind: "message", text: `text ${seq}`, files: [] },
    ...part,
  };
}

const entry = (clientId: string, part: Partial<OutboxEntry> = {}): OutboxEntry => ({
  clientId,
  conversationId: "c1",
  kind: "message",
  text: clientId,
  fileIds: [],
  createdAt: start + 900_000,
  order: 1,
  state: "queued",
  failure: null,
  ...part,
});

const facts = (part: Partial<TimelineFacts>): TimelineFacts => ({
  events: [],
  outbox: [],
  cursors: { customerDelivered: 0, customerRead: 0, agentRead: 0 },
  myId: "ana",
  myName: "Ana",
  hasOlder: false,
  unreadAfter: null,
  dayOf: (ms) => Math.floor(ms / 86_400_000),
  ...part,
});

const bubbles = (part: Partial<TimelineFacts>) =>
  timelineRows(facts(part)).filter((row): row is BubbleRow => row.kind === "bubble");

describe("the rows of a timeline", () => {
  it("names the files of a message that still waits", () => {
    const outbox = [entry("a", { fileIds: ["f1"], fileNames: ["invoice.pdf"] })];
    expect(bubbles({ outbox }).map(({ fileNames }) => fileNames)).toEqual([["invoice.pdf"]]);
  });

  it("shows what an assistant offered, and which of it the customer took with his very next words", () => {
    const offers = (seq: number): ConversationEvent => ({
      ...message(seq, ana),
      author: { kind: "bot", id: "b", name: "Lumi" } as never,
      body: { kind: "message", text: "What is it about?", files: [], choices: ["Delivery", "A person"] },
    });
    const says = (seq: number, text: string) =>
      message(seq, bia, { body: { kind: "message", text, files: [] } });
    const events = [
      offers(1),
      says(2, "A person"),
      offers(3),
      says(4, "My lamp is late"),
      says(5, "Delivery"),
      offers(6),
    ];
    expect(bubbles({ events }).map(({ choices, chosen }) => [choices.length, chosen])).toEqual([
      [2, "A person"],
      [0, null],
      [2, null],
      [0, null],
      [0, null],
      [2, null],
    ]);
  });

  it("shows the true state of each message of ours, and none on the customer's", () => {
    const events = [message(1, ana), message(2, ana), message(3, ana), message(4, bia)];
    const cursors = { customerRead: 1, customerDelivered: 2, agentRead: 4 };
    expect(bubbles({ events, cursors }).map(({ state }) => state)).toEqual([
      "read",
      "delivered",
      "sent",
      null,
    ]);
  });

  it("claims nothing about notes, which no customer receives", () => {
    const body = { kind: "note", text: "vip", files: [] } as const;
    const [note] = bubbles({ events: [message(1, ana, { body: { ...body, files: [] } })] });
    expect([note?.isNote, note?.state]).toEqual([true, null]);
  });

  it("draws what waits in the outbox with its state and its reason", () => {
    const outbox = [
      entry("a", { state: "sending" }),
      entry("b"),
      entry("c", { state: "failed", failure: "conversation.closed" }),
    ];
    expect(bubbles({ outbox }).map(({ state, failure }) => [state, failure])).toEqual([
      ["sending", null],
      ["queued", null],
      ["failed", "conversation.closed"],
    ]);
  });

  it("draws a message once while it moves from the outbox into the log, under the same key", () => {
    const outbox = [entry("one")];
    const before = bubbles({ outbox });
    const events = [message(1, ana, { clientId: "one" as ConversationEvent["clientId"] })];
    const during = bubbles({ outbox, events });
    const after = bubbles({ events });
    expect([before, during, after].map((rows) => rows.map(({ key }) => key))).toEqual([
      ["one"],
      ["one"],
      ["one"],
    ]);
    expect(during[0]?.state).toBe("sent");
  });

  it("joins what one person writes within five minutes", () => {
    const late = message(9, bia, { at: new Date(start + 900_000).toISOString() });
    const rows = bubbles({ events: [message(1, bia), message(2, bia), message(3, ana), late] });
    expect(rows.map(({ first, last }) => [first, last])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  it("separates days, and marks where the unread begins", () => {
    const tomorrow = message(3, bia, { at: new Date(start + 86_400_000).toISOString() });
    const rows = timelineRows(
      facts({ events: [message(1, ana), message(2, bia), tomorrow], unreadAfter: 2 }),
    );
    expect(rows.map(({ kind }) => kind)).toEqual([
      "start",
      "day",
      "bubble",
      "bubble",
      "unread",
      "day",
      "bubble",
    ]);
  });

  it("says when older messages are on the server", () => {
    expect(timelineRows(facts({ hasOlder: true }))[0]?.kind).toBe("older");
  });

  it("counts only the customer's messages as new", () => {
    expect(newerThan([message(1, bia), message(2, ana), message(3, bia), message(4, bia)], 1)).toBe(2);
  });

  it("makes the rows of 10,000 messages within 60 ms, each with a key of its own", () => {
    const events = Array.from({ length: 10_000 }, (_, i) => message(i + 1, i % 3 ? bia : ana));
    const rows = timelineRows(facts({ events }));
    const times = Array.from({ length: 6 }, () => {
      const began = performance.now();
      timelineRows(facts({ events }));
      return performance.now() - began;
    });
    expect(Math.min(...times)).toBeLessThan(60);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });
});
