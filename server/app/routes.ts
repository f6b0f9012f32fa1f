import type { AnyRouter } from "@orpc/server";
import type { FastifyInstance } from "fastify";
import { serveAppPages } from "#server/platform/http/app-pages.ts";
import { type AuthRequest, serveAuth } from "#server/platform/http/auth-routes.ts";
import type { CallOf } from "#server/platform/http/call-factory.ts";
import { serveDocs } from "#server/platform/http/docs-page.ts";
import { serveHealth } from "#server/platform/http/health.ts";
import { serveRpc } from "#server/platform/http/rpc-routes.ts";
import type { createMetrics } from "#server/platform/metrics/create-metrics.ts";
import type { Parts } from "./parts.ts";

interface Routes extends Parts {
  readonly router: AnyRouter;
  readonly callOf: CallOf;
  readonly metrics: ReturnType<typeof createMetrics>;
  /** The desktop's build, for browsers. */
  readonly rendererFolder: string;
  handleAuth(call: AuthRequest): Promise<Response>;
}

/** Everything that the server answers over HTTP, except the routes that features bring along. */
export async function serveRoutes(app: FastifyInstance, routes: Routes): Promise<void> {
  const { config, database, metrics, callOf, router } = routes;
  serveHealth(app, { pool: database.pool, accepting: () => routes.accepting() });
  await serveAuth(app, config.publicUrl, routes.handleAuth);
  serveDocs(app, config.publicUrl);
  await serveAppPages(app, routes.rendererFolder, config.publicUrl);
  await serveRpc(app, { router, callOf, reached: metrics.reached });
}
