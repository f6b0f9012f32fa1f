import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import { createOutbox } from "../outbox.ts";
import { type OutboxEntry, TransportFailure } from "../types.ts";
import { createFakeClock, uuid } from "./fake-clock.ts";
import { createFakeStore, type FakeStore } from "./fake-store.ts";

let ids = 0;

/** An outbox whose server answers as the script says; nothing left in the script: it accepts. */
export function anOutbox({
  store = createFakeStore(),
  clock = createFakeClock(),
  script = [] as (Error | "wait")[],
} = {}) {
  const sent: OutboxEntry[] = [];
  const inLog: string[] = [];
  const held: { accept: () => void; lose: () => void }[] = [];
  const eventOf = ({ clientId, text }: OutboxEntry) =>
    ({ clientId, seq: 1, body: { kind: "message", text } }) as unknown as ConversationEvent;
  const outbox = createOutbox({
    store,
    clock,
    newId: () => uuid(++ids),
    random: () => 1,
    onSent: (event) => inLog.push("text" in event.body ? event.body.text : ""),
    async send(entry) {
      sent.push(entry);
      const next = script.shift();
      if (next instanceof Error) throw next;
      if (next === "wait")
        await new Promise<void>((resolve, reject) => {
          held.push({ accept: resolve, lose: () => reject(new TransportFailure("no answer")) });
        });
      return eventOf(entry);
    },
  });
  const type = (...texts: string[]) =>
    Promise.all(texts.map((text) => outbox.add({ conversationId: "c", text })));
  const shown = () => outbox.entries.get().map(({ text, state, failure }) => [text, state, failure]);
  const onDisk = (disk: FakeStore = store) => [...disk.rows.values()].map(({ text, state }) => [text, state]);
  return { outbox, clock, store, sent, inLog, held, type, shown, onDisk };
}
