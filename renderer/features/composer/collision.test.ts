import { describe, expect, it } from "vitest";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import { answeredMeanwhile, isBehind } from "./collision.ts";

const said = (seq: number, kind: "agent" | "customer" | "bot", id: string, body = "message") =>
  ({ seq, author: { kind, id, name: `Name of ${id}` }, body: { kind: body } }) as ConversationEvent;

describe("two people who write to the same customer", () => {
  it("names the colleague who answered after the draft was begun", () => {
    const log = [
      said(4, "agent", "luca"),
      said(5, "customer", "joao"),
      said(6, "agent", "tom"),
      said(7, "bot", "b"),
    ];
    expect(answeredMeanwhile(log, 4, "ana")).toBe("Name of b");
    expect(answeredMeanwhile(log.slice(0, 3), 4, "ana")).toBe("Name of tom");
  });

  it("is not troubled by what was there before, by the customer, by notes, or by oneself", () => {
    const log = [
      said(4, "agent", "luca"),
      said(5, "customer", "joao"),
      said(6, "agent", "tom", "note"),
      said(7, "agent", "ana"),
    ];
    expect(answeredMeanwhile(log, 4, "ana")).toBeUndefined();
    expect(answeredMeanwhile(log, undefined, "ana")).toBeUndefined();
  });
});

describe("whether the view may be behind", () => {
  const log = { loaded: true, lastSeq: 7, failure: null };

  it("is behind while it catches up, and while entries that are known of are missing", () => {
    expect(isBehind("catching_up", log, 7)).toBe(true);
    expect(isBehind("live", log, 8)).toBe(true);
    expect(isBehind("live", { ...log, loaded: false }, 7)).toBe(true);
    expect(isBehind("live", log, 7)).toBe(false);
  });

  it("holds nothing back without a connection, or where the log cannot be had", () => {
    expect(isBehind("offline", log, 8)).toBe(false);
    expect(isBehind("live", { ...log, failure: "conversation.not_found" }, 8)).toBe(false);
  });
});
