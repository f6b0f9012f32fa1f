import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import { isMigrated } from "../db/migrate.ts";

export interface HealthOptions {
  readonly pool: pg.Pool;
  /** False from the moment the server is told to stop. */
  accepting(): boolean;
}

const longestWait = 2_000;

/** `/health/live`: the process answers. `/health/ready`: it can serve, or says what is missing. */
export function serveHealth(app: FastifyInstance, { pool, accepting }: HealthOptions): void {
  app.get("/health/live", async () => ({ status: "live" }));
  app.get("/health/ready", async (_request, reply) => {
    const [database, migrations] = await Promise.all([
      inTime(pool.query("select 1").then(() => true)),
      inTime(isMigrated(pool)),
    ]);
    const checks = { accepting: accepting(), database, migrations };
    const ready = Object.values(checks).every(Boolean);
    reply.code(ready ? 200 : 503).header("cache-control", "no-store");
    return { status: ready ? "ready" : "not ready", checks };
  });
}

/** A database that hangs is as good as none. */
const inTime = (check: Promise<boolean>): Promise<boolean> =>
  Promise.race([check.catch(() => false), sleep(longestWait, false, { ref: false })]);
