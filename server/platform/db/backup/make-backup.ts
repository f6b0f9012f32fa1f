import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type ArchiveWriter, createArchive } from "./archive-writer.ts";
import {
  columnList,
  connect,
  listMigrations,
  listSequences,
  listTables,
  qualified,
  type Table,
} from "./catalog.ts";
import { BackupError } from "./failure.ts";
import { type About, formatVersion, keptInDataDir, type Manifest, measured } from "./manifest.ts";

export interface BackupOptions {
  readonly url: string;
  readonly target: string;
  /** Its uploaded files and its secret are taken along, where they exist. */
  readonly dataDir: string;
  readonly product: string;
  /** Hears how far it is. */
  readonly say: (line: string) => void;
}

/** Writes everything that is committed at one moment into one file, while the server goes on working. */
export async function makeBackup(options: BackupOptions): Promise<Manifest> {
  const client = await connect(options.url);
  const archive = await createArchive(options.target).catch((cause: unknown) => {
    throw new BackupError(`${options.target} cannot be written.`, { cause });
  });
  try {
    await client.query("begin isolation level repeatable read read only");
    const about = await aboutOf(client, options.product);
    await archive.entry(about);
    const manifest = await writeAll(client, archive, options);
    await archive.entry({ kind: "manifest" }, once(JSON.stringify(manifest)));
    await archive.commit();
    return manifest;
  } catch (error) {
    await archive.abandon();
    throw error;
  } finally {
    await client.end();
  }
}

async function aboutOf(client: pg.Client, product: string): Promise<About> {
  const version = await client.query<{ server_version: string }>("show server_version");
  const migrations = await listMigrations(client);
  if (migrations.length === 0)
    throw new BackupError("This database was never set up: there is nothing to back up.");
  return {
    kind: "about",
    format: formatVersion,
    createdAt: new Date().toISOString(),
    product,
    postgres: version.rows[0]?.server_version ?? "",
    migrations,
  };
}

async function writeAll(
  client: pg.Client,
  archive: ArchiveWriter,
  options: BackupOptions,
): Promise<Manifest> {
  const manifest: Manifest = { kind: "manifest", tables: [], files: [], sequences: [] };
  for (const table of await listTables(client)) {
    const { rows, sha256 } = await writeTable(client, archive, table);
    manifest.tables.push({ name: table.name, columns: [...table.columns], rows, sha256 });
    options.say(`${table.name}: ${rows} rows`);
  }
  // After the tables: a sequence does not belong to the snapshot, and must not fall behind the rows.
  manifest.sequences.push(...(await listSequences(client)));
  for (const path of await listFiles(options.dataDir)) {
    const { pieces, measure } = measured(createReadStream(join(options.dataDir, path)));
    await archive.entry({ kind: "file", path }, pieces);
    manifest.files.push({ path, bytes: measure.bytes, sha256: measure.sha256 });
  }
  if (manifest.files.length > 0) options.say(`${manifest.files.length} files`);
  return manifest;
}

async function writeTable(client: pg.Client, archive: ArchiveWriter, { name, columns }: Table) {
  const rows = client.query(copyTo(`copy ${qualified(name)} (${columnList(columns)}) to stdout`));
  const { pieces, measure } = measured(rows);
  await archive.entry({ kind: "table", name, columns }, pieces);
  return { rows: measure.lines, sha256: measure.sha256 };
}

/** Paths inside the data folder, with `/` between the parts on all systems. */
async function listFiles(dataDir: string): Promise<string[]> {
  const found: string[] = [];
  for (const top of keptInDataDir) {
    const there = await stat(join(dataDir, top)).catch(() => undefined);
    if (there?.isFile()) found.push(top);
    if (there?.isDirectory()) found.push(...(await filesBelow(dataDir, join(dataDir, top))));
  }
  return found;
}

async function filesBelow(dataDir: string, folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".partial"))
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
