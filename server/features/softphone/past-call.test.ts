import { describe, expect, it } from "vitest";
import type { Leg } from "#shared/domain/calls/index.ts";
import { type PastCallRow, pastCall } from "./past-call.ts";

const leg = (part: Partial<Leg>): Leg => ({
  ...{ id: `leg-${part.userId ?? part.party}`, party: "consulted", userId: null, phone: null, state: "gone" },
  ...{ place: "talk", muted: false, video: false, mode: null, besideLegId: null, cause: "hung_up" },
  ...part,
});
const ana = leg({ userId: "ana", party: "agent" });
const at = (seconds: number) => new Date(1_000_000 + seconds * 1_000);

/** Ana calls Bruno, and they talk for a minute. */
const talk: PastCallRow = {
  ...{ id: "call", conversationId: null, medium: "voice", direction: "internal", cause: "hung_up" },
  ...{ callerId: "ana", note: "", outcome: null, mos: 4.2, heard: ["leg-ana", "leg-bruno"] },
  ...{ createdAt: at(0), connectedAt: at(5), endedAt: at(65) },
  legs: [ana, leg({ userId: "bruno" })],
};
const seenBy = (userId: string, part: Partial<PastCallRow> = {}) =>
  pastCall({ ...talk, ...part }, userId, ({ userId: id, phone }) => id ?? phone ?? "João");
const unanswered = { connectedAt: null, heard: ["leg-ana"] };

describe("a call looked back at", () => {
  it("is the same minute for both, outgoing for one and incoming for the other", () => {
    expect(seenBy("ana")).toMatchObject({ way: "out", result: "talked", seconds: 60, mayNote: true });
    expect(seenBy("bruno")).toMatchObject({ way: "in", result: "talked", seconds: 60, mayNote: true });
  });

  it.each([
    ["declined", "declined"],
    ["no_answer", "no_answer"],
    ["busy", "busy"],
    ["no_such_number", "no_such_number"],
    ["cancelled", "cancelled"],
    ["hung_up", "cancelled"],
    ["lost", "failed"],
  ] as const)("that ended by %s unanswered is %s for who called", (cause, result) => {
    expect(seenBy("ana", { ...unanswered, cause })).toMatchObject({ way: "out", result, seconds: null });
  });

  it("is missed by whom it rang for in vain, and nothing for him to write about", () => {
    expect(seenBy("bruno", unanswered)).toMatchObject({ result: "missed", mayNote: false });
    const declined = [ana, leg({ userId: "bruno", cause: "declined" })];
    expect(seenBy("bruno", { ...unanswered, legs: declined })).toMatchObject({ result: "declined" });
  });

  it("was a colleague's when another of the group answered", () => {
    const legs = [...talk.legs, leg({ userId: "clara", cause: "cancelled" })];
    expect(seenBy("clara", { legs })).toMatchObject({ result: "elsewhere", seconds: null, mayNote: false });
  });

  it("with a customer is told by his name and number, and by no supervisor who listened", () => {
    const legs = [
      leg({ party: "customer", phone: "+390612345678" }),
      ana,
      leg({ userId: "sofia", party: "supervisor", mode: "listen" }),
    ];
    const past = seenBy("ana", { legs, direction: "inbound", callerId: null, conversationId: "c" });
    expect(past).toMatchObject({ way: "in", between: "customer", result: "talked" });
    expect(past.parties).toEqual([{ name: "+390612345678", userId: null, phone: "+390612345678" }]);
  });

  it("that goes on is live for who is in it, and over for who has left", () => {
    const legs = [leg({ ...ana, state: "joined" }), leg({ userId: "bruno" })];
    expect(seenBy("ana", { legs, endedAt: null }).result).toBe("live");
    expect(seenBy("bruno", { legs, endedAt: null }).result).toBe("talked");
  });
});
