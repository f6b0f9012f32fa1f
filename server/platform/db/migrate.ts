import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type pg from "pg";

const folder = join(import.meta.dirname, "../../migrations");

/** Any number will do, as long as every version of the server asks for the same. */
const lockKey = 7_100_001;

/** Brings the schema up to date; of servers that start together one migrates and the others wait for it. */
export async function migrateDatabase(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await migrate(drizzle({ client }), { migrationsFolder: folder });
  } finally {
    // Thrown away rather than given back: the lock and the setting end with the connection.
    client.release(true);
  }
}

/** True when the database has all migrations that this version of the server knows. */
export async function isMigrated(pool: pg.Pool): Promise<boolean> {
  const journal = JSON.parse(await readFile(join(folder, "meta/_journal.json"), "utf8")) as {
    entries: { when: number }[];
  };
  const newest = Math.max(0, ...journal.entries.map(({ when }) => when));
  const answer = await pool.query<{ created_at: string }>(
    "select max(created_at) as created_at from drizzle.__drizzle_migrations",
  );
  return Number(answer.rows[0]?.created_at ?? -1) >= newest;
}
