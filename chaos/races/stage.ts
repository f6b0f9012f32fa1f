import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { startPostgres15 } from "../../scripts/test-postgres15.ts";
import { createServerProcess } from "../system/server-process.ts";

/** Two server processes on one PostgreSQL and one Redis. */
export interface RaceStage {
  readonly addresses: readonly [string, string];
  readonly pool: pg.Pool;
  stop(): Promise<void>;
}

const secret = "a secret that is only for races, 32+ characters";

/** Starts all of it; `folder` gets the servers' logs. */
export async function openRaceStage(folder: string): Promise<RaceStage> {
  mkdirSync(folder, { recursive: true });
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const postgres = await startPostgres15();
    stops.push(postgres.stop);
    const redisPort = await freePort();
    const redis: ChildProcess = spawn(
      "redis-server",
      ["--port", String(redisPort), "--bind", "127.0.0.1", "--save", ""],
      { stdio: "ignore" },
    );
    stops.push(() => redis.kill());
    const dataDir = mkdtempSync(join(tmpdir(), "sidetone-races-"));
    stops.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const env = {
      DATABASE_URL: postgres.url,
      REDIS_URL: `redis://127.0.0.1:${redisPort}`,
      SIDETONE_SECRET: secret,
    };
    const addresses: string[] = [];
    // One after the other: the first one makes the tables.
    for (const name of ["first", "second"]) {
      const server = createServerProcess({
        ...{ port: await freePort(), dataDir: join(dataDir, name), env },
        logFile: join(folder, `${name}.log`),
      });
      stops.push(server.stop);
      server.start();
      await server.ready();
      addresses.push(server.address);
    }
    const pool = new pg.Pool({ connectionString: postgres.url, max: 4 });
    pool.on("error", () => undefined);
    stops.push(() => pool.end());
    return { addresses: addresses as unknown as readonly [string, string], pool, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
