import { describe, expect, it } from "vitest";
import type { Conversation } from "#shared/contract/conversations.ts";
import { idleSince, isDue, waitsSince } from "./wait.ts";

const at = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, "0")}:00.000Z`;
const ms = (minute: number) => Date.parse(at(minute));
const said = (authorKind: string, minute: number) => ({ seq: 9, authorKind, preview: "", at: at(minute) });
const one = (part: Partial<Conversation>) =>
  ({
    state: "assigned",
    targetSeconds: 60,
    parked: null,
    lastMessage: null,
    createdAt: at(0),
    assignedAt: at(1),
    ...part,
  }) as Conversation;

describe("how long somebody waits for us", () => {
  it("counts a queue's wait from when it began, against the target of the queue", () => {
    expect(waitsSince(one({ state: "waiting", waitingSince: at(2), targetSeconds: 90 }))).toEqual({
      since: ms(2),
      target: 90_000,
    });
  });

  it("counts an answer from the customer's last message, whoever had it then", () => {
    expect(waitsSince(one({ lastMessage: said("customer", 5), assignedAt: at(7) }))?.since).toBe(ms(5));
  });

  it("does not wait when it is the customer's turn, or it is parked", () => {
    expect(waitsSince(one({ lastMessage: said("agent", 5) }))).toBeUndefined();
    const parked = { until: at(30), note: null };
    expect(waitsSince(one({ lastMessage: said("customer", 5), parked }))).toBeUndefined();
  });
});

describe("a conversation in which nobody writes", () => {
  it("is idle after five minutes of the customer's silence, and not while he waits for us", () => {
    expect(idleSince(one({ lastMessage: said("agent", 5) }), ms(9))).toBeUndefined();
    expect(idleSince(one({ lastMessage: said("agent", 5) }), ms(10))).toBe(ms(5));
    expect(idleSince(one({ lastMessage: said("customer", 5) }), ms(30))).toBeUndefined();
  });
});

it("a parked conversation is due when its moment has come", () => {
  const parked = one({ parked: { until: at(10), note: null } });
  expect([isDue(parked, ms(9)), isDue(parked, ms(10))]).toEqual([false, true]);
});
