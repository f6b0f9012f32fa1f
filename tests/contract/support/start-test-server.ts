import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Config, readConfig } from "#server/app/config.ts";
import { type RunningServer, startServer } from "#server/app/start-server.ts";
import { freePort } from "#server/platform/db/embedded/address.ts";
import {
  createTemplateDatabase,
  type FreshDatabase,
  freshDatabase,
} from "#server/platform/db/embedded/index.ts";
import { migrateDatabase } from "#server/platform/db/migrate.ts";
import { openDatabase } from "#server/platform/db/open-database.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { createFixtures, type Fixtures } from "./fixtures.ts";

export interface TestServer extends Fixtures {
  readonly server: RunningServer;
  readonly config: Config;
  readonly url: string;
  /** For a second server on the same database. */
  readonly databaseUrl: string;
  /** Lines of the server's log. */
  readonly logLines: readonly string[];
  /** Stops the server and drops its database. */
  stop(): Promise<void>;
}

export interface TestServerOptions {
  /** Environment variables, over the defaults for tests. */
  readonly env?: Readonly<Record<string, string>>;
  /** A database of another test server; otherwise a fresh one is made. */
  readonly databaseUrl?: string;
}

/** The whole server, in this process, on a free port and a database of its own. */
export async function startTestServer({
  env = {},
  databaseUrl,
}: TestServerOptions = {}): Promise<TestServer> {
  const fresh = databaseUrl ? null : await migratedDatabase();
  const url = databaseUrl ?? fresh?.url ?? "";
  const dataDir = await mkdtemp(join(tmpdir(), "sidetone-test-"));
  const port = await freePort();
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    SIDETONE_SECRET: "a secret that is only for tests, 32+ characters",
    NODE_ENV: "test",
    LOG_LEVEL: "debug",
    ...env,
  });
  const logLines: string[] = [];
  const log = createLogger(config.logLevel, { write: (line: string) => void logLines.push(line) });
  const server = await startServer(config, log);
  return {
    ...createFixtures(server, config.publicUrl),
    server,
    config,
    url: config.publicUrl,
    databaseUrl: url,
    logLines,
    async stop() {
      await server.stop();
      await fresh?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A copy of a migrated template, which the first test of the run makes. */
async function migratedDatabase(): Promise<FreshDatabase> {
  const adminUrl = process.env.TEST_ADMIN_URL;
  if (!adminUrl) throw new Error("TEST_ADMIN_URL is not set: run the contract tests as projects of vitest");
  const template = await createTemplateDatabase(adminUrl, "migrated", async (url) => {
    const log = createLogger("silent");
    const database = await openDatabase({ databaseUrl: url, dataDir: "", log });
    await migrateDatabase(database.pool);
    await database.close();
  });
  return freshDatabase(adminUrl, template);
}
