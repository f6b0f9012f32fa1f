import { describe, expect, it } from "vitest";
import type { MissedItem } from "#shared/contract/missed.ts";
import type { Rights } from "#shared/permissions/can.ts";
import { seesBack, seesPast, waysTo } from "./missed-ways.ts";

const anItem = (changes: object = {}): MissedItem =>
  ({
    ...{ id: "a", kind: "missed", channel: "web", phone: null, state: "open", back: null },
    customer: { id: "c", name: "Marta", email: null },
    past: { state: "closed", queueId: "orders", assigneeId: null },
    ...changes,
  }) as MissedItem;
const ana: Rights = {
  ...{ id: "ana", workspaceId: "w", rank: 1 },
  ...{ queueIds: ["orders"], assignedQueueIds: [], ledGroupIds: [] },
  grants: {
    "conversation.view": { scope: "own" },
    "conversation.unassigned.view": { scope: "managed", by: "queues" },
    "customer.view": { scope: "own" },
  },
};
const back = (state: string, assigneeId: string | null = null, queueId = "orders") =>
  anItem({ back: { conversationId: "b", state, assigneeId, queueId } });

describe("reaching somebody who was missed", () => {
  it("is writing first, for those who may, and then the item closes itself", () => {
    expect(waysTo(anItem(), true)).toEqual({ call: null, write: true, after: "closes" });
  });

  it("is a call for who asked to be called, marked as done by hand", () => {
    const callback = anItem({ kind: "callback", phone: "+39061234567" });
    expect(waysTo(callback, true)).toEqual({ call: "+39061234567", write: true, after: "afterCall" });
    expect(waysTo(callback, false)).toEqual({ call: "+39061234567", write: false, after: "afterCall" });
  });

  it("says what is left to do for those who may not write, and where the channel does not carry it", () => {
    expect(waysTo(anItem(), false).after).toBe("waits");
    expect(waysTo(anItem({ channel: "voice" }), true)).toMatchObject({ write: false, after: "waits" });
    const known = anItem({ customer: { id: "c", name: "Marta", email: "marta@shop.example" } });
    expect(waysTo(known, false).after).toBe("mail");
  });

  it("is not writing first while he is back already", () => {
    expect(waysTo(back("waiting"), true)).toMatchObject({ write: false, after: "closes" });
  });
});

describe("looking at the conversation of somebody who was missed", () => {
  it("is for everybody who may see to him, and once he was reached for those who may see it anyway", () => {
    expect(seesPast(ana, anItem())).toBe(true);
    expect(seesPast(ana, anItem({ state: "done" }))).toBe(false);
    const hers = { state: "closed", queueId: "orders", assigneeId: "ana" };
    expect(seesPast(ana, anItem({ state: "done", past: hers }))).toBe(true);
    expect(seesPast(ana, anItem({ past: null }))).toBe(false);
  });

  it("leads nobody to a conversation that somebody else has with him now", () => {
    expect(seesBack(ana, back("waiting"))).toBe(true);
    expect(seesBack(ana, back("waiting", null, "returns"))).toBe(false);
    expect(seesBack(ana, back("assigned", "tom"))).toBe(false);
    expect(seesBack(ana, back("assistant"))).toBe(false);
    expect(seesBack(ana, back("assigned", "ana"))).toBe(true);
  });
});
