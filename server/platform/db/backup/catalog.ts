import pg from "pg";

export interface Table {
  readonly name: string;
  /** Without generated ones, which the database computes again. */
  readonly columns: readonly string[];
}

export interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

const quote = pg.escapeIdentifier;
export const qualified = (name: string) => `public.${quote(name)}`;
export const columnList = (columns: readonly string[]) => columns.map(quote).join(", ");

/** A connection whose text form of every value is the same on every server. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: "sidetone-backup" });
  client.on("error", () => undefined);
  await client.connect();
  for (const [name, value] of [
    ["client_encoding", "UTF8"],
    ["datestyle", "ISO, YMD"],
    ["intervalstyle", "postgres"],
    ["timezone", "UTC"],
    ["extra_float_digits", "3"],
    ["statement_timeout", "0"],
    ["lock_timeout", "10s"],
  ]) {
    await client.query("select set_config($1, $2, false)", [name, value]);
  }
  return client;
}

/** The tables of schema public that hold rows themselves (partitions one by one). */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const answer = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`);
  return answer.rows;
}

export async function listSequences(
  client: pg.Client,
): Promise<{ name: string; last: string; called: boolean }[]> {
  const names = await client.query<{ name: string }>(
    "select sequencename::text as name from pg_sequences where schemaname = 'public' order by 1",
  );
  const sequences: { name: string; last: string; called: boolean }[] = [];
  for (const { name } of names.rows) {
    const { rows } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${qualified(name)}`,
    );
    for (const row of rows) sequences.push({ name, ...row });
  }
  return sequences;
}

export async function listForeignKeys(client: pg.Client): Promise<ForeignKey[]> {
  const answer = await client.query<ForeignKey>(`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace
    order by 1, 2`);
  return answer.rows;
}

/** Hashes of the applied migrations, in order; none where nothing was ever migrated. */
export async function listMigrations(client: pg.Client): Promise<string[]> {
  const journal = "drizzle.__drizzle_migrations";
  const found = await client.query<{ there: boolean }>("select to_regclass($1) is not null as there", [
    journal,
  ]);
  if (!found.rows[0]?.there) return [];
  const answer = await client.query<{ hash: string }>(`select hash from ${journal} order by created_at, id`);
  return answer.rows.map(({ hash }) => hash);
}
