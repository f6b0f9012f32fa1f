import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createCallFactory } from "#server/platform/http/call-factory.ts";
import { createHttpApp } from "#server/platform/http/create-http-app.ts";
import { serveRpc } from "#server/platform/http/rpc-routes.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { createWidgetFeature } from "../index.ts";

/** A page of a site: what its head and body hold besides the script tag. */
export interface SitePage {
  readonly head?: string;
  readonly body?: string;
  /** Attributes of the script tag. */
  readonly attributes?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The widget's part of the server, with one workspace in place of a database, and a site on another origin. */
export async function startWidgetServer(folder: string, settings: object = {}) {
  const site = await startSite();
  const log = createLogger("silent");
  const workspace = {
    id: "0198c0de-0000-7000-8000-000000000001",
    key: "shop",
    name: "Lumina",
    accent: "#0f766e",
    allowedSites: [site.origin],
    identityMode: "optional",
    identitySecret: "secret",
    languages: ["en", "pt-BR", "es", "it"],
    prechat: { askName: true, askEmail: true },
    hours: null,
    ...settings,
  };
  const app = createHttpApp({ log, publicUrl: "http://127.0.0.1", trustedOrigins: [], trustProxy: false });
  const widget = createWidgetFeature({
    pool: {
      query: async (text: string) => ({ rows: /from workspaces/.test(text) ? [workspace] : [] }),
    } as never,
    secret: "a secret that is only for tests, 32+ characters",
    publicUrl: "http://127.0.0.1",
    ownOrigins: [],
    folder,
    currentConversation: async () => null,
    customerIdentified: async () => {},
  });
  const callOf = createCallFactory({ log, resolveActor: async () => null, visitorOf: widget.visitorOf });
  widget.serve(app, callOf);
  await serveRpc(app, { router: { widget: widget.router }, callOf });
  const origin = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    origin,
    site: site.origin,
    /** Puts a page on the site and tells its address. */
    page: (page: SitePage) => site.put(origin, page),
    async stop() {
      await app.close();
      site.close();
    },
  };
}

async function startSite() {
  const pages = new Map<string, { html: string; headers: Readonly<Record<string, string>> }>();
  const server = createServer((request, reply) => {
    const page = pages.get(request.url ?? "");
    reply.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8", ...page?.headers });
    reply.end(page?.html ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // By name, not by number: for a browser that is another site.
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    put(widgetOrigin: string, { head = "", body = "", attributes = "", headers = {} }: SitePage): string {
      const path = `/page-${pages.size}`;
      const tag = `<script async src="${widgetOrigin}/widget.js" data-workspace="shop" ${attributes}></script>`;
      const html = `<!doctype html><html lang="en"><head><title>A shop</title>${head}${tag}</head><body>${body}</body></html>`;
      pages.set(path, { html, headers });
      return origin + path;
    },
    close: () => server.close(),
  };
}
