import { describe, expect, it } from "vitest";
import { EventBody } from "#shared/contract/conversation-events.ts";
import { englishDialogs, italianDialogs } from "./dialogs-en-it.ts";
import { portugueseDialogs, spanishDialogs } from "./dialogs-pt-es.ts";
import { writeConversation } from "./write-conversation.ts";

const id = "0190a000-0000-7000-8000-000000000001";
const draft = (dialog: (typeof englishDialogs)[number]) => ({
  dialog,
  customer: { id, name: "Zoe Bell" },
  agent: { id: "agent-1", name: "Ana Souza" },
  queue: { id, name: "Orders" },
  workspaceId: id,
  product: "the lamp",
  order: "LM-1",
  pageUrl: "http://localhost:7101/",
  startedAt: new Date("2026-01-05T10:00:00Z"),
  random: () => 0.5,
});

const all = [...englishDialogs, ...italianDialogs, ...portugueseDialogs, ...spanishDialogs];

describe("a conversation of the demo's past", () => {
  it.each(all.map((dialog) => [dialog.language, dialog.queue, dialog] as const))(
    "%s, %s: is numbered without gaps, in order of time, and fits the contract",
    (_language, _queue, dialog) => {
      const { events, conversation } = writeConversation(draft(dialog));
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      const shown = events.flatMap(({ publicSeq }) => publicSeq ?? []);
      expect(shown).toEqual(shown.map((_, index) => index + 1));
      const times = events.map(({ at }) => at?.getTime() ?? 0);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(conversation).toMatchObject({
        lastSeq: events.length,
        lastPublicSeq: shown.length,
        state: "closed",
      });
      for (const { body } of events) expect(EventBody.safeParse(body).error).toBeUndefined();
      expect(JSON.stringify(events)).not.toMatch(/\{(customer|product|order)\}/);
    },
  );

  it("keeps notes from the customer", () => {
    const { events } = writeConversation(draft(englishDialogs[1] ?? all[0]!));
    const notes = events.filter(({ body }) => body.kind === "note");
    expect(notes).toHaveLength(1);
    expect(notes[0]?.publicSeq).toBeNull();
  });
});
