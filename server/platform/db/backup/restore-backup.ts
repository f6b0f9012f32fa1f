import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { connect, listMigrations, listTables, qualified } from "./catalog.ts";
import { BackupError } from "./failure.ts";
import { fillDatabase } from "./fill-database.ts";
import { type Verified, verifyBackup } from "./verify-backup.ts";

export interface RestoreOptions {
  readonly url: string;
  readonly source: string;
  readonly dataDir: string;
  /** Replace what is in the database. */
  readonly yes: boolean;
  /** Sets up the schema of a database in which there is none. */
  readonly migrate: (url: string) => Promise<void>;
  readonly say: (line: string) => void;
}

export interface Restored {
  readonly epoch: string;
  readonly rows: number;
  readonly files: number;
}

/** Puts a backup back, whole or not at all, and begins a new epoch. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  options.say(`reading ${options.source}`);
  const backup = await verifyBackup(options.source);
  const client = await connect(options.url);
  try {
    await refuseWhileUsed(client);
    if ((await listMigrations(client)).length === 0 && (await listTables(client)).length === 0) {
      await options.migrate(options.url);
    }
    await refuseOtherSchema(client, backup);
    if (!options.yes) await refuseUnlessEmpty(client);
    const epoch = await fillDatabase(client, options, backup.manifest);
    return {
      epoch,
      rows: backup.manifest.tables.reduce((all, { rows }) => all + rows, 0),
      files: backup.manifest.files.length,
    };
  } finally {
    await client.end();
  }
}

/** A server that runs keeps things in memory that would no longer be true. */
async function refuseWhileUsed(client: pg.Client): Promise<void> {
  const answer = await client.query<{ n: number }>(`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`);
  const others = answer.rows[0]?.n ?? 0;
  if (others > 0) {
    throw new BackupError(
      `The database is in use by ${others} other connections: stop the server, then restore. Nothing was changed.`,
    );
  }
}

async function refuseOtherSchema(client: pg.Client, { about, manifest }: Verified): Promise<void> {
  const here = await listMigrations(client);
  if (!isDeepStrictEqual(here, about.migrations)) {
    throw new BackupError(
      `The backup has the schema of version ${about.product} (${about.migrations.length} migrations), and this database another ` +
        `(${here.length} migrations): restore with the version that made it, then upgrade. Nothing was changed.`,
    );
  }
  const tables = new Map((await listTables(client)).map(({ name, columns }) => [name, columns]));
  const foreign = manifest.tables.find(({ name, columns }) => !isDeepStrictEqual(tables.get(name), columns));
  if (foreign) {
    throw new BackupError(
      `The table ${foreign.name} of the backup is not like the one here. Nothing was changed.`,
    );
  }
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  for (const { name } of await listTables(client)) {
    if (name === "server_state") continue;
    const { rowCount } = await client.query(`select 1 from ${qualified(name)} limit 1`);
    if (rowCount) {
      throw new BackupError(
        `There are data in this database already (in ${name}): add --yes to replace them all. Nothing was changed.`,
      );
    }
  }
}
