import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SyncClient } from "./sync-client.ts";
import { uuid } from "./testing/fake-clock.ts";
import type { FakeLink } from "./testing/fake-link.ts";
import { createWorld, type World } from "./testing/start-desk.ts";
import type { LogView, OutboxEntry } from "./types.ts";

const talks = [uuid(1), uuid(2)] as const;

type Step =
  | { do: "send" | "append" | "refuse"; talk: 0 | 1 }
  | { do: "wait"; ms: number }
  | {
      do: "cut" | "down" | "up" | "blackHole" | "kill" | "resync" | "reopen" | "older" | "discard" | "retry";
    };

const talk = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("send" as const), talk }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("append" as const), talk }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(3_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("refuse" as const), talk }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "cut",
        "down",
        "up",
        "blackHole",
        "kill",
        "resync",
        "reopen",
        "older",
        "discard",
        "retry",
      ),
    }),
  },
);
const run = fc.record({ seed: fc.nat(2 ** 31), steps: fc.array(step, { minLength: 5, maxLength: 40 }) });

interface Story {
  readonly world: World;
  sync: SyncClient;
  link: FakeLink;
  close: () => void;
  /** Every message that was safely on disk. */
  readonly typed: OutboxEntry[];
  readonly discarded: Set<string>;
  readonly retried: Set<string>;
  texts: number;
}

/** Everything late, lost, doubled and out of order, now and then. */
function badLuck(link: FakeLink, { chance }: World): void {
  link.faults.delay = () => Math.floor(chance() * 150);
  link.faults.copies = () => (chance() < 0.1 ? 0 : chance() < 0.2 ? 2 : 1);
  link.faults.loseAck = () => chance() < 0.15;
  link.faults.loseRequest = () => chance() < 0.05;
  link.faults.failPage = () => chance() < 0.1;
}

async function startDesk(story: Story): Promise<void> {
  Object.assign(story, story.world.desk());
  badLuck(story.link, story.world);
  const closers = talks.map((id) => story.sync.open(id));
  story.close = () => {
    for (const each of closers) each();
  };
  await story.sync.start();
}

async function newStory(seed: number): Promise<Story> {
  const story = {
    world: createWorld({ seed }),
    typed: [],
    discarded: new Set(),
    retried: new Set(),
    texts: 0,
  } as unknown as Story;
  await startDesk(story);
  return story;
}

const failed = ({ sync }: Story) => sync.outbox.get().find(({ state }) => state === "failed");

async function perform(story: Story, { sync, link, world } = story, each: Step): Promise<void> {
  switch (each.do) {
    case "send":
      story.typed.push(await sync.send({ conversationId: talks[each.talk], text: `${++story.texts}` }));
      return;
    case "append":
      return void world.server.append(talks[each.talk], `${++story.texts}`);
    case "wait":
      return world.clock.advance(each.ms);
    case "refuse": {
      let once = 1;
      const codes = ["conversation.not_assigned", "server.busy"] as const;
      world.server.refuse = (command) =>
        command === "message.send" && once-- > 0 ? codes[each.talk] : undefined;
      return;
    }
    case "cut":
      return link.cut();
    case "down":
      link.faults.down = true;
      return link.cut();
    case "up":
      Object.assign(link.faults, { down: false, blackHole: false });
      return;
    case "blackHole":
      link.faults.blackHole = true;
      return;
    case "resync":
      return sync.resync();
    case "older":
      return void sync.loadOlder(talks[0]).catch(() => {});
    case "reopen":
      story.close();
      story.close = (() => {
        const closers = talks.map((id) => sync.open(id));
        return () => closers.forEach((close) => void close());
      })();
      return;
    case "kill":
      sync.stop();
      return startDesk(story);
    case "retry": {
      const entry = failed(story);
      if (!entry) return;
      story.retried.add(entry.clientId);
      return sync.retry(entry.clientId);
    }
    case "discard": {
      const entry = failed(story);
      if (!entry) return;
      story.discarded.add(entry.clientId);
      return sync.discard(entry.clientId);
    }
    default:
      return;
  }
}

/** At every moment: the window is an unbroken piece of the server's log. */
function expectTrue(log: LogView, { world }: Story): void {
  const truth = world.server.log(log.conversationId).slice(Math.max(0, log.firstSeq - 1), log.lastSeq);
  expect(log.events.map(({ seq }) => seq)).toEqual(truth.map(({ seq }) => seq));
  expect(log.events.map(({ clientId }) => clientId)).toEqual(truth.map(({ clientId }) => clientId));
}

/** The weather clears, the socket is replaced once more, and some time passes. */
async function calm({ link, sync, world }: Story): Promise<void> {
  world.server.refuse = () => undefined;
  Object.assign(link.faults, {
    down: false,
    blackHole: false,
    copies: () => 1,
    loseAck: () => false,
    loseRequest: () => false,
    failPage: () => false,
    delay: () => 20,
  });
  sync.resync();
  await world.clock.advance(20_000);
}

function expectNothingLost(story: Story): void {
  const { world, sync, typed, discarded, retried } = story;
  const left = new Map(sync.outbox.get().map((entry) => [entry.clientId, entry]));
  for (const id of talks) {
    const log = world.server.log(id);
    expect(sync.log(id).get()).toMatchObject({ lastSeq: log.length, failure: null });
    const written = log.flatMap(({ clientId }) => clientId ?? []);
    expect(new Set(written).size).toBe(written.length);
    const order = typed.filter(
      ({ conversationId, clientId }) => conversationId === id && !retried.has(clientId),
    );
    const inOrder = order
      .map(({ clientId }) => clientId)
      .filter((clientId) => written.some((each) => each === clientId));
    expect(written.filter((clientId) => inOrder.includes(clientId))).toEqual(inOrder);
  }
  for (const { clientId, conversationId } of typed) {
    const times = world.server.log(conversationId).filter((event) => event.clientId === clientId).length;
    const entry = left.get(clientId);
    if (times === 0 && !discarded.has(clientId)) expect(entry).toMatchObject({ state: "failed" });
    if (times === 0 && entry) expect(entry.failure).toBe("conversation.not_assigned");
    if (times > 0 || discarded.has(clientId)) expect(entry).toBeUndefined();
  }
  expect([...world.store.rows.keys()].sort()).toEqual([...left.keys()].sort());
}

describe("desk and server, whatever happens between them", () => {
  it("agree in the end: no message lost, doubled or out of order, every log whole at every moment", async () => {
    await fc.assert(
      fc.asyncProperty(run, async ({ seed, steps }) => {
        const story = await newStory(seed);
        for (const each of steps) {
          await perform(story, story, each);
          for (const id of talks) expectTrue(story.sync.log(id).get(), story);
        }
        await calm(story);
        for (const id of talks) expectTrue(story.sync.log(id).get(), story);
        expectNothingLost(story);
        expect(story.sync.connection.get().phase).toBe("live");
        story.sync.stop();
        await story.world.clock.advance(30_000);
        expect(story.world.clock.pending()).toBe(0);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
