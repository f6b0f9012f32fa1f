import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { createAccountsFeature } from "#server/features/accounts/index.ts";
import { createActivityFeature } from "#server/features/activity/index.ts";
import { createFilesFeature, isInLibrary } from "#server/features/files/index.ts";
import { createSecurityFeature } from "#server/features/security/index.ts";
import { createShortcutsFeature } from "#server/features/shortcuts/index.ts";
import { createWidgetFeature } from "#server/features/widget/index.ts";
import { type CallOf, createCallFactory } from "#server/platform/http/call-factory.ts";
import { createHttpApp } from "#server/platform/http/create-http-app.ts";
import { mergeRouters } from "#server/platform/http/merge-routers.ts";
import { trustedOrigins } from "#server/platform/http/origins.ts";
import { createMetrics } from "#server/platform/metrics/create-metrics.ts";
import { deriveKey } from "#server/platform/secrets.ts";
import { openRedisAdapter } from "#server/platform/socket/redis-adapter.ts";
import { createFolderStorage } from "#server/platform/storage/folder-storage.ts";
import { composeDemoShop } from "./compose-demo-shop.ts";
import { composeLive } from "./compose-live.ts";
import { composePeople } from "./compose-people.ts";
import { composeSetup } from "./compose-setup.ts";
import { mediaOf } from "./open-media.ts";
import { phoneLineOf } from "./open-phone.ts";
import type { Parts, Service } from "./parts.ts";
import { serveRoutes } from "./routes.ts";

/** What `npm run build` makes. */
export const distFolder = join(import.meta.dirname, "../../dist");

export interface Composition {
  readonly app: FastifyInstance;
  readonly callOf: CallOf;
  readonly accounts: ReturnType<typeof createAccountsFeature>;
  readonly services: readonly Service[];
}

/** Puts the features together. A new feature is made here, and its router joins the list below. */
export async function compose(parts: Parts): Promise<Composition> {
  const { config, secret, log, database } = parts;
  const { pool, db } = database;
  const { publicUrl } = config;
  const trusted = trustedOrigins(publicUrl, config.allowedOrigins);
  const app = createHttpApp({ log, publicUrl, trustedOrigins: trusted, trustProxy: config.trustProxy });
  const metrics = createMetrics(pool);

  // Features need one another; what is made later is named in a closure, and is there before the first request.
  const accounts = createAccountsFeature({
    pool,
    db,
    log,
    secret,
    publicUrl,
    trustedOrigins: trusted,
    mailFolder: config.demo ? join(config.dataDir, "outbox") : null,
    statusOf: (userId) => live.statusOf(userId),
  });
  const files = createFilesFeature({
    pool,
    db,
    log,
    storage: createFolderStorage(join(config.dataDir, "files")),
    mayAddFile: (who, conversationId) => live.conversations.mayAddFile(who, conversationId),
    mayReadFile: (who, file) =>
      isInLibrary(file) ? shortcuts.mayReadFile(who, file) : live.conversations.mayReadFile(who, file),
  });
  const widget = createWidgetFeature({
    pool,
    secret: deriveKey(secret, "visitors").toString("base64url"),
    publicUrl,
    ownOrigins: trusted.filter((origin) => origin.startsWith("http")),
    folder: join(distFolder, "widget"),
    limitScale: config.limitScale,
    currentConversation: (visitor) => live.conversations.newestOf(visitor),
    customerIdentified: (customerId) => live.customerIdentified(customerId),
  });
  const redis = config.redisUrl ? await openRedisAdapter(config.redisUrl, log) : null;
  const live = composeLive({
    pool,
    log,
    http: app.server,
    accounts,
    visitorOf: widget.visitorOf,
    filesFor: files.filesFor,
    trustProxy: config.trustProxy,
    trustedOrigins: trusted,
    adapter: redis?.adapter,
    limitScale: config.limitScale,
    loopbackWebhooks: config.loopbackWebhooks,
    media: mediaOf(config),
    phoneLine: phoneLineOf(config, log),
  });

  const callOf = createCallFactory({
    log,
    resolveActor: accounts.resolveActor,
    visitorOf: widget.visitorOf,
    callsPerMinute: 1_200 * config.limitScale,
  });
  const shortcuts = createShortcutsFeature({
    pool,
    library: files.library,
    see: (actor, conversationId) => live.conversations.see(actor, conversationId),
  });
  const people = composePeople({ pool, publicUrl, accounts, live });
  const router = mergeRouters(
    composeSetup({ pool, accounts, live }),
    people.router,
    createActivityFeature({ pool }).router,
    createSecurityFeature({ pool, publicUrl, seal: accounts.seal }).router,
    accounts.router,
    files.router,
    shortcuts.router,
    { widget: widget.router },
    live.router,
  );
  metrics.observe(app);
  files.serve(app, callOf);
  live.serveRecordings(app, callOf);
  people.serve(app, callOf);
  widget.serve(app, callOf);
  const rendererFolder = join(distFolder, "renderer");
  await serveRoutes(app, {
    ...parts,
    router,
    callOf,
    metrics,
    rendererFolder,
    handleAuth: accounts.handleAuth,
  });
  return {
    app,
    callOf,
    accounts,
    services: [
      ...(redis ? [{ stop: redis.close }] : []),
      live.service,
      files.sweep,
      ...(config.demo ? [composeDemoShop(config, pool)] : []),
    ],
  };
}
