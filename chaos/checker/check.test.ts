import { describe, expect, it } from "vitest";
import { check, isClean } from "./check.ts";
import type { Facts, FinalView, LogEntry, SentMessage } from "./facts.ts";

const said = (clientId: string, order: number, more: Partial<SentMessage> = {}): SentMessage => ({
  ...{ clientId, order, client: "Ana", conversationId: "talk", text: `text of ${clientId}`, acks: [] },
  ...{ outcome: "ok", side: "staff", ...more },
});
const entry = (seq: number, clientId: string | null, more: Partial<LogEntry> = {}): LogEntry => ({
  ...{ conversationId: "talk", seq, publicSeq: seq, clientId, kind: "message", authorId: "ana", at: seq },
  ...{ text: clientId && `text of ${clientId}`, ...more },
});
const given = (seq: number, agentId: string, more: Partial<LogEntry> = {}) =>
  entry(seq, null, { kind: "assigned", authorId: agentId, ...more });
const viewOf = (log: readonly LogEntry[], more: Partial<FinalView> = {}): FinalView => ({
  ...{ viewer: "desk", conversationId: "talk", side: "staff", loaded: true },
  entries: log.map(({ seq, clientId, text }) => ({ seq, clientId, text })),
  ...more,
});

/** A run in which two messages were sent, written and shown, as it should be. */
function aRun(change: Partial<Facts> = {}): Facts {
  const log = change.log ?? [entry(1, "a"), entry(2, "b")];
  const last = Math.max(0, ...log.map(({ seq }) => seq));
  return {
    sent: [said("a", 1), said("b", 2)],
    log,
    heads: [{ conversationId: "talk", lastSeq: last, lastPublicSeq: last }],
    views: [viewOf(log)],
    accepted: [],
    capacity: new Map(),
    ...change,
  };
}

describe("the checker", () => {
  it("finds nothing in a run in which every promise was kept", () => {
    const verdict = check(aRun());
    expect(verdict).toMatchObject({ acked: 2, examples: [] });
    expect(isClean(verdict)).toBe(true);
  });

  it("finds a message that was acknowledged and is not in the log", () => {
    expect(check(aRun({ log: [entry(1, "a")] }))).toMatchObject({ lost: 1 });
  });

  it("finds a message that one viewer does not show", () => {
    const views = [viewOf([entry(1, "a")])];
    expect(check(aRun({ views }))).toMatchObject({ lost: 1, gaps: 1 });
  });

  it("finds a message that was written twice under one id", () => {
    const log = [entry(1, "a"), entry(2, "b"), entry(3, "b")];
    expect(check(aRun({ log })).duplicated).toBeGreaterThan(0);
  });

  it("finds a message that was written again under a new id", () => {
    const log = [entry(1, "a"), entry(2, "b"), entry(3, "c", { text: "text of b" })];
    expect(check(aRun({ log })).duplicated).toBe(1);
  });

  it("finds a message that a viewer shows twice", () => {
    const views = [viewOf([entry(1, "a"), entry(2, "b"), entry(3, "b")])];
    expect(check(aRun({ views })).duplicated).toBe(1);
  });

  it("finds messages that stand in another order than they were typed", () => {
    const log = [entry(1, "b"), entry(2, "a")];
    expect(check(aRun({ log, views: [viewOf(log)] }))).toMatchObject({ reordered: 1, lost: 0 });
  });

  it("finds a viewer whose order is not the log's", () => {
    const views = [viewOf([entry(1, "b"), entry(2, "a")])];
    expect(check(aRun({ views })).reordered).toBe(2);
  });

  it("finds an acknowledgement that named another place", () => {
    const sent = [said("a", 1), said("b", 2, { acks: [2, 3] })];
    expect(check(aRun({ sent })).reordered).toBe(1);
  });

  it("finds a number that is missing from the log", () => {
    const log = [entry(1, "a"), entry(3, "b")];
    expect(check(aRun({ log, views: [viewOf(log)] })).gaps).toBeGreaterThan(0);
  });

  it("finds a message that was refused and written all the same", () => {
    expect(check(aRun({ sent: [said("a", 1), said("b", 2, { outcome: "fail" })] })).ghosts).toBe(1);
  });

  it("finds something shown that was never written", () => {
    const views = [viewOf([entry(1, "a"), entry(2, "b"), entry(3, "x")])];
    expect(check(aRun({ views })).ghosts).toBe(1);
  });

  it("finds a text that was changed on the way", () => {
    const log = [entry(1, "a"), entry(2, "b", { text: "something else" })];
    expect(check(aRun({ log, views: [viewOf(log)] })).altered).toBe(1);
  });

  it("finds a message whose sender never learned its fate", () => {
    expect(check(aRun({ sent: [said("a", 1), said("b", 2, { outcome: "unknown" })] })).unknown).toBe(1);
  });

  it("finds a conversation that two agents had at once", () => {
    const log = [given(1, "ana"), given(2, "luca")];
    expect(check(aRun({ sent: [], log, views: [] })).doubleAssigned).toBe(1);
  });

  it("accepts a conversation that was handed on", () => {
    const log = [given(1, "ana"), entry(2, null, { kind: "transferred" }), given(3, "luca")];
    expect(check(aRun({ sent: [], log, views: [] })).doubleAssigned).toBe(0);
  });

  it("finds an offer that two agents were told they had accepted", () => {
    const accepted = ["ana", "luca"].map((agentId) => ({ offerId: "o", agentId, conversationId: "talk" }));
    const log = [given(1, "ana")];
    expect(check(aRun({ sent: [], log, views: [], accepted })).doubleAssigned).toBe(2);
  });

  it("finds an agent with more conversations than he has seats", () => {
    const log = [given(1, "ana"), given(1, "ana", { conversationId: "other", at: 2 })];
    const heads = ["talk", "other"].map((conversationId) => ({
      conversationId,
      lastSeq: 1,
      lastPublicSeq: 1,
    }));
    const facts = aRun({ sent: [], log, heads, views: [], capacity: new Map([["ana", 1]]) });
    expect(check(facts)).toMatchObject({ overCapacity: 1, doubleAssigned: 0 });
  });
});
