import type { FastifyInstance } from "fastify";
import type pg from "pg";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { IncomingCall } from "../http/request-context.ts";

export interface Metrics {
  /** Features register their own counters here. */
  readonly registry: Registry;
  /** Remembers which procedure a call reached, so that its duration is filed under that name. */
  reached(call: IncomingCall, procedure: string): void;
}

/** Process, event loop, database pool and HTTP durations, for Prometheus. */
export function createMetrics(pool: pg.Pool): Metrics & { observe(app: FastifyInstance): void } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addPoolGauge(registry, pool);
  const durations = new Histogram({
    name: "sidetone_http_request_seconds",
    help: "Time to answer, by procedure or route",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const procedures = new Map<string, string>();
  return {
    registry,
    reached: ({ requestId }, procedure) => void procedures.set(requestId, procedure),
    observe(app) {
      app.addHook("onResponse", async (request, reply) => {
        const route = procedures.get(request.id) ?? request.routeOptions.url ?? "none";
        procedures.delete(request.id);
        const status = `${Math.floor(reply.statusCode / 100)}xx`;
        durations.observe({ method: request.method, route, status }, reply.elapsedTime / 1_000);
      });
      app.get("/metrics", async (_request, reply) => {
        reply.type(registry.contentType);
        return registry.metrics();
      });
    },
  };
}

function addPoolGauge(registry: Registry, pool: pg.Pool): void {
  new Gauge({
    name: "sidetone_database_connections",
    help: "Connections of the database pool, and those who wait for one",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "busy" }, pool.totalCount - pool.idleCount);
      this.set({ state: "waiting" }, pool.waitingCount);
    },
  });
}
