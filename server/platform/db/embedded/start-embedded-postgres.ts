import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Address, chooseAddress, databaseUrl, leaveAddress, type Transport } from "./address.ts";
import { type Cluster, openCluster } from "./cluster.ts";
import { type Clock, ensureRunning, type Running } from "./ensure-running.ts";
import { EmbeddedPostgresError } from "./failure.ts";
import { keeperName } from "./probe.ts";
import { kindOfProcess } from "./processes.ts";

/** What the launcher says while it works. A pino logger fits. */
export interface Log {
  info(context: object, message: string): void;
  warn(context: object, message: string): void;
  error(context: object, message: string): void;
}

export interface EmbeddedPostgresOptions {
  /** The folder that belongs to the database alone; made when it is missing. */
  readonly dataDir: string;
  readonly log: Log;
  readonly clock?: Clock;
  /** Unix socket where the system has them; "loopback" is for Windows. */
  readonly transport?: Transport;
}

export interface EmbeddedPostgres {
  /** For `pg`; stays the same while this object lives, also over restarts of the database. */
  readonly url: string;
  /** Whether a postmaster was found running and taken over. */
  readonly adopted: boolean;
  /** Process number of the postmaster of this moment. */
  readonly pid: number;
  /** Stops the database, unless another server uses it too. */
  stop(): Promise<void>;
}

const database = "sidetone";
const systemClock: Clock = { now: Date.now, sleep: (milliseconds) => sleep(milliseconds) };
const longestPause = 5_000;

/** Adopts or starts the PostgreSQL of a data folder, and starts it again whenever it dies. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const {
    log,
    clock = systemClock,
    transport = process.platform === "win32" ? "loopback" : "socket",
  } = options;
  const cluster = await openCluster(options.dataDir);
  let wanted = true;
  let address: Address | undefined;
  // The address is kept: those who were given the url find the database there after every restart.
  const where = async () => {
    address = await chooseAddress(cluster, transport, address);
    return address;
  };
  const ensure = () => ensureRunning(cluster, clock, where, () => wanted);

  const first = await ensure();
  if (!first) throw new EmbeddedPostgresError("The embedded database was stopped while it started.");
  address = first.address;
  await makeDatabase(first.keeper);
  const url = databaseUrl(first.address, cluster.password, database);
  const adopted = !first.startedByUs;
  log.info(
    { pid: first.pid, dir: cluster.dir, as: cluster.runAs.kind, adopted },
    "embedded database is ready",
  );

  let current: Running = first;
  let recovery: Promise<void> | undefined;
  /** The kept connection breaks the moment the postmaster dies, whoever its parent was. */
  const watch = ({ keeper }: Running) =>
    keeper.once("end", () => (recovery = wanted ? recover() : undefined));
  const recover = async () => {
    for (let pause = 50; wanted; pause = Math.min(pause * 2, longestPause)) {
      try {
        const next = await ensure();
        if (!next) return;
        log.warn({ pid: next.pid, before: current.pid }, "embedded database is back");
        current = next;
        watch(next);
        return;
      } catch (error) {
        log.error({ error }, "embedded database does not come back yet");
        await clock.sleep(pause);
      }
    }
  };
  watch(first);

  const stop = async () => {
    wanted = false;
    await recovery;
    await shutDown(cluster, current, clock, log);
  };
  let stopped: Promise<void> | undefined;
  return {
    url,
    adopted,
    get pid() {
      return current.pid;
    },
    stop: () => (stopped ??= stop()),
  };
}

async function makeDatabase(keeper: pg.Client): Promise<void> {
  const found = await keeper.query("select 1 from pg_database where datname = $1", [database]);
  if (found.rowCount) return;
  await keeper.query(`create database ${pg.escapeIdentifier(database)}`).catch((error: { code?: string }) => {
    // Another server that started at the same moment made it (duplicate_database, unique_violation).
    if (error.code !== "42P04" && error.code !== "23505") throw error;
  });
}

async function shutDown(
  cluster: Cluster,
  { keeper, pid, address }: Running,
  clock: Clock,
  log: Log,
): Promise<void> {
  const others = await othersThan(keeper);
  await keeper.end().catch(() => undefined);
  if (others > 0)
    return log.info({ pid, others }, "embedded database is left to the other server that uses it");
  const lives = () => ["postmaster", "unknown"].includes(kindOfProcess(pid, cluster.dir));
  // "fast": open transactions are rolled back, the rest is written out. "immediate" only when that hangs.
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (lives()) process.kill(pid, signal);
    for (const until = clock.now() + 20_000; lives() && clock.now() < until; ) await clock.sleep(20);
  }
  await leaveAddress(address);
  log.info({ pid }, "embedded database is stopped");
}

/** Other servers show themselves by their own keeper; a dead one's has gone with it. */
async function othersThan(keeper: pg.Client): Promise<number> {
  const query =
    "select count(*)::int as n from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()";
  const answer = await keeper.query<{ n: number }>(query, [keeperName]).catch(() => undefined);
  return answer?.rows[0]?.n ?? 0;
}
