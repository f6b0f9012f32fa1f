import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { seedDemo } from "#server/features/demo/index.ts";
import { migrateDatabase } from "#server/platform/db/migrate.ts";
import { type Database, openDatabase } from "#server/platform/db/open-database.ts";
import { type Composition, compose } from "./compose.ts";
import type { Config } from "./config.ts";
import type { Service } from "./parts.ts";
import { readSecret } from "./secret.ts";

export interface RunningServer extends Composition {
  readonly database: Database;
  /** Where it listens, e.g. `http://127.0.0.1:7100`. */
  readonly address: string;
  /** Stops in order: no new work, clients told, work in flight finished, database closed. */
  stop(): Promise<void>;
}

/** How long the message "come back" has to reach the clients before their sockets close. */
const farewell = 150;

/** Starts everything that the configuration describes, or nothing: a half-started server is taken down again. */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const secret = await readSecret(config.secret, config.dataDir);
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log });
  const state = { accepting: true };
  const stops: (() => Promise<unknown>)[] = [() => database.close()];
  const stopAll = async () => {
    for (const stop of stops.reverse()) {
      await stop().catch((error: unknown) => log.error({ err: error }, "a part did not stop cleanly"));
    }
  };
  try {
    await migrateDatabase(database.pool);
    const composition = await compose({ config, secret, log, database, accepting: () => state.accepting });
    const { app, services } = composition;
    if (config.demo) await fillDemo(config, composition, database, log);
    for (const service of services) {
      stops.push(async () => service.stop?.());
      await service.start?.();
    }
    stops.push(() => closeHttp(app));
    const address = await app.listen({ port: config.port, host: config.host });
    log.info({ address, publicUrl: config.publicUrl, embedded: database.embedded }, "server is ready");
    const stop = async () => {
      state.accepting = false;
      await drain(services, log);
      for (const service of services) {
        await Promise.resolve(service.hangUp?.()).catch((error: unknown) =>
          log.error({ err: error }, "a part could not finish what was under way"),
        );
      }
      await stopAll();
      log.info({}, "server has stopped");
    };
    let stopped: Promise<void> | undefined;
    return { ...composition, database, address, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** How long a request under way may still take, ms; a client that is slower than that is cut off. */
const lastCall = 6_000;

/** Takes no new connection, lets requests under way finish, and hangs up on connections that only wait. */
async function closeHttp(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 100);
  const cut = setTimeout(() => app.server.closeAllConnections(), lastCall);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

/** The demo shop's page is served one port further on, so that it is a foreign site, as a customer's would be. */
export const demoShopOrigins = ({ port }: Config): string[] =>
  ["localhost", "127.0.0.1"].map((host) => `http://${host}:${port + 1}`);

async function fillDemo(
  config: Config,
  { accounts }: Composition,
  { db }: Database,
  log: Logger,
): Promise<void> {
  const { createUser } = accounts;
  const made = await seedDemo({ db, createUser, shopOrigins: demoShopOrigins(config) });
  if (made) log.info({}, "demo workspace is made");
}

async function drain(services: readonly Service[], log: Logger): Promise<void> {
  for (const service of services) {
    try {
      service.drain?.();
    } catch (error) {
      log.error({ err: error }, "a part could not say goodbye");
    }
  }
  if (services.some((service) => service.drain)) await sleep(farewell);
}
