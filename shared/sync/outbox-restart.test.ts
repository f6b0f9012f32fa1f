import { describe, expect, it } from "vitest";
import { anOutbox } from "./testing/an-outbox.ts";
import { createFakeClock, settle } from "./testing/fake-clock.ts";
import { createFakeStore } from "./testing/fake-store.ts";
import { CommandRefused } from "./types.ts";

const refusal = (code: string) => new CommandRefused({ code, message: code });

describe("the outbox over restarts and in several windows", () => {
  it("finds after a kill what lay on disk, and sends it in the old order before what is typed now", async () => {
    const store = createFakeStore();
    const clock = createFakeClock();
    const before = anOutbox({ store, clock, script: ["wait"] });
    before.outbox.flush();
    await before.type("one", "two");
    await settle();

    // The clock was put back by an hour over the restart.
    clock.jump(-3_600_000);
    const after = anOutbox({ store, clock });
    const loading = after.outbox.load();
    const typing = after.type("three");
    await Promise.all([loading, typing]);
    after.outbox.flush();
    await settle();
    expect(after.inLog).toEqual(["one", "two", "three"]);
    expect(after.sent[0]?.clientId).toBe(before.sent[0]?.clientId);
  });

  it("keeps a failed message failed over a restart: it was refused, and nobody asked for it again", async () => {
    const store = createFakeStore();
    const before = anOutbox({ store, script: [refusal("conversation.closed")] });
    before.outbox.flush();
    await before.type("one");
    await settle();
    const after = anOutbox({ store });
    await after.outbox.load();
    after.outbox.flush();
    await settle();
    expect(after.sent).toEqual([]);
    expect(after.shown()).toEqual([["one", "failed", "conversation.closed"]]);
  });

  it("takes over at the next connection what another window left behind", async () => {
    const store = createFakeStore();
    const staying = anOutbox({ store });
    staying.outbox.flush();
    const closing = anOutbox({ store });
    await closing.type("left behind");
    expect(staying.inLog).toEqual([]);
    staying.outbox.pause();
    staying.outbox.flush();
    await settle();
    expect(staying.inLog).toEqual(["left behind"]);
  });
});
