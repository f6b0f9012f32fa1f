// npm run activity:verify: checks each workspace's activity log. Ends with 1 when an entry was edited, deleted, moved or cut off.
import { parseArgs } from "node:util";
import pg from "pg";
import { type ChainHead, verifyChain } from "#server/features/activity/index.ts";
import { endWithSentence, openDatabaseAtHand, say } from "./command-line-database.ts";

const usage = `npm run activity:verify -- [--workspace KEY] [--head SEQ:HASH]
  --head: the newest entry as an earlier check printed it; it must still be there, with the same hash.`;

function readHead(text: string | undefined): ChainHead | undefined {
  if (text === undefined) return undefined;
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!seq || !hash) throw new Error(usage);
  return { seq: Number(seq), hash };
}

await endWithSentence(async () => {
  const given = { type: "string" } as const;
  const { values } = parseArgs({ options: { workspace: given, head: given } });
  const known = readHead(values.head);
  if (known && !values.workspace) throw new Error(`--head needs --workspace.\n${usage}`);
  const database = await openDatabaseAtHand();
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  try {
    const { rows } = await pool.query<{ id: string; key: string }>(
      "select id, key from workspaces where $1::text is null or key = $1 order by key",
      [values.workspace ?? null],
    );
    if (values.workspace && rows.length === 0) {
      say(`There is no workspace ${values.workspace}.`);
      process.exitCode = 1;
    }
    for (const { id, key } of rows) if (!(await report(pool, id, key, known))) process.exitCode = 1;
  } finally {
    await pool.end();
    await database.close();
  }
});

async function report(pool: pg.Pool, id: string, key: string, known?: ChainHead): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { ok, entries, problems, head } = await verifyChain(client, id, known);
    console.log(JSON.stringify({ workspace: key, ok, entries, head: `${head.seq}:${head.hash}`, problems }));
    return ok;
  } finally {
    client.release();
  }
}
