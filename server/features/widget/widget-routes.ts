import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { frameHeaders } from "./frame-page.ts";
import type { WorkspaceLookup } from "./workspace-settings.ts";

export interface WidgetRoutesDeps {
  readonly workspaces: WorkspaceLookup;
  readonly publicUrl: string;
  /** `dist/widget`, as the build leaves it. */
  readonly folder: string;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

interface Kept {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
}

/** Serves the loader, the frame's page and its files. They are few and small, so they are kept in memory. */
export function serveWidget(app: FastifyInstance, { workspaces, publicUrl, folder }: WidgetRoutesDeps): void {
  const open = createFiles(folder);

  app.get("/widget.js", async (request, reply) => {
    reply.headers({
      "cache-control": "public, max-age=300, stale-while-revalidate=86400",
      // Sites with cross-origin isolation may load it too.
      "cross-origin-resource-policy": "cross-origin",
      "access-control-allow-origin": "*",
    });
    return send(request, reply, await open("widget.js"));
  });
  app.get<{ Querystring: { key?: string } }>("/widget/frame", async (request, reply) => {
    const { key } = request.query;
    const workspace = typeof key === "string" ? await workspaces.byKey(key.slice(0, 64)) : undefined;
    if (!workspace) return reply.callNotFound();
    reply.headers(frameHeaders(workspace, publicUrl));
    return send(request, reply, await open("index.html"));
  });
  app.get<{ Params: { name: string } }>("/widget/assets/:name", async (request, reply) => {
    const { name } = request.params;
    if (!/^[\w-]+(\.[\w-]+)+$/.test(name)) return reply.callNotFound();
    reply.header("cache-control", "public, max-age=31536000, immutable");
    return send(request, reply, await open(`assets/${name}`));
  });
}

function createFiles(folder: string) {
  const kept = new Map<string, Kept>();
  return async (name: string): Promise<Kept | undefined> => {
    const known = kept.get(name);
    if (known) return known;
    const plain = await readFile(resolve(folder, name)).catch(() => undefined);
    if (!plain) return undefined;
    const type = types[extname(name)] ?? "application/octet-stream";
    const file = { type, plain, gzip: gzipSync(plain, { level: 9 }), br: brotliCompressSync(plain) };
    kept.set(name, file);
    return file;
  };
}

function send(request: FastifyRequest, reply: FastifyReply, file: Kept | undefined) {
  if (!file) return reply.headers({ "cache-control": "no-store" }).callNotFound();
  const accepted = String(request.headers["accept-encoding"] ?? "");
  const coding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : undefined;
  reply.header("vary", "Accept-Encoding").type(file.type);
  if (!coding) return reply.send(file.plain);
  return reply.header("content-encoding", coding).send(file[coding]);
}
