import type { ChildProcess } from "node:child_process";
import type pg from "pg";
import type { Address } from "./address.ts";
import type { Cluster } from "./cluster.ts";
import { EmbeddedPostgresError } from "./failure.ts";
import { lastWords, launch } from "./launch.ts";
import { removePostmasterFile } from "./postmaster-file.ts";
import { look, type Sight } from "./probe.ts";

export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** A database that answers, and the connection that will tell when it no longer does. */
export interface Running {
  readonly pid: number;
  readonly address: Address;
  readonly keeper: pg.Client;
  readonly startedByUs: boolean;
}

/** A dead postmaster's file, its zombie and its last backends may stand in the way for a few seconds. */
const patienceToStart = 60_000;
const patienceWithZombie = 5_000;
const patienceWithDeaf = 10_000;
/** Replaying the log after a crash takes as long as it takes. */
const patienceToRecover = 600_000;

/** Adopts the postmaster that lives in the data folder, or starts one. Undefined when it is no longer wanted. */
export async function ensureRunning(
  cluster: Cluster,
  clock: Clock,
  address: () => Promise<Address>,
  wanted: () => boolean,
): Promise<Running | undefined> {
  const began = clock.now();
  const starter = makeStarter(cluster, address);
  let state: Sight["state"] | undefined;
  let since = began;
  while (wanted()) {
    const sight = await look(cluster);
    if (sight.state === "ready") return { ...sight, startedByUs: sight.pid === starter.pid() };
    if (sight.state !== state) since = clock.now();
    state = sight.state;

    await clearTheWay(cluster, sight, clock.now() - since);
    const limit = sight.state === "starting" ? patienceToRecover : patienceToStart;
    if (clock.now() - began > limit) throw giveUp(cluster);
    if (sight.state === "absent") await starter.start();
    await clock.sleep(sight.state === "starting" ? 25 : 50);
  }
  starter.cancel();
  return undefined;
}

/** Starts a postmaster, again when it fails, but not for ever when what it complains of will not pass. */
function makeStarter(cluster: Cluster, address: () => Promise<Address>) {
  let child: ChildProcess | undefined;
  let launches = 0;
  return {
    pid: () => child?.pid,
    cancel: () => isRunning(child) && child?.kill("SIGINT"),
    async start(): Promise<void> {
      if (isRunning(child)) return;
      if (launches >= 3 && !passes(lastWords(cluster))) throw giveUp(cluster);
      child = await launch(cluster, await address());
      launches += 1;
    },
  };
}

/** Removes what hinders a start, once it is sure that nobody lives behind it. */
async function clearTheWay(cluster: Cluster, sight: Sight, waited: number): Promise<void> {
  const zombieStays = sight.state === "dying" && waited > patienceWithZombie;
  const deafStays = sight.state === "starting" && sight.deaf && waited > patienceWithDeaf;
  if (sight.state === "stale" || zombieStays || (deafStays && process.platform === "win32")) {
    if ("pid" in sight) await removePostmasterFile(cluster.dir, sight.pid);
  } else if (deafStays && sight.state === "starting") {
    // Its socket is gone (a cleaner of /tmp took it), so nobody can ever reach it again.
    process.kill(sight.pid, "SIGINT");
  }
}

/** Complaints that the last backends of a dead postmaster, or a port still held, leave behind for a moment. */
const passes = (words: string) => /lock file|shared memory|could not bind|could not create any/i.test(words);

const isRunning = (child: ChildProcess | undefined) =>
  child?.pid !== undefined && child.exitCode === null && child.signalCode === null;

const giveUp = (cluster: Cluster) =>
  new EmbeddedPostgresError(`The embedded database in ${cluster.dir} does not start: ${lastWords(cluster)}`);
