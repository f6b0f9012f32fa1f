import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "@playwright/test";
import pg from "pg";
import { coldStartMs } from "../../cold-start.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** The built product as a customer would run it: a server process with its own embedded database and the demo shop. */
export interface House {
  readonly address: string;
  /** The demo shop's page, on an origin of its own. */
  readonly shop: string;
  readonly dataDir: string;
  readonly logFile: string;
  /** With these variables in its environment, besides its own. */
  start(variables?: Readonly<Record<string, string>>): Promise<void>;
  /** kill -9 of the server; its database lives on, as it would. */
  kill(): Promise<void>;
  isRunning(): boolean;
  /** Asks the database itself, past the server. */
  sql<T extends object>(query: string, values?: readonly unknown[]): Promise<T[]>;
  tearDown(): Promise<void>;
}

/** Makes a house on two free ports; nothing runs before `start()`. */
export async function makeHouse(): Promise<House> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "sidetone-e2e-"));
  const port = await twoFreePorts();
  const address = `http://127.0.0.1:${port}`;
  const logFile = path.join(dataDir, "server.log");
  let child: ChildProcess | undefined;
  let client: pg.Client | undefined;
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const end = async (signal: NodeJS.Signals) => {
    if (!child || !isRunning()) return;
    const gone = new Promise((resolve) => child?.once("exit", resolve));
    child.kill(signal);
    await gone;
  };

  const house: House = {
    address,
    shop: `http://127.0.0.1:${port + 1}`,
    dataDir,
    logFile,
    isRunning,
    async start(variables = {}) {
      const log = openSync(logFile, "a");
      const env = environment({ PORT: String(port), PUBLIC_URL: address, DATA_DIR: dataDir, ...variables });
      child = spawn(process.execPath, ["server/app/main.ts"], {
        cwd: root,
        env,
        stdio: ["ignore", log, log],
      });
      await becomesReady(address, isRunning, logFile);
    },
    kill: () => end("SIGKILL"),
    async sql(query, values = []) {
      client ??= await connect(dataDir);
      for (let attempt = 1; ; attempt++) {
        try {
          return (await client.query(query, [...values])).rows;
        } catch (error) {
          // What sweeps in the server at this moment may hold what a test empties: PostgreSQL ends one of the two.
          if ((error as { code?: string }).code !== "40P01" || attempt === 3) throw error;
        }
      }
    },
    async tearDown() {
      await client?.end().catch(() => undefined);
      // A server that was killed has left its database running: only a server can end it properly.
      if (!isRunning()) await house.start().catch(() => undefined);
      await Promise.race([end("SIGTERM"), sleep(20_000)]);
      await end("SIGKILL");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return house;
}

/** Waits until the database itself answers with a row: the moment from which a promise of the product is counted. */
export const happened = (house: House, query: string, values: readonly unknown[] = []): Promise<void> =>
  expect.poll(() => house.sql(query, values), { intervals: [25] }).not.toEqual([]);

function environment(own: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    TMPDIR,
    HOST: "127.0.0.1",
    DEMO: "1",
    LOG_LEVEL: "info",
    NODE_ENV: "test",
    LIMIT_SCALE: "100",
    ...own,
  };
}

async function becomesReady(address: string, isRunning: () => boolean, logFile: string): Promise<void> {
  for (const until = Date.now() + coldStartMs; Date.now() < until; await sleep(40)) {
    if (!isRunning()) throw new Error(`the server left: ${readFileSync(logFile, "utf8").slice(-2_000)}`);
    const answer = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    );
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  throw new Error(`the server is not ready after ${coldStartMs / 1000} s: see ${logFile}`);
}

/** The embedded database, found by what it writes down of itself. */
async function connect(dataDir: string): Promise<pg.Client> {
  const cluster = path.join(dataDir, "postgres/pg18");
  const lines = readFileSync(path.join(cluster, "data/postmaster.pid"), "utf8").split("\n");
  const client = new pg.Client({
    host: lines[4] ?? "",
    port: Number(lines[3]),
    user: "sidetone",
    password: readFileSync(path.join(cluster, "password"), "utf8"),
    database: "sidetone",
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** The server's port and the shop's, below the range that systems use for outgoing connections. */
async function twoFreePorts(): Promise<number> {
  for (let attempt = 0; attempt < 80; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 5_900) * 2;
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error("no two free ports between 20000 and 31800");
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
