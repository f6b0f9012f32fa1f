import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { databaseUrl } from "#server/platform/db/embedded/address.ts";
import { readPostmasterFile } from "#server/platform/db/embedded/postmaster-file.ts";

/** The server's embedded database, seen from outside: the harness reads it and kills it, but never starts it. */
export interface EmbeddedDatabase {
  pid(): Promise<number>;
  /** A connection of the harness's own. */
  connect(): Promise<pg.Client>;
  /** `SIGKILL`, or `SIGQUIT` for PostgreSQL's own immediate stop. False when it was down already. */
  kill(signal: "SIGKILL" | "SIGQUIT"): Promise<boolean>;
}

const patience = 30_000;

/** The database in a server's data folder. */
export function embeddedDatabase(dataDir: string): EmbeddedDatabase {
  const cluster = join(dataDir, "postgres/pg18");
  const file = () => readPostmasterFile(join(cluster, "data"));

  async function tryConnect(): Promise<pg.Client> {
    const found = await file();
    if (!found) throw new Error("there is no database");
    const password = await readFile(join(cluster, "password"), "utf8");
    const connectionString = databaseUrl({ host: found.socketDir, port: found.port }, password, "sidetone");
    const client = new pg.Client({ connectionString, application_name: "sidetone-harness" });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  }

  return {
    async pid() {
      return (await file())?.pid ?? 0;
    },
    async connect() {
      for (const until = Date.now() + patience; ; await sleep(30)) {
        try {
          return await tryConnect();
        } catch (error) {
          if (Date.now() > until) throw error;
        }
      }
    },
    async kill(signal) {
      const pid = (await file())?.pid ?? 0;
      try {
        if (pid > 0) process.kill(pid, signal);
        return pid > 0;
      } catch {
        return false;
      }
    },
  };
}
