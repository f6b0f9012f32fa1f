// npm run restore -- --from FILE [--yes]: puts a backup back, whole or not at all. The server must be stopped.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { BackupError, restoreBackup } from "#server/platform/db/backup/index.ts";
import { migrateDatabase } from "#server/platform/db/migrate.ts";
import { endWithSentence, openDatabaseAtHand, say } from "./command-line-database.ts";

async function migrate(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  await migrateDatabase(pool);
  await pool.end();
}

await endWithSentence(async () => {
  const { values } = parseArgs({
    options: { from: { type: "string" }, yes: { type: "boolean", default: false } },
  });
  if (!values.from) throw new BackupError("Say where from: npm run restore -- --from FILE [--yes]");
  const source = resolve(values.from);
  const database = await openDatabaseAtHand();
  try {
    const { url, dataDir } = database;
    const { rows, files, epoch } = await restoreBackup({
      url,
      dataDir,
      source,
      yes: values.yes,
      migrate,
      say,
    });
    say(`restored ${rows} rows and ${files} files; epoch ${epoch} begins, so every client fetches anew`);
  } finally {
    await database.close();
  }
});
