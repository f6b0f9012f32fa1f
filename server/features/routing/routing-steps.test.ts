import { describe, expect, it } from "vitest";
import type { EventBody } from "#shared/contract/conversation-events.ts";
import type { OfferTrail } from "#shared/contract/offers.ts";
import { type Asked, type Move, stepsOf } from "./routing-steps.ts";

const at = (second: number, ms = 0) => new Date(Date.UTC(2026, 0, 1, 9, 0, second, ms));
const person = (name: string) => ({ id: name as never, name });
const author = { kind: "system" as const, id: null, name: "Sidetone" };
const move = (seq: number, when: Date, body: object): Move => ({
  seq,
  at: when,
  author,
  body: body as EventBody,
});
const offered = (name: string, from: number, to: number, more: Partial<Asked> = {}): Asked => ({
  trail: {
    user: person(name),
    state: "accepted",
    createdAt: at(from).toISOString(),
    endedAt: at(to).toISOString(),
  } as unknown as OfferTrail,
  fromUserId: null,
  ...more,
});
const told = (...way: Parameters<typeof stepsOf>) =>
  stepsOf(...way).map((step) => (step.kind === "event" ? step.move.seq : step.asked.trail.user.name));

describe("the way of a conversation", () => {
  it("tells an acceptance once, and that somebody took it himself", () => {
    const accepted = move(2, at(12, 4), { kind: "assigned", agent: person("Ana") });
    const taken = move(5, at(90), { kind: "assigned", agent: person("Ana") });
    expect(told([offered("Ana", 10, 12)], [accepted, taken])).toEqual(["Ana", 5]);
  });

  it("tells the acceptance of one colleague beside the taking of another", () => {
    const byOther = move(2, at(12, 4), { kind: "assigned", agent: person("Luca") });
    expect(told([offered("Ana", 10, 12)], [byOther])).toEqual(["Ana", 2]);
  });

  it("tells a colleague's offer after that he handed it over, though both were written at once", () => {
    const handed = move(3, at(20, 5), { kind: "transferred", from: person("Luca"), toAgent: person("Ana") });
    expect(told([offered("Ana", 20, 25, { fromUserId: "Luca" })], [handed])).toEqual([3, "Ana"]);
  });

  it("tells once, with the reason, that it went back to its queue", () => {
    const back = move(3, at(20), { kind: "transferred", from: person("Ana"), toAgent: null });
    const why = move(4, at(20, 1), { kind: "noted", what: "returned", detail: { why: "agent_gone" } });
    expect(told([], [back, why])).toEqual([4]);
  });
});
