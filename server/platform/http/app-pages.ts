import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { contentSecurityPolicy, serverOrigins, withNonce } from "#shared/security/csp.ts";
import { sendFailure } from "./send-failure.ts";

/** What a folder of the build holds, served with the compressed copies made at build time. */
const assets = {
  preCompressed: true,
  index: false as const,
  decorateReply: false,
  maxAge: "1y",
  immutable: true,
};

/** Serves the desktop's build to a browser below `/app`; every address without a file is the page itself. */
export async function serveAppPages(app: FastifyInstance, folder: string, publicUrl: string): Promise<void> {
  await app.register(fastifyStatic, { ...assets, root: join(folder, "assets"), prefix: "/app/assets/" });
  const page = async (reply: FastifyReply) => {
    const html = await readFile(join(folder, "index.html"), "utf8").catch(() => null);
    if (html === null) return sendFailure(reply, "request.not_found");
    const nonce = randomBytes(18).toString("base64");
    reply.headers({
      "content-security-policy": contentSecurityPolicy({ nonce, connect: serverOrigins(publicUrl) }),
      "cache-control": "no-cache",
      "x-frame-options": "DENY",
    });
    return reply.type("text/html; charset=utf-8").send(withNonce(html, nonce));
  };
  app.get("/", (_request, reply) => reply.redirect("/app/"));
  app.get("/app", (_request, reply) => reply.redirect("/app/"));
  app.get<{ Params: { "*": string } }>("/app/*", async (request, reply) => {
    const path = request.params["*"];
    // A file that is gone must not be answered with a page: the browser would run HTML as a script.
    if (/\.[a-z0-9]{1,8}$/i.test(path) && path !== "index.html") return serveFile(reply, folder, path);
    return page(reply);
  });
}

const types: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
};

/** The few files beside the page: its icon. */
async function serveFile(reply: FastifyReply, folder: string, path: string): Promise<FastifyReply> {
  const [, ending = ""] = /^[\w-]+\.(\w+)$/.exec(path) ?? [];
  const type = types[ending];
  const bytes = type ? await readFile(join(folder, path)).catch(() => null) : null;
  if (!type || !bytes) return sendFailure(reply, "request.not_found");
  return reply.type(type).header("cache-control", "public, max-age=86400").send(bytes);
}
