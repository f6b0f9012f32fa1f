import { describe, expect, it } from "vitest";
import { settle, uuid } from "./testing/fake-clock.ts";
import { createFakeStore } from "./testing/fake-store.ts";
import { createWorld } from "./testing/start-desk.ts";

const talk = uuid(1);

describe("starting and stopping", () => {
  it("stays stopped when it is stopped before the disk has answered", async () => {
    let answer = () => {};
    const store = createFakeStore(() => new Promise((resolve) => (answer = resolve)));
    const world = createWorld();
    const { sync, link } = world.desk({}, store);
    const starting = sync.start();
    await settle();
    sync.stop();
    answer();
    await starting;
    await world.clock.advance(60_000);
    expect(link.connects()).toBe(0);
    expect(world.clock.pending()).toBe(0);
  });

  it("connects although the disk cannot be read, and says so", async () => {
    const store = createFakeStore(() => Promise.reject(new Error("no disk")));
    const world = createWorld();
    const { sync } = world.desk({}, store);
    await expect(sync.start()).rejects.toThrow("no disk");
    await world.clock.advance(200);
    expect(sync.connection.get().phase).toBe("live");
  });

  it("leaves no timer behind, also with unsent messages, and keeps them on disk", async () => {
    const world = createWorld();
    world.server.refuse = (command) => (command === "message.send" ? "server.busy" : undefined);
    const { sync } = await world.liveDesk();
    await sync.send({ conversationId: talk, text: "unsent" });
    await world.clock.advance(1_000);
    sync.stop();
    await world.clock.advance(20_000);
    expect(world.clock.pending()).toBe(0);
    expect([...world.store.rows.values()].map(({ text }) => text)).toEqual(["unsent"]);
  });

  it("gives one entry for the server when two windows share the outbox", async () => {
    const world = createWorld();
    const first = world.desk();
    await first.sync.send({ conversationId: talk, text: "once" });
    const second = world.desk();
    await Promise.all([first.sync.start(), second.sync.start()]);
    await world.clock.advance(1_000);
    await settle();
    expect(world.server.log(talk)).toHaveLength(1);
    expect([first.sync.outbox.get(), second.sync.outbox.get(), world.store.rows.size]).toEqual([[], [], 0]);
  });
});
