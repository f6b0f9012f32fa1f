import { EmbeddedPostgresError } from "#server/platform/db/embedded/index.ts";
import { DatabaseUnsuitable } from "#server/platform/db/open-database.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { announce } from "./announce.ts";
import { ConfigError, readConfig } from "./config.ts";
import { startServer } from "./start-server.ts";
import { stopOnSignals } from "./stop-on-signals.ts";

/** The server as a program: reads its environment, starts, and stops when it is told to. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  process.on("unhandledRejection", (error) =>
    log.error({ err: error }, "unhandled rejection: this is a bug"),
  );
  const starting = startServer(config, log);
  stopOnSignals(starting, log);
  const server = await starting;
  console.log(announce(config, server.address));
}

/** What to say of a start that failed for a reason a person can mend; null: a bug. */
function explain(error: unknown): readonly string[] | null {
  if (error instanceof ConfigError) return error.problems;
  if (error instanceof DatabaseUnsuitable || error instanceof EmbeddedPostgresError) return [error.message];
  const { code, port } = error as { code?: string; port?: number };
  if (code === "EADDRINUSE") {
    return [`PORT ${port} is taken by another program: stop it, or choose another, e.g. PORT=7200.`];
  }
  return null;
}

main().catch((error: unknown) => {
  const sentences = explain(error);
  console.error(sentences ? sentences.join("\n") : error);
  process.exit(1);
});
