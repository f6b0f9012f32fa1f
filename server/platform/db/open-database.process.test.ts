import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPostmasterFile } from "./embedded/postmaster-file.ts";
import { type Database, openDatabase } from "./open-database.ts";

let dataDir: string;
let database: Database;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "sidetone-open-"));
  chmodSync(dataDir, 0o755);
  database = await openDatabase({ databaseUrl: null, dataDir, log: pino({ level: "silent" }) });
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("a database that dies while a transaction is open", () => {
  it("fails the transaction, not the server, and serves again when it is back", async () => {
    const borrowed = await database.pool.connect();
    await borrowed.query("begin");

    const postmaster = await readPostmasterFile(join(dataDir, "postgres/pg18/data"));
    process.kill(postmaster?.pid ?? 0, "SIGKILL");
    const lost = new Promise((done) => borrowed.once("end", done));
    await lost;

    await expect(borrowed.query("commit")).rejects.toThrow();
    borrowed.release(true);
    await expect
      .poll(
        () =>
          database.pool.query("select 1 as one").then(
            ({ rows }) => rows,
            () => [],
          ),
        { timeout: 20_000 },
      )
      .toEqual([{ one: 1 }]);
  });
});
