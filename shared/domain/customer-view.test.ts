import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConversationEvent, type EventKind } from "#shared/contract/conversation-events.ts";
import { forCustomer } from "./customer-view.ts";

const id = "00000000-0000-4000-8000-000000000001";
/** Marks that stand for what must stay inside; none of them may be found in what leaves. */
const inside = "INSIDE";
const person = { id: `${inside}-user`, name: "Ada" };
const queue = { id, name: "Orders" };

const bodies = {
  message: { kind: "message", text: "Hello", files: [] },
  note: { kind: "note", text: `${inside} note`, files: [] },
  opened: { kind: "opened", queue },
  assigned: { kind: "assigned", agent: person },
  transferred: {
    kind: "transferred",
    from: { id: `${inside}-from`, name: `${inside} From` },
    toAgent: { id: `${inside}-to`, name: `${inside} To` },
    toQueue: { id, name: `${inside} Queue` },
  },
  closed: { kind: "closed", outcome: `${inside} outcome` },
  reopened: { kind: "reopened" },
  call: { kind: "call", what: "ended", medium: "voice", seconds: 12, cause: `${inside} cause` },
  noted: { kind: "noted", what: "help_asked", who: person, detail: { reason: `${inside} reason` } },
} satisfies Record<EventKind, object>;

const anEvent = (kind: EventKind, visibility: "public" | "internal", extra: object = {}) =>
  ({
    conversationId: id,
    seq: 7,
    clientId: null,
    author: { kind: "agent", id: `${inside}-author`, name: "Ada", ...extra },
    visibility,
    at: "2026-11-22T09:00:00.000Z",
    body: { ...bodies[kind], ...extra },
    ...extra,
  }) as unknown as ConversationEvent;

const kinds = Object.keys(bodies) as EventKind[];
const isShown = (kind: EventKind) => kind !== "note" && kind !== "noted";

describe("what a customer sees of the log", () => {
  it("never holds notes, outcomes, ids of colleagues, targets of transfers, or anything we did not name", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.constantFrom("public" as const, "internal" as const),
        fc.option(fc.integer({ min: 1, max: 99 })),
        fc.constantFrom({}, { whisper: `${inside} field of a later version` }),
        (kind, visibility, publicSeq, extra) => {
          const shown = forCustomer(anEvent(kind, visibility, extra), publicSeq);
          expect(JSON.stringify(shown)).not.toContain(inside);
          const isForHim = visibility === "public" && publicSeq !== null && isShown(kind);
          expect(shown !== null).toBe(isForHim);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(kinds.filter(isShown))("is a valid entry under his own number: %s", (kind) => {
    const shown = forCustomer(anEvent(kind, "public"), 3);
    expect(ConversationEvent.parse(shown)).toMatchObject({ seq: 3, body: { kind } });
  });

  it("holds the words, the files and the name of who wrote them", () => {
    expect(forCustomer(anEvent("message", "public"), 3)).toMatchObject({
      author: { kind: "agent", id: null, name: "Ada" },
      body: { text: "Hello", files: [] },
    });
    expect(forCustomer(anEvent("assigned", "public"), 3)?.body).toMatchObject({ agent: { name: "Ada" } });
  });
});
