import { resolve } from "node:path";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Logger } from "pino";
import { startEmbeddedPostgres } from "./embedded/index.ts";
import * as schema from "./schema/index.ts";

export type Db = NodePgDatabase<typeof schema>;

/** The transaction of `db.transaction(async (tx) => …)`. */
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

export interface Database {
  readonly pool: pg.Pool;
  readonly db: Db;
  /** For programs that need a connection of their own; holds the password, so never log it. */
  readonly url: string;
  readonly embedded: boolean;
  /** Closes the pool, and stops the database when it was started for us. */
  close(): Promise<void>;
}

interface DatabaseOptions {
  /** null: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly log: Logger;
  readonly poolSize?: number;
}

/** The oldest PostgreSQL that is tested. */
const oldest = 15;

/** A database that cannot serve, with a sentence that says the way out. */
export class DatabaseUnsuitable extends Error {
  override readonly name = "DatabaseUnsuitable";
}

/** Opens the database of the configuration: the given one, or the embedded one, which is adopted or started. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDir, log } = options;
  const embedded = databaseUrl
    ? null
    : await startEmbeddedPostgres({ dataDir: resolve(dataDir, "postgres"), log });
  const url = databaseUrl ?? embedded?.url ?? "";
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 16,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    application_name: "sidetone",
    statement_timeout: 30_000,
    // A process that froze inside a transaction must not keep its locks: the others go on without it.
    idle_in_transaction_session_timeout: 15_000,
    // Compiling a query that takes milliseconds takes PostgreSQL half a second: offers came seconds late by it.
    options: "-c jit=off",
  });
  // Without a listener, a database that restarts would end this process.
  pool.on("error", (error) => log.warn({ err: error }, "a database connection was lost"));
  // The pool listens to idle connections alone; the one who borrowed this one hears of it from his query.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const close = async () => {
    await pool.end().catch(() => undefined);
    await embedded?.stop();
  };
  try {
    await checkVersion(pool);
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, db: drizzle({ client: pool, schema }), url, embedded: embedded !== null, close };
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  const answer = await pool
    .query<{ server_version_num: string }>("show server_version_num")
    .catch((cause: Error & { code?: string }) => {
      const reason = cause.code ?? cause.message;
      throw new DatabaseUnsuitable(
        `The database of DATABASE_URL does not answer (${reason}): check the address, and that it is running.`,
        { cause },
      );
    });
  const major = Math.floor(Number(answer.rows[0]?.server_version_num) / 10_000);
  if (major < oldest) {
    throw new DatabaseUnsuitable(
      `The database of DATABASE_URL is PostgreSQL ${major}; ${oldest} or newer is needed. Upgrade it, or unset DATABASE_URL to use the embedded one.`,
    );
  }
}
