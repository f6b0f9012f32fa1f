import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "#server/platform/db/embedded/index.ts";
import { migrateDatabase } from "#server/platform/db/migrate.ts";
import { openDatabase } from "#server/platform/db/open-database.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { buildBigHouse, size } from "./big-house.ts";
import { measureCan } from "./measure-can.ts";
import { measureLists } from "./measure-lists.ts";

const log = (line: string) => console.error(`[bench] ${line}`);

/** What the rule costs for one thing, and what its SQL form costs a list of fifty thousand people. */
export async function benchAccess(): Promise<object> {
  const can = measureCan();
  log(`can(): ${can.p50Us} µs a check, ${can.ratioToSetHas} times a bare Set.has`);
  const dataDir = await mkdtemp(join(tmpdir(), "sidetone-bench-access-"));
  const quiet = { info: () => undefined, warn: () => undefined, error: console.error };
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet });
  try {
    const database = await openDatabase({
      databaseUrl: postgres.url,
      dataDir: "",
      log: createLogger("silent"),
    });
    try {
      await migrateDatabase(database.pool);
      const house = await buildBigHouse(database.pool);
      log(`${size.people} people in ${size.groups} groups are there`);
      const lists = await measureLists(database.pool, house, log);
      return { bench: "access", can, lists: { ...size, ...lists }, ok: can.ok && lists.ok };
    } finally {
      await database.close();
    }
  } finally {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
