import { describe, expect, it } from "vitest";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import { anOutbox } from "./testing/an-outbox.ts";
import { settle } from "./testing/fake-clock.ts";
import { createFakeStore } from "./testing/fake-store.ts";
import { CommandRefused, TransportFailure } from "./types.ts";

const refusal = (code: string) => new CommandRefused({ code, message: code });
const noAnswer = () => new TransportFailure("no answer");

describe("the outbox", () => {
  it("sends in the order of typing, one after the other, and empties itself", async () => {
    const { outbox, type, inLog, shown, onDisk } = anOutbox();
    outbox.flush();
    await type("one", "two", "three");
    await settle();
    expect(inLog).toEqual(["one", "two", "three"]);
    expect(shown()).toEqual([]);
    expect(onDisk()).toEqual([]);
  });

  it("has at most one message of a conversation under way", async () => {
    const { outbox, type, sent, held } = anOutbox({ script: ["wait"] });
    outbox.flush();
    await type("one", "two");
    await settle();
    expect(sent.map(({ text }) => text)).toEqual(["one"]);
    held[0]?.accept();
    await settle();
    expect(sent.map(({ text }) => text)).toEqual(["one", "two"]);
  });

  it("sends nothing before it is on disk, so that a kill at any moment loses nothing", async () => {
    const writes: (() => void)[] = [];
    const pause = async (job: string) => {
      if (job === "put") await new Promise<void>((resolve) => writes.push(resolve));
    };
    const { outbox, sent, type } = anOutbox({ store: createFakeStore(pause) });
    outbox.flush();
    const typing = type("one", "two");
    await settle();
    writes[1]?.();
    outbox.flush();
    await settle();
    expect(sent).toEqual([]);
    writes[0]?.();
    await typing;
    await settle();
    expect(sent.map(({ text }) => text)).toEqual(["one", "two"]);
  });

  it("says so when the disk refuses a message, shows no bubble for it and never sends it", async () => {
    const { outbox, store, type, shown, sent } = anOutbox();
    outbox.flush();
    await settle();
    store.full = true;
    await expect(type("one")).rejects.toThrow("the disk is full");
    store.full = false;
    await type("two");
    await settle();
    expect(shown()).toEqual([]);
    expect(sent.map(({ text }) => text)).toEqual(["two"]);
  });

  it("repeats an unanswered message under the same client id until it is answered", async () => {
    const { outbox, clock, type, sent, inLog } = anOutbox({ script: [noAnswer(), noAnswer()] });
    outbox.flush();
    await type("one");
    await clock.advance(2_000);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ clientId }) => clientId)).size).toBe(1);
    expect(inLog).toEqual(["one"]);
  });

  it.each(["server.busy", "request.rate_limited", "session.required", "session.ended", "internal"])(
    "keeps a message through the passing refusal %s, and what was typed after it waits",
    async (code) => {
      const { outbox, clock, type, inLog, shown } = anOutbox({ script: [refusal(code)] });
      outbox.flush();
      await type("one", "two");
      await settle();
      expect(shown()).toEqual([
        ["one", "queued", null],
        ["two", "queued", null],
      ]);
      await clock.advance(500);
      expect(inLog).toEqual(["one", "two"]);
    },
  );

  it("marks what is refused for good with the reason, on disk too, and goes on with the next", async () => {
    const { outbox, type, inLog, shown, onDisk } = anOutbox({
      script: [refusal("conversation.not_assigned")],
    });
    outbox.flush();
    await type("one", "two");
    await settle();
    expect(inLog).toEqual(["two"]);
    expect(shown()).toEqual([["one", "failed", "conversation.not_assigned"]]);
    expect(onDisk()).toEqual([["one", "failed"]]);
  });

  it("never gives up a message because of a fault of our own", async () => {
    const { outbox, clock, type, inLog } = anOutbox({ script: [new TypeError("a bug")] });
    outbox.flush();
    await type("one");
    await clock.advance(500);
    expect(inLog).toEqual(["one"]);
  });

  it("sends a failed message again when the person says so, after what was typed meanwhile", async () => {
    const { outbox, type, inLog, sent } = anOutbox({ script: [refusal("conversation.closed"), "wait"] });
    outbox.flush();
    const [one] = await type("one", "two", "three");
    await settle();
    await outbox.retry(one?.clientId ?? "");
    await outbox.retry(one?.clientId ?? "");
    expect(inLog).toEqual([]);
    outbox.pause();
    expect(sent).toHaveLength(2);
    expect(outbox.entries.get().map(({ text }) => text)).toEqual(["two", "three", "one"]);
  });

  it("forgets a discarded message everywhere", async () => {
    const { outbox, type, shown, onDisk, sent } = anOutbox();
    const [one] = await type("one");
    await outbox.discard(one?.clientId ?? "");
    outbox.flush();
    await settle();
    expect([shown(), onDisk(), sent]).toEqual([[], [], []]);
  });

  it("does not bring back a message that is discarded while it is being sent", async () => {
    const { outbox, clock, type, held, shown, onDisk, sent } = anOutbox({ script: ["wait"] });
    outbox.flush();
    const [one] = await type("one");
    await settle();
    await outbox.discard(one?.clientId ?? "");
    held[0]?.lose();
    await clock.advance(20_000);
    expect([shown(), onDisk(), sent.length]).toEqual([[], [], 1]);
  });

  it("does not bring back a message that is discarded while the disk still writes it", async () => {
    const jobs: (() => void)[] = [];
    const store = createFakeStore(() => new Promise((resolve) => jobs.push(resolve)));
    const { outbox, type, onDisk } = anOutbox({ store });
    const typing = type("one");
    await settle();
    const gone = outbox.discard(outbox.entries.get()[0]?.clientId ?? "");
    for (let round = 0; round < 4; round++) {
      // The newest job first: a disk may do things in any order.
      jobs.pop()?.();
      await settle();
    }
    await Promise.all([typing, gone]);
    expect(onDisk()).toEqual([]);
  });

  it("takes a message that is seen in the log for sent, whatever became of the answer", async () => {
    const { outbox, clock, type, held, sent, shown, onDisk } = anOutbox({ script: ["wait"] });
    outbox.flush();
    const [one] = await type("one");
    await settle();
    outbox.settle([{ clientId: one?.clientId } as unknown as ConversationEvent]);
    held[0]?.lose();
    await clock.advance(20_000);
    expect([shown(), onDisk(), sent.length]).toEqual([[], [], 1]);
  });

  it("keeps no timer and sends nothing while it is paused, and goes on at the next flush", async () => {
    const { outbox, clock, type, sent } = anOutbox({ script: [noAnswer()] });
    outbox.flush();
    await type("one");
    await settle();
    expect(clock.pending()).toBe(1);
    outbox.pause();
    expect(clock.pending()).toBe(0);
    await type("two");
    await clock.advance(60_000);
    expect(sent).toHaveLength(1);
    outbox.flush();
    await settle();
    expect(sent.map(({ text }) => text)).toEqual(["one", "one", "two"]);
  });

  it("has one timer for a conversation, however often the connection comes and goes", async () => {
    const script = Array.from({ length: 40 }, noAnswer);
    const { outbox, clock, type } = anOutbox({ script });
    await type("one");
    for (let round = 0; round < 10; round++) {
      outbox.flush();
      await settle();
    }
    expect(clock.pending()).toBe(1);
  });

  it("lets no conversation wait for another one", async () => {
    const { outbox, inLog, type } = anOutbox({ script: ["wait"] });
    outbox.flush();
    await type("stuck");
    await settle();
    await outbox.add({ conversationId: "other", text: "free" });
    await settle();
    expect(inLog).toEqual(["free"]);
  });
});
