import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import {
  type ConversationsState,
  mineOf,
  unassignedOf,
  withConversation,
  withCursors,
  withEvent,
  withSnapshot,
} from "./conversations-store.ts";

const at = "2026-11-20T10:00:00Z";
const conversation = (part: Partial<Conversation> = {}): Conversation =>
  ({
    id: "c1",
    version: 1,
    state: "assigned",
    channel: "web",
    queue: { id: "q", name: "Orders" },
    customer: { id: "k", name: "Bia", email: null, verified: false },
    assignee: { id: "ana", name: "Ana" },
    assignmentToken: 1,
    lastSeq: 1,
    lastMessage: null,
    cursors: { customerDelivered: 0, customerRead: 0, agentRead: 0 },
    page: null,
    language: null,
    outcome: null,
    createdAt: at,
    waitingSince: null,
    assignedAt: at,
    closedAt: null,
    ...part,
  }) as Conversation;
const stateOf = (...all: Conversation[]): ConversationsState => ({
  known: true,
  byId: Object.fromEntries(all.map((one) => [one.id, one])),
});

describe("news of conversations", () => {
  it("ends in the same record in whatever order and however often it arrives", () => {
    const news = [1, 2, 3, 4].map((version) =>
      conversation({
        version,
        lastSeq: version * 2,
        cursors: { customerDelivered: version, customerRead: 4 - version, agentRead: version },
      }),
    );
    const last = news.reduce(withConversation, stateOf());
    void fc.assert(
      fc.property(
        fc.shuffledSubarray([...news, ...news, ...news], { minLength: 12, maxLength: 12 }),
        (shuffled) => {
          expect(shuffled.reduce(withConversation, stateOf())).toEqual(last);
        },
      ),
    );
  });

  it("changes nothing for a replay, so nothing is drawn again", () => {
    const state = stateOf(conversation({ version: 3 }));
    expect(withConversation(state, conversation({ version: 3 }))).toBe(state);
    expect(withConversation(state, conversation({ version: 2 }))).toBe(state);
  });

  it("never takes a read mark back", () => {
    const state = stateOf(conversation({ cursors: { customerDelivered: 5, customerRead: 5, agentRead: 5 } }));
    const next = withCursors(state, "c1", { customerDelivered: 3, customerRead: 6, agentRead: 1 });
    expect(next.byId.c1?.cursors).toEqual({ customerDelivered: 5, customerRead: 6, agentRead: 5 });
  });

  it("shows a new message in the list before the record of the conversation arrives", () => {
    const event = {
      conversationId: "c1",
      seq: 2,
      author: { kind: "customer", id: "k", name: "Bia" },
      at,
      body: { kind: "message", text: "Olá", files: [] },
    } as unknown as ConversationEvent;
    const state = withEvent(stateOf(conversation()), event);
    expect(state.byId.c1?.lastMessage?.preview).toBe("Olá");
    expect(withEvent(state, event)).toBe(state);
  });
});

describe("the snapshot after a connect", () => {
  it("takes away what is no longer in the lists and keeps what somebody reads", () => {
    const mine = conversation({ id: "mine" as Conversation["id"] });
    const gone = conversation({ id: "gone" as Conversation["id"] });
    const others = conversation({
      id: "others" as Conversation["id"],
      assignee: { id: "luca", name: "Luca" } as never,
    });
    const closed = conversation({ id: "closed" as Conversation["id"], state: "closed" });
    const state = withSnapshot(stateOf(mine, gone, others, closed), { mine: [mine], unassigned: [] }, "ana");
    expect(Object.keys(state.byId).sort()).toEqual(["closed", "mine", "others"]);
  });

  it("does not overwrite newer news with an older snapshot", () => {
    const newer = conversation({ version: 5 });
    const state = withSnapshot(
      stateOf(newer),
      { mine: [conversation({ version: 4 })], unassigned: [] },
      "ana",
    );
    expect(state.byId.c1?.version).toBe(5);
  });
});

describe("the lists", () => {
  it("keeps one's own in the order they came, and who waits longest first", () => {
    const one = (id: string, part: Partial<Conversation>) =>
      conversation({ id: id as Conversation["id"], ...part });
    const state = stateOf(
      one("b", { assignedAt: "2026-11-20T11:00:00Z" }),
      one("a", { assignedAt: "2026-11-20T10:00:00Z" }),
      one("w2", { state: "waiting", assignee: null, waitingSince: "2026-11-20T10:05:00Z" }),
      one("w1", { state: "waiting", assignee: null, waitingSince: "2026-11-20T10:01:00Z" }),
      one("theirs", { assignee: { id: "luca", name: "Luca" } as never }),
    );
    expect(mineOf(state, "ana").map(({ id }) => id)).toEqual(["a", "b"]);
    expect(unassignedOf(state).map(({ id }) => id)).toEqual(["w1", "w2"]);
  });
});
