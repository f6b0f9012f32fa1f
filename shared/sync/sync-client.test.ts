import { describe, expect, it } from "vitest";
import { uuid } from "./testing/fake-clock.ts";
import { createWorld, textsOf } from "./testing/start-desk.ts";

const talk = uuid(1);
const other = uuid(2);
const count = (world: ReturnType<typeof createWorld>, command: string) =>
  world.server.heard.filter((each) => each.command === command).length;

describe("looking at a conversation", () => {
  it("shows what was written before, and what is written while one looks", async () => {
    const world = createWorld();
    world.server.append(talk, "before");
    const { sync } = await world.liveDesk();
    sync.open(talk);
    await world.clock.advance(100);
    world.server.append(talk, "now");
    await world.clock.advance(100);
    expect(textsOf(sync.log(talk).get())).toEqual(["before", "now"]);
  });

  it("shows a message that the customer writes into a conversation that was empty", async () => {
    const world = createWorld();
    const { sync } = await world.liveDesk();
    sync.open(talk);
    await world.clock.advance(100);
    expect(sync.log(talk).get()).toMatchObject({ loaded: true, events: [] });
    world.server.append(talk, "first");
    await world.clock.advance(100);
    expect(textsOf(sync.log(talk).get())).toEqual(["first"]);
  });

  it("keeps the same log alive when a screen closes and opens it again at once", async () => {
    const world = createWorld();
    world.server.append(talk, "before");
    const { sync } = await world.liveDesk();
    const log = sync.log(talk);
    sync.open(talk)();
    sync.open(talk);
    await world.clock.advance(200);
    world.server.append(talk, "now");
    await world.clock.advance(100);
    expect(textsOf(log.get())).toEqual(["before", "now"]);
  });

  it("is complete when it is closed and opened while its first page is under way", async () => {
    const world = createWorld();
    for (let each = 1; each <= 5; each++) world.server.append(talk, `${each}`);
    const { sync } = await world.liveDesk();
    const close = sync.open(talk);
    await world.clock.advance(25);
    close();
    sync.open(talk);
    await world.clock.advance(300);
    expect(textsOf(sync.log(talk).get())).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("stays open until the last screen has left, and is then forgotten and heard no more", async () => {
    const world = createWorld();
    const { sync } = await world.liveDesk();
    const [first, second] = [sync.open(talk), sync.open(talk)];
    await world.clock.advance(100);
    world.server.append(talk, "one");
    first();
    first();
    await world.clock.advance(100);
    expect(textsOf(sync.log(talk).get())).toEqual(["one"]);
    second();
    await world.clock.advance(100);
    expect(sync.log(talk).get()).toMatchObject({ events: [], loaded: false });
    expect(count(world, "conversation.unwatch")).toBe(1);
    expect([...world.server.subscribers].some(({ watched }) => watched.has(talk))).toBe(false);
  });

  it("leaves the room at the server also when it closes before its opening was answered", async () => {
    const world = createWorld();
    const { sync, link } = await world.liveDesk();
    // The first command is slow, the later ones overtake it.
    const delays = [400];
    link.faults.delay = () => delays.shift() ?? 5;
    sync.open(talk)();
    await world.clock.advance(1_000);
    expect([...world.server.subscribers].some(({ watched }) => watched.has(talk))).toBe(false);
  });

  it("keeps nothing of news about conversations that nobody looks at", async () => {
    const world = createWorld();
    const { sync, link } = await world.liveDesk();
    const log = sync.log(other);
    [...world.server.subscribers][0]?.watched.add(other);
    for (let each = 0; each < 50; each++) world.server.append(other, `${each}`);
    await world.clock.advance(500);
    expect(log.get()).toMatchObject({ head: 0, ahead: [], loaded: false });
    expect(link.connects()).toBe(1);
  });

  it("reads older messages page by page, once, however often the screen asks", async () => {
    const world = createWorld();
    for (let each = 1; each <= 250; each++) world.server.append(talk, `${each}`);
    const { sync } = await world.liveDesk();
    sync.open(talk);
    await world.clock.advance(100);
    expect(sync.log(talk).get()).toMatchObject({ firstSeq: 151, hasOlder: true });
    const both = Promise.all([sync.loadOlder(talk), sync.loadOlder(talk)]);
    await world.clock.advance(100);
    await both;
    expect(sync.log(talk).get()).toMatchObject({ firstSeq: 51, hasOlder: true });
    const last = sync.loadOlder(talk);
    await world.clock.advance(100);
    await last;
    expect(sync.log(talk).get()).toMatchObject({ firstSeq: 1, lastSeq: 250, hasOlder: false });
  });
});

describe("a conversation that cannot be shown", () => {
  it("says why, does not hold up the others, and is shown when it may be seen again", async () => {
    const world = createWorld();
    world.server.append(talk, "hidden");
    world.server.append(other, "seen");
    world.server.refuse = (command, input) =>
      command === "conversation.watch" && (input as { conversationId: string }).conversationId === talk
        ? "conversation.not_found"
        : undefined;
    const { sync, link } = world.desk();
    sync.open(talk);
    sync.open(other);
    await sync.start();
    await world.clock.advance(300);
    expect(sync.connection.get().phase).toBe("live");
    expect(sync.log(talk).get().failure).toBe("conversation.not_found");
    expect(textsOf(sync.log(other).get())).toEqual(["seen"]);

    world.server.refuse = () => undefined;
    [...world.server.subscribers][0]?.watched.add(talk);
    world.server.append(talk, "assigned to me");
    await world.clock.advance(300);
    expect(sync.log(talk).get().failure).toBeNull();
    expect(textsOf(sync.log(talk).get())).toEqual(["hidden", "assigned to me"]);
    expect(link.connects()).toBe(1);
  });

  it.each(["server.busy", "request.rate_limited", "sync.epoch_changed"] as const)(
    "is not given up for %s, and the strip does not say live until it is current",
    async (code) => {
      const world = createWorld();
      world.server.append(talk, "text");
      let refusals = 3;
      world.server.refuse = (command) => (command === "page" && refusals-- > 0 ? code : undefined);
      const { sync } = world.desk();
      sync.open(talk);
      await sync.start();
      await world.clock.advance(100);
      expect(sync.connection.get().phase).not.toBe("live");
      await world.clock.advance(5_000);
      expect(sync.connection.get().phase).toBe("live");
      expect(sync.log(talk).get().failure).toBeNull();
      expect(textsOf(sync.log(talk).get())).toEqual(["text"]);
    },
  );
});

describe("what was missed", () => {
  it("is fetched after a break, and the outbox is sent", async () => {
    const world = createWorld();
    const { sync, link } = await world.liveDesk();
    sync.open(talk);
    await world.clock.advance(100);
    link.faults.down = true;
    link.cut();
    world.server.append(talk, "while away");
    await sync.send({ conversationId: talk, text: "typed offline" });
    await world.clock.advance(5_000);
    expect(sync.outbox.get()).toHaveLength(1);
    link.faults.down = false;
    await world.clock.advance(2_000);
    expect(textsOf(sync.log(talk).get())).toEqual(["while away", "typed offline"]);
    expect(sync.outbox.get()).toEqual([]);
  });

  it("is fetched within two seconds when a page hangs on the dead connection", async () => {
    const world = createWorld();
    const { sync, link } = await world.liveDesk();
    sync.open(talk);
    await world.clock.advance(100);
    link.faults.blackHole = true;
    world.server.append(talk, "one");
    sync.resync();
    await world.clock.advance(100);
    link.faults.blackHole = false;
    sync.resync();
    await world.clock.advance(2_000);
    expect(textsOf(sync.log(talk).get())).toEqual(["one"]);
  });

  it("is fetched again by itself when the fetch for lost news fails", async () => {
    const world = createWorld();
    const { sync, link } = await world.liveDesk();
    sync.open(talk);
    await world.clock.advance(100);
    link.faults.copies = () => 0;
    world.server.append(talk, "lost");
    link.faults.copies = () => 1;
    let failures = 1;
    link.faults.failPage = () => failures-- > 0;
    world.server.append(talk, "heard");
    await world.clock.advance(2_000);
    expect(textsOf(sync.log(talk).get())).toEqual(["lost", "heard"]);
    expect(sync.connection.get().phase).toBe("live");
  });

  it("is everything when the server was restored from a backup: no ghost stays", async () => {
    const world = createWorld();
    for (const text of ["kept", "ghost", "ghost"]) world.server.append(talk, text);
    const { sync, link } = await world.liveDesk();
    sync.open(talk);
    await world.clock.advance(100);
    link.cut();
    world.server.restore(1);
    world.server.append(talk, "new");
    await world.clock.advance(1_000);
    expect(textsOf(sync.log(talk).get())).toEqual(["kept", "new"]);
  });

  it("is asked for after the snapshot of the desk, and its progress is told", async () => {
    const world = createWorld();
    const { sync } = world.desk();
    const order: string[] = [];
    sync.onCatchUp(async () => void order.push("snapshot"));
    sync.connection.subscribe((state) => {
      if (state.phase === "catching_up" && state.total > 0) order.push(`${state.done} of ${state.total}`);
    });
    sync.open(talk);
    sync.open(other);
    await sync.start();
    await world.clock.advance(200);
    expect(order).toEqual(["snapshot", "0 of 2", "1 of 2", "2 of 2"]);
  });
});
