import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import type { CallOf } from "#server/platform/http/call-factory.ts";
import { guarded } from "#server/platform/http/guard.ts";
import type { Visitor } from "#server/platform/http/request-context.ts";
import { bootWidget } from "./boot-widget.ts";
import { countVisitors } from "./count-visitors.ts";
import type { WidgetDeps } from "./deps.ts";
import { enterVisitor } from "./enter-visitor.ts";
import { createSignedTokens } from "./signed-tokens.ts";
import { createVisitorLimits } from "./visitor-limits.ts";
import { createWidgetCustomers } from "./widget-customers.ts";
import { serveWidget } from "./widget-routes.ts";
import { createWorkspaceLookup } from "./workspace-settings.ts";

export interface WidgetFeatureDeps {
  readonly pool: Pick<pg.Pool, "query">;
  readonly secret: string;
  readonly publicUrl: string;
  /** Our own origins: a page of ours may always carry the widget. */
  readonly ownOrigins: readonly string[];
  /** `dist/widget`. */
  readonly folder: string;
  /** Loosens the limits for load tests; 1 in service. */
  readonly limitScale?: number;
  readonly now?: () => Date;
  readonly currentConversation: WidgetDeps["currentConversation"];
  readonly customerIdentified: WidgetDeps["customerIdentified"];
}

/** What the server does for the widget: who may embed it, who the visitor is, and its files. */
export function createWidgetFeature(options: WidgetFeatureDeps) {
  const { pool, secret, publicUrl, ownOrigins, folder, currentConversation, customerIdentified } = options;
  const now = options.now ?? (() => new Date());
  const workspaces = createWorkspaceLookup(pool);
  const tokens = createSignedTokens(secret, now);
  const limits = createVisitorLimits(options.limitScale);
  const customers = createWidgetCustomers(pool);
  const deps: WidgetDeps = {
    workspaces,
    customers,
    tokens,
    limits,
    ownOrigins,
    now,
    newId: randomUUID,
    currentConversation,
    customerIdentified,
  };
  const boot = bootWidget(deps);
  const enter = enterVisitor(deps);
  return {
    visitorOf: (token: string) => visitorOf(token, deps),
    router: {
      boot: guarded.widget.boot.handler(({ context, input }) => boot(input.key, context.headers)),
      session: guarded.widget.session.handler(({ context, input }) => enter(input, context.ip)),
    },
    /** `/widget.js`, `/widget/frame`, `/widget/assets/*`; and that sites can read the answer to the boot. */
    serve(app: FastifyInstance, callOf: CallOf) {
      letSitesAsk(app);
      countVisitors(app, callOf, limits);
      serveWidget(app, { workspaces, publicUrl, folder });
    },
  };
}

/**
 * The visitor of a token. A workspace that wants everybody identified takes no anonymous token, however old; and an
 * anonymous one ends when the site vouches for its customer: whoever planted or kept it must not read on.
 */
async function visitorOf(
  token: string,
  { tokens, workspaces, customers }: WidgetDeps,
): Promise<Visitor | null> {
  const claims = await tokens.readVisitorToken(token);
  const workspace = claims && (await workspaces.byId(claims.workspaceId));
  if (!workspace) return null;
  if (claims.verified) return { kind: "visitor", ...claims };
  if (workspace.identityMode === "required" || (await customers.isIdentified(claims.customerId))) return null;
  return { kind: "visitor", ...claims };
}

/** The answer to the boot depends on the asking origin alone; who is not allowed may read that he is not. */
function letSitesAsk(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    if (!request.url.startsWith("/api/v1/widget/boot")) return;
    reply.header("access-control-allow-origin", "*");
    reply.removeHeader("access-control-allow-credentials");
  });
}
