// npm run backup -- --to FILE: everything that is committed now, in one file; the server may go on working.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { BackupError, makeBackup } from "#server/platform/db/backup/index.ts";
import { endWithSentence, openDatabaseAtHand, productVersion, say } from "./command-line-database.ts";

await endWithSentence(async () => {
  const { values } = parseArgs({ options: { to: { type: "string" } } });
  if (!values.to) throw new BackupError("Say where to: npm run backup -- --to FILE");
  const target = resolve(values.to);
  const database = await openDatabaseAtHand();
  try {
    const { url, dataDir } = database;
    const { tables, files } = await makeBackup({ url, dataDir, target, product: productVersion(), say });
    const rows = tables.reduce((all, table) => all + table.rows, 0);
    say(`${target}: ${tables.length} tables, ${rows} rows, ${files.length} files`);
    say("It holds conversations, password hashes and keys: keep it where only you can read it.");
  } finally {
    await database.close();
  }
});
