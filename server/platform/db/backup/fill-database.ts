import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { damaged, type Entry, readArchive } from "./archive-reader.ts";
import { columnList, listForeignKeys, listTables, qualified } from "./catalog.ts";
import { BackupError } from "./failure.ts";
import { FileHeader, keptInDataDir, type Manifest, measured, TableHeader } from "./manifest.ts";

interface Target {
  readonly source: string;
  readonly dataDir: string;
  readonly say: (line: string) => void;
}

/** One transaction: empties the tables, fills them from the backup, begins a new epoch. Answers that epoch. */
export async function fillDatabase(client: pg.Client, target: Target, manifest: Manifest): Promise<string> {
  await client.query("begin");
  try {
    const putBack = await loosenRules(client);
    const tables = (await listTables(client)).map(({ name }) => qualified(name));
    if (tables.length > 0) await client.query(`truncate ${tables.join(", ")}`);
    for await (const entry of readArchive(target.source)) await putEntry(client, target, manifest, entry);
    for (const { name, last, called } of manifest.sequences) {
      await client.query("select setval($1::regclass, $2::bigint, $3)", [qualified(name), last, called]);
    }
    await putBack();
    const epoch = await beginEpoch(client);
    await client.query("commit");
    return epoch;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/**
 * Tables may refer to each other in circles, so no order of filling them would do: the references are taken
 * away and made again at the end, which checks them all. Triggers have done their work before the backup.
 */
async function loosenRules(client: pg.Client): Promise<() => Promise<void>> {
  const keys = await listForeignKeys(client);
  const tables = await listTables(client);
  const name = pg.escapeIdentifier;
  for (const key of keys)
    await client.query(`alter table ${qualified(key.table)} drop constraint ${name(key.name)}`);
  for (const table of tables) await client.query(`alter table ${qualified(table.name)} disable trigger user`);
  return async () => {
    for (const table of tables)
      await client.query(`alter table ${qualified(table.name)} enable trigger user`);
    for (const key of keys) {
      await client.query(
        `alter table ${qualified(key.table)} add constraint ${name(key.name)} ${key.definition}`,
      );
    }
  };
}

async function putEntry(
  client: pg.Client,
  target: Target,
  manifest: Manifest,
  { header, body }: Entry,
): Promise<void> {
  const table = TableHeader.safeParse(header);
  if (table.success) return await putTable(client, target, manifest, table.data, body);
  const file = FileHeader.safeParse(header);
  if (file.success) await putFile(target, manifest, file.data.path, body);
}

async function putTable(
  client: pg.Client,
  target: Target,
  manifest: Manifest,
  { name, columns }: { name: string; columns: string[] },
  body: AsyncIterable<Buffer>,
): Promise<void> {
  const { pieces, measure } = measured(body);
  const copy = client.query(copyFrom(`copy ${qualified(name)} (${columnList(columns)}) from stdin`));
  await pipeline(Readable.from(pieces), copy);
  // Read a second time, so compared a second time: the file may have changed in between.
  const expected = manifest.tables.find((one) => one.name === name);
  if (expected?.sha256 !== measure.sha256) throw damaged(target.source, `the sum of ${name} differs`);
  target.say(`${name}: ${measure.lines} rows`);
}

/** Written aside and renamed. A file that was there is replaced; one that is not in the backup stays, and harms nobody. */
async function putFile(
  target: Target,
  manifest: Manifest,
  path: string,
  body: AsyncIterable<Buffer>,
): Promise<void> {
  const place = join(target.dataDir, ...safeParts(path));
  await mkdir(dirname(place), { recursive: true });
  const { pieces, measure } = measured(body);
  const partial = `${place}.partial`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(partial, { mode: 0o600 }));
    const expected = manifest.files.find((one) => one.path === path);
    if (expected?.sha256 !== measure.sha256) throw damaged(target.source, `the sum of ${path} differs`);
    await rename(partial, place);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** A made-up backup must not write outside the folder. */
function safeParts(path: string): string[] {
  const parts = path.split("/");
  const stranger = !keptInDataDir.includes(parts[0] ?? "");
  if (stranger || parts.some((part) => ["", ".", ".."].includes(part) || /[\\:\0]/.test(part))) {
    throw new BackupError(
      `The backup holds a file with the impossible name ${JSON.stringify(path)}. Nothing was changed.`,
    );
  }
  return parts;
}

/** Clients that remember places in the log from before the restore are told to begin anew. */
async function beginEpoch(client: pg.Client): Promise<string> {
  const answer = await client.query<{ epoch: string }>(
    `insert into server_state (id, epoch) values (1, gen_random_uuid())
     on conflict (id) do update set epoch = excluded.epoch returning epoch`,
  );
  return answer.rows[0]?.epoch ?? "";
}
