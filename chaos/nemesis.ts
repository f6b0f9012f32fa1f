import { setTimeout as sleep } from "node:timers/promises";
import type { Convergence } from "./convergence.ts";
import { type Floor, type Head, showsAll } from "./floor.ts";
import type { History } from "./history.ts";
import { percentile } from "./percentile.ts";
import type { Profile } from "./profiles.ts";
import type { Random } from "./random.ts";
import type { EmbeddedDatabase } from "./system/embedded-database.ts";
import type { ServerProcess } from "./system/server-process.ts";
import { repeat } from "./workload.ts";

export interface NemesisOptions {
  readonly profile: Profile;
  readonly random: Random;
  readonly server: ServerProcess;
  readonly database: EmbeddedDatabase;
  readonly floor: Floor;
  readonly history: History;
  /** Until every screen shows everything that was written. */
  readonly convergence: Convergence;
  /** Until every screen is connected and says so. */
  readonly recovery: Convergence;
  readonly log: (line: string) => void;
  readonly heads: () => Promise<ReadonlyMap<string, Head>>;
}

export interface Kills {
  server: number;
  database: number;
  /** Time from each kill to the next "ready", ms. */
  readonly restartMs: number[];
  cut: number;
  reset: number;
  halfOpen: number;
}

type Fault = "server" | "database" | "both";

/** Kills servers and databases one after the other, and lines between them all the time. */
export async function unleash(options: NemesisOptions): Promise<Kills> {
  const { profile, random, convergence, recovery, history, server, floor } = options;
  const kills: Kills = { server: 0, database: 0, restartMs: [], cut: 0, reset: 0, halfOpen: 0 };
  const calm = repeat(profile.disturbancesPerSecond, () => disturbLine(options, kills));
  for (const fault of schedule(profile, random)) {
    await sleep(random.between(...profile.quietMs));
    const began = performance.now();
    history.add({ type: "info", op: "nemesis", what: `kill ${fault}` });
    await strike(fault, options, kills);
    await server.ready();
    const ready = performance.now();
    kills.restartMs.push(Math.round(ready - began));
    history.add({ type: "info", op: "nemesis", what: "ready again" });
    const heads = await options.heads();
    const watchers = floor.undisturbed();
    convergence.begin(
      ready,
      watchers.map((watcher) => () => showsAll(watcher, heads.get(watcher.conversationId))),
    );
    recovery.begin(
      ready,
      watchers.map((watcher) => watcher.isLive),
    );
    tellLater(fault, Math.round(ready - began), options);
  }
  await sleep(profile.quietMs[1]);
  convergence.end();
  recovery.end();
  calm();
  return kills;
}

/** After the time in which everybody must agree. */
function tellLater(
  fault: Fault,
  restartMs: number,
  { convergence, recovery, profile, log }: NemesisOptions,
): void {
  setTimeout(() => {
    const words = (samples: readonly number[]) =>
      [0.5, 0.99, 1].map((share) => Math.round(percentile(samples, share))).join("/");
    log(
      `kill ${fault}: ready after ${restartMs} ms; screens agree after ${words(convergence.end())} ms, ` +
        `are live after ${words(recovery.end())} ms`,
    );
  }, profile.quietMs[0] - 50);
}

/** Mostly one at a time; sometimes the server and its database at once. */
function schedule({ serverKills, databaseKills }: Profile, random: Random): Fault[] {
  const both = Math.min(Math.floor(databaseKills / 5), serverKills);
  const times = (count: number, fault: Fault) => Array.from({ length: count }, () => fault);
  return random.shuffle([
    ...times(serverKills - both, "server"),
    ...times(databaseKills - both, "database"),
    ...times(both, "both"),
  ]);
}

async function strike(
  fault: Fault,
  { server, database, random }: NemesisOptions,
  kills: Kills,
): Promise<void> {
  if (fault !== "server" && (await database.kill(random.chance(0.5) ? "SIGKILL" : "SIGQUIT")))
    kills.database++;
  if (fault === "database") {
    // The old one answers for a moment: "ready" must be said by the new one.
    await sleep(50);
    return;
  }
  await server.kill();
  kills.server++;
  await sleep(random.between(0, 300));
  server.start();
}

function disturbLine({ floor, random }: NemesisOptions, kills: Kills): void {
  const lines = floor.customers.filter(({ line }) => line !== null);
  if (lines.length === 0) return;
  const customer = random.pick(lines);
  const how = random.pick(["cut", "reset", "halfOpen"] as const);
  kills[how]++;
  if (how === "cut") customer.line?.cut();
  else if (how === "reset") customer.line?.reset();
  else {
    customer.line?.blackHole();
    customer.disturbedAt = Date.now();
  }
}
