import { describe, expect, it } from "vitest";
import type { ConversationEvent, EventPage } from "#shared/contract/conversation-events.ts";
import { createLogBook } from "./log-book.ts";
import { createFakeClock, settle, uuid } from "./testing/fake-clock.ts";
import { TransportFailure } from "./types.ts";

const event = (seq: number, epoch = 1) =>
  ({ conversationId: "talk", seq, body: { text: `${seq} of ${epoch}` } }) as unknown as ConversationEvent;
const page = (last: number, epoch = 1): EventPage => ({
  epoch: uuid(epoch),
  events: Array.from({ length: last }, (_, index) => event(index + 1, epoch)),
  lastSeq: last,
});

/** A book whose pages come when the test says so. */
function aBook() {
  const clock = createFakeClock();
  const asked: { answer: (page: EventPage) => void; query: object }[] = [];
  const stuck: unknown[] = [];
  const book = createLogBook({
    clock,
    transport: { fetchEvents: (query) => new Promise((answer) => asked.push({ answer, query })) },
    onEvents: () => {},
    onStuck: (_, error) => stuck.push(error),
  });
  book.enter(uuid(1));
  book.hold("talk");
  const shown = () =>
    book
      .source("talk")
      .get()
      .events.map(({ seq }) => seq);
  return { book, clock, asked, stuck, shown };
}

describe("the book of open logs", () => {
  it("leaves a log empty when its page arrives after the last screen has closed", async () => {
    const { book, asked, shown } = aBook();
    const filling = book.fill("talk", 2);
    book.release("talk");
    asked[0]?.answer(page(2));
    await filling;
    await settle();
    expect(shown()).toEqual([]);
    expect(book.source("talk").get().loaded).toBe(false);
  });

  it("throws away a page of an earlier epoch that arrives late", async () => {
    const { book, asked, shown } = aBook();
    void book.fill("talk", 3);
    await settle();
    book.enter(uuid(2));
    const filling = book.fill("talk", 1);
    await settle();
    asked[1]?.answer(page(1, 2));
    await filling;
    asked[0]?.answer(page(3, 1));
    await settle();
    expect(shown()).toEqual([1]);
    expect(book.source("talk").get().head).toBe(1);
  });

  it("does not wait on a new connection for a fetch that hangs on the old one, nor is upset when it ends", async () => {
    const { book, clock, asked, shown, stuck } = aBook();
    const old = book.fill("talk", 2);
    await settle();
    book.enter(uuid(1));
    const filling = book.fill("talk", 2);
    await settle();
    asked[1]?.answer(page(2));
    await filling;
    expect(shown()).toEqual([1, 2]);
    await clock.advance(10_000);
    await old;
    expect(stuck).toEqual([]);
  });

  it("gives up a page that does not come within eight seconds", async () => {
    const { book, clock } = aBook();
    const filling = book.fill("talk", 1).catch((error: unknown) => error);
    await clock.advance(8_001);
    expect(await filling).toBeInstanceOf(TransportFailure);
  });

  it("does not take a log for current that ends before its head", async () => {
    const { book, asked } = aBook();
    const filling = book.fill("talk", 3).catch((error: unknown) => error);
    await settle();
    asked[0]?.answer(page(2));
    await settle();
    asked[1]?.answer({ ...page(0), lastSeq: 3 });
    expect(await filling).toBeInstanceOf(TransportFailure);
  });

  it("asks once for a gap, however much news shows it, and only for what is missing", async () => {
    const { book, asked, shown, stuck } = aBook();
    const filling = book.fill("talk", 1);
    await settle();
    asked[0]?.answer(page(1));
    await filling;
    for (const seq of [4, 5, 3]) book.hear(event(seq));
    await settle();
    expect(asked.slice(1).map(({ query }) => query)).toMatchObject([{ after: 1 }]);
    asked[1]?.answer(page(5));
    await settle();
    expect([shown(), stuck]).toEqual([[1, 2, 3, 4, 5], []]);
  });
});
