import { describe, expect, it } from "vitest";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { OutboxEntry } from "#shared/sync/types.ts";
import { linesOf } from "./lines.ts";

const ana = { kind: "agent", id: "u1", name: "Ana" } as const;
const customer = { kind: "customer", id: "c1", name: "Marina" } as const;
const event = (seq: number, author: object, body: object, minute = 0, clientId: string | null = null) =>
  ({
    conversationId: "c",
    seq,
    clientId,
    author,
    visibility: "public",
    at: new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString(),
    body,
  }) as ConversationEvent;
const said = (text: string) => ({ kind: "message", text, files: [] });
const log = (...events: ConversationEvent[]) => ({
  conversationId: "c",
  events,
  firstSeq: 1,
  lastSeq: events.length,
  loaded: true,
  hasOlder: false,
  failure: null,
});
const entry = (clientId: string, state: OutboxEntry["state"], failure: string | null = null) =>
  ({
    clientId,
    conversationId: "c",
    kind: "message",
    text: clientId,
    fileIds: [],
    createdAt: Date.UTC(2026, 10, 20, 12, 9),
    order: 1,
    state,
    failure,
  }) satisfies OutboxEntry;
const nothing = { log: null, outbox: [], starting: null, conversation: null };
const messages = (state: Parameters<typeof linesOf>[0]) =>
  linesOf(state).flatMap((line) => (line.kind === "message" ? line : []));

describe("the lines of the conversation", () => {
  it("name the files of a message that still waits", () => {
    const outbox = [{ ...entry("a", "queued"), fileIds: ["f1"], fileNames: ["receipt.pdf"] }];
    expect(messages({ ...nothing, outbox }).map(({ unsentFiles }) => unsentFiles)).toEqual([["receipt.pdf"]]);
  });

  it("tell truly how far one's own messages are: read, sent, waiting, failed", () => {
    const state = {
      ...nothing,
      log: log(event(1, customer, said("a")), event(2, customer, said("b"))),
      outbox: [entry("c", "queued"), entry("d", "failed", "conversation.not_found")],
      conversation: { agentRead: 1 } as never,
    };
    expect(messages(state).map(({ text, delivery }) => [text, delivery])).toEqual([
      ["a", "read"],
      ["b", "sent"],
      ["c", "queued"],
      ["d", "failed"],
    ]);
  });

  it("show a message once, though it is in the log and still in the outbox", () => {
    const state = {
      ...nothing,
      log: log(event(1, customer, said("hello"), 0, "x")),
      outbox: [entry("x", "sending")],
    };
    expect(messages(state)).toHaveLength(1);
    expect(messages(state)[0]).toMatchObject({ key: "x", delivery: "sent" });
  });

  it("keep what was written first, from the form, until the log has it", () => {
    const starting = { clientId: "s", name: "", email: "", text: "Hi", createdAt: 0, failure: null };
    expect(messages({ ...nothing, starting })[0]).toMatchObject({ text: "Hi", delivery: "sending" });
    const arrived = { ...nothing, starting, log: log(event(1, customer, said("Hi"), 0, "s")) };
    expect(messages(arrived)).toHaveLength(1);
  });

  it("say who joined, and that it was handed over, closed and opened again", () => {
    const bodies = [
      { kind: "opened", queue: { id: "q", name: "Orders" } },
      { kind: "assigned", agent: { id: "u1", name: "Ana" } },
      { kind: "transferred", from: null, toAgent: null, toQueue: null },
      { kind: "closed", outcome: null },
      { kind: "reopened" },
    ];
    const state = { ...nothing, log: log(...bodies.map((body, at) => event(at + 1, ana, body))) };
    expect(linesOf(state).map((line) => line.kind === "system" && line.text)).toEqual([
      "joined",
      "handedOver",
      "ended",
      "reopened",
    ]);
  });

  it("put messages of one author within five minutes together", () => {
    const state = {
      ...nothing,
      log: log(
        event(1, ana, said("a"), 0),
        event(2, ana, said("b"), 4),
        event(3, ana, said("c"), 20),
        event(4, customer, said("d"), 21),
      ),
    };
    expect(messages(state).map(({ first, last }) => [first, last])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  it("offer what an assistant asks on its newest message alone, until something is said or happens", () => {
    const asked = (text: string) => ({ ...said(text), choices: ["Delivery", "A person"] });
    const offered = (...events: ConversationEvent[]) =>
      messages({ ...nothing, log: log(...events) }).map(({ choices }) => choices?.length ?? 0);
    const [first, mine, second] = [
      event(1, ana, asked("Which?")),
      event(2, customer, said("Delivery"), 1),
      event(3, ana, asked("Anything else?"), 2),
    ];
    expect(offered(first)).toEqual([2]);
    expect(offered(first, mine)).toEqual([0, 0]);
    expect(offered(first, mine, second)).toEqual([0, 0, 2]);
    const handed = event(4, ana, { kind: "assigned", agent: { name: "Ana" } }, 3);
    expect(offered(first, mine, second, handed)).toEqual([0, 0, 0]);
  });
});
