import { type ChildProcess, fork } from "node:child_process";
import { chmodSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { embeddedDatabase } from "../../chaos/system/embedded-database.ts";
import { makeWorkspace } from "../../chaos/system/workspace.ts";
import { processTree } from "../processes.ts";
import { crews, openProductRooms } from "./product-rooms.ts";
import type { Room } from "./room.ts";

export interface Lag {
  /** How long each report took, ms. */
  readonly took: readonly number[];
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Our server with its embedded database, and everybody in his place. */
export interface Product {
  readonly pid: number;
  readonly rooms: readonly Room[];
  databasePids(): readonly number[];
  /** Runs a report some times in the server's own pool; tells how late the event loop was meanwhile. */
  report(rounds: number, times: number): Promise<Lag>;
  stop(): Promise<void>;
}

/** Starts the product as in service, except that one client may do what a thousand people do. */
export async function openProduct(nodeArgs: readonly string[] = []): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), "sidetone-bench-"));
  chmodSync(dataDir, 0o755);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const log = openSync(join(tmpdir(), "sidetone-bench.log"), "a");
  const child: ChildProcess = fork("bench/messages/server-with-report.ts", {
    execArgv: [...nodeArgs],
    env: {
      ...process.env,
      ...{ PORT: String(port), HOST: "127.0.0.1", PUBLIC_URL: address, DATA_DIR: dataDir },
      ...{ LIMIT_SCALE: "10000", LOG_LEVEL: "warn" },
    },
    stdio: ["ignore", log, log, "ipc"],
  });
  await new Promise<void>((done, failed) => {
    child.once("message", () => done());
    child.once("exit", () =>
      failed(new Error(`the server did not start: see ${tmpdir()}/sidetone-bench.log`)),
    );
  });
  const database = embeddedDatabase(dataDir);
  const client = await database.connect();
  const workspace = await makeWorkspace(client, crews);
  await client.end();
  const postmaster = await database.pid();
  const rooms = await openProductRooms(address, workspace);
  return {
    pid: child.pid ?? 0,
    rooms,
    databasePids: () => processTree(postmaster),
    report: (rounds, times) =>
      new Promise((done) => {
        child.once("message", (lag) => done(lag as Lag));
        child.send({ rounds, times });
      }),
    async stop() {
      for (const { sockets } of rooms) for (const socket of sockets) socket.disconnect();
      const gone = new Promise<void>((done) => child.once("exit", () => done()));
      child.disconnect();
      await gone;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
