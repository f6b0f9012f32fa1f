import { describe, expect, it } from "vitest";
import type { NewsSource } from "#renderer/platform/socket/news-gate.ts";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import { announceWhispers } from "./announce-whispers.ts";

const entry = (seq: number, part: Partial<ConversationEvent> = {}): ConversationEvent => ({
  conversationId: "mine" as ConversationEvent["conversationId"],
  seq,
  clientId: null,
  author: { kind: "agent", id: "sofia", name: "Sofia" },
  visibility: "internal",
  at: "2026-11-20T10:00:00.000Z",
  body: { kind: "note", text: `whisper ${seq}`, files: [], whisper: true },
  ...part,
});

describe("announcing whispers", () => {
  it("tells those to oneself once each; no plain note, none of one's own, none to somebody else", () => {
    let tell: (event: ConversationEvent) => void = () => {};
    const news: Pick<NewsSource, "on"> = {
      on(_name, listener) {
        tell = listener as typeof tell;
        return () => {};
      },
    };
    const told: string[] = [];
    announceWhispers(news, {
      myId: "ana",
      isMine: (id) => id === "mine",
      announce: ({ author }, text) => told.push(`${author.name}: ${text}`),
    });
    tell(entry(1));
    tell(entry(1));
    tell(entry(2, { body: { kind: "note", text: "a note", files: [] } }));
    tell(entry(3, { author: { kind: "agent", id: "ana", name: "Ana" } }));
    tell(entry(4, { conversationId: "another" as ConversationEvent["conversationId"] }));
    tell(entry(5));
    expect(told).toEqual(["Sofia: whisper 1", "Sofia: whisper 5"]);
  });
});
