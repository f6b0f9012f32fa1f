import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serveAppPages } from "./app-pages.ts";

let folder: string;
let app: FastifyInstance;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sidetone-pages-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), '<meta name="csp-nonce" content="__CSP_NONCE__"><p>desk</p>');
  await writeFile(join(folder, "assets", "page.js"), "console.log(1)");
  await writeFile(join(folder, "assets", "page.js.br"), brotliCompressSync("console.log(1)"));
  app = Fastify();
  await serveAppPages(app, folder, "https://desk.example");
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

describe("the desktop's page in a browser", () => {
  it.each(["/app/", "/app/workspace/x", "/app/index.html"])(
    "%s is the page, with a policy for it alone",
    async (url) => {
      const [one, two] = [await app.inject(url), await app.inject(url)];
      const nonceOf = (body: string) => /content="([^"]+)"/.exec(body)?.[1] ?? "";
      expect(one.statusCode).toBe(200);
      expect(one.headers["content-security-policy"]).toContain(`'nonce-${nonceOf(one.body)}'`);
      expect(one.headers["content-security-policy"]).toContain("wss://desk.example");
      expect(nonceOf(one.body)).not.toBe(nonceOf(two.body));
      expect(one.headers["cache-control"]).toBe("no-cache");
    },
  );

  it("comes with its files, compressed at build time and kept for a year", async () => {
    const answer = await app.inject({ url: "/app/assets/page.js", headers: { "accept-encoding": "br" } });
    expect(answer.headers["content-encoding"]).toBe("br");
    expect(answer.headers["cache-control"]).toContain("immutable");
    expect(answer.headers["content-type"]).toContain("javascript");
  });

  it("does not answer a file that is gone with a page", async () => {
    for (const url of [
      "/app/assets/old.js",
      "/app/old.js",
      "/app/..%2f..%2fpackage.json",
      "/app/assets/..%2findex.html",
    ]) {
      const answer = await app.inject(url);
      expect([url, answer.statusCode]).toEqual([url, 404]);
      expect(answer.body).not.toContain("desk");
    }
  });

  it("is found from the server's own address", async () => {
    expect((await app.inject("/")).headers.location).toBe("/app/");
    expect((await app.inject("/app")).headers.location).toBe("/app/");
  });
});
