import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError, readConfig } from "#server/app/config.ts";
import { WorkspaceRefused } from "#server/features/workspaces/index.ts";
import { BackupError } from "#server/platform/db/backup/index.ts";
import { EmbeddedPostgresError, startEmbeddedPostgres } from "#server/platform/db/embedded/index.ts";
import { DatabaseUnsuitable } from "#server/platform/db/open-database.ts";

export interface DatabaseAtHand {
  readonly url: string;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** The database that the server would use from the same environment; a running embedded one is joined. */
export async function openDatabaseAtHand(): Promise<DatabaseAtHand> {
  const { databaseUrl, dataDir } = readConfig(process.env);
  if (databaseUrl) return { url: databaseUrl, dataDir: resolve(dataDir), close: async () => {} };
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const embedded = await startEmbeddedPostgres({ dataDir: resolve(dataDir, "postgres"), log: quiet });
  return { url: embedded.url, dataDir: resolve(dataDir), close: () => embedded.stop() };
}

export const say = (line: string) => console.error(line);

export const productVersion = (): string =>
  (JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string })
    .version;

/** Foreseen failures are one sentence; the rest is a bug and keeps its stack. */
export async function endWithSentence(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const foreseen = [BackupError, EmbeddedPostgresError, ConfigError, DatabaseUnsuitable, WorkspaceRefused];
    const known = foreseen.some((kind) => error instanceof kind);
    console.error(known ? (error as Error).message : error);
    process.exitCode = 1;
  }
}
