import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import { cartPage, helpPage, homePage, productPage, type ShopSettings } from "./pages.ts";
import { demoCustomer, signIdentity } from "./sign-identity.ts";

export interface DemoShopDeps extends ShopSettings {
  readonly port: number;
  readonly host: string;
  /** The workspace's identity secret, as a real site would have it in its environment. */
  identitySecret(): Promise<string | undefined>;
  /** Puts the shop's origins on the workspace's list of allowed sites. */
  allowSites(origins: readonly string[]): Promise<void>;
}

/** The customer's side of the demo: a shop on an origin of its own, with the widget on every page. */
export function createDemoShop(deps: DemoShopDeps) {
  const app = Fastify({ logger: false, forceCloseConnections: true });
  setPolicy(app, deps.widgetOrigin);
  servePages(app, deps);
  serveFiles(app);
  app.post("/account/identity-token", async (_request, reply) => {
    const secret = await deps.identitySecret();
    if (!secret) return reply.code(404).send({ message: "there is no demo workspace" });
    reply.header("cache-control", "no-store");
    return { token: await signIdentity(demoCustomer, deps.workspace, secret), name: demoCustomer.name };
  });
  return {
    async start(): Promise<void> {
      await app.listen({ port: deps.port, host: deps.host });
      const { port } = app.server.address() as AddressInfo;
      await deps.allowSites([`http://localhost:${port}`, `http://127.0.0.1:${port}`]);
    },
    stop: () => app.close(),
    /** The port it really has, when 0 was asked for. */
    port: () => (app.server.address() as AddressInfo | null)?.port ?? deps.port,
  };
}

/** As strict as a careful shop's: the widget must work under it. */
function setPolicy(app: FastifyInstance, widgetOrigin: string): void {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${widgetOrigin}`,
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${widgetOrigin}`,
    `frame-src ${widgetOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers({
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
    });
  });
}

function servePages(app: FastifyInstance, shop: ShopSettings): void {
  const html = (reply: FastifyReply, page: string) =>
    reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
  app.get("/", (_request, reply) => html(reply, homePage(shop)));
  app.get("/cart", (_request, reply) => html(reply, cartPage(shop)));
  app.get("/help", (_request, reply) => html(reply, helpPage(shop)));
  app.get<{ Params: { slug: string } }>("/products/:slug", (request, reply) => {
    const page = productPage(shop, request.params.slug);
    return page ? html(reply, page) : reply.code(404).type("text/plain").send("No such lamp");
  });
}

function serveFiles(app: FastifyInstance): void {
  const files = { "shop.css": "text/css", "shop.js": "text/javascript", "icon.svg": "image/svg+xml" };
  for (const [name, type] of Object.entries(files)) {
    app.get(`/${name}`, async (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).send(await readFile(resolve(import.meta.dirname, "static", name))),
    );
  }
}
