import { createSyncClient, type SyncClient } from "../sync-client.ts";
import type { LogView } from "../types.ts";
import { createChance, createFakeClock, type FakeClock, uuid } from "./fake-clock.ts";
import { createFakeLink, type FakeLink, type Faults, noFaults } from "./fake-link.ts";
import { createFakeServer, type FakeServer } from "./fake-server.ts";
import { createFakeStore, type FakeStore } from "./fake-store.ts";

/** A world of one server, one disk and one clock, in which desks are started. */
export interface World {
  readonly clock: FakeClock;
  readonly server: FakeServer;
  readonly store: FakeStore;
  readonly chance: () => number;
  /** A new window or program: its own link, the same disk. */
  desk(faults?: Partial<Faults>, store?: FakeStore): { sync: SyncClient; link: FakeLink };
  /** One that is started and live. */
  liveDesk(faults?: Partial<Faults>): Promise<{ sync: SyncClient; link: FakeLink }>;
}

/** Makes a world. */
export function createWorld({ seed = 1, ahead = 0 }: { seed?: number; ahead?: number } = {}): World {
  const clock = createFakeClock();
  const server = createFakeServer(clock, ahead);
  const store = createFakeStore();
  const chance = createChance(seed);
  let ids = 0x10_000;

  const world: World = {
    clock,
    server,
    store,
    chance,
    desk(faults = {}, disk = store) {
      const link = createFakeLink(server, clock, Object.assign(noFaults(), faults));
      const newId = () => uuid(++ids);
      const sync = createSyncClient({ transport: link, outboxStore: disk, clock, newId, random: chance });
      return { sync, link };
    },
    async liveDesk(faults) {
      const desk = world.desk(faults);
      await desk.sync.start();
      await clock.advance(200);
      return desk;
    },
  };
  return world;
}

/** The texts of a log. */
export const textsOf = (log: Pick<LogView, "events">): string[] =>
  log.events.map(({ body }) => ("text" in body ? body.text : body.kind));
