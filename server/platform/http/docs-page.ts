import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import MarkdownIt from "markdown-it";
import { openApiDocument } from "./openapi.ts";
import { sendFailure } from "./send-failure.ts";

const source = join(import.meta.dirname, "../../../docs/contract.md");

const style = `
:root { color-scheme: light dark; --line: #8884; --accent: #0f766e; }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 6rem; }
h1 { line-height: 1.2; } h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); } h3 { margin-top: 2.25rem; }
code { font: 0.875em/1.5 ui-monospace, monospace; background: #8881; padding: 0.1em 0.3em; border-radius: 4px;
  overflow-wrap: anywhere; }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: 0.875rem; }
td, th { border: 1px solid var(--line); padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; }
h3 a { color: inherit; text-decoration: none; } h3 a:hover { text-decoration: underline; }
`;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `/openapi.json` for programs, and `/docs` for people: the generated reference as one plain page. */
export function serveDocs(app: FastifyInstance, publicUrl: string): void {
  let document: Promise<object> | undefined;
  app.get("/openapi.json", async (_request, reply) => {
    document ??= openApiDocument(publicUrl);
    return reply.type("application/json; charset=utf-8").send(JSON.stringify(await document));
  });
  app.get("/docs", async (_request, reply) => {
    const markdown = await readFile(source, "utf8").catch(() => null);
    if (markdown === null) return sendFailure(reply, "request.not_found");
    reply.header("content-security-policy", policy);
    return reply.type("text/html; charset=utf-8").send(render(markdown));
  });
}

function render(markdown: string): string {
  const reader = new MarkdownIt({ html: false });
  // Every procedure can be linked to by its name.
  reader.renderer.rules.heading_open = (tokens, index) => {
    const { tag } = tokens[index] ?? { tag: "h3" };
    const name = (tokens[index + 1]?.content ?? "").replace(/[^\w.-]+/g, "-").toLowerCase();
    return `<${tag} id="${name}">`;
  };
  const body = reader.render(markdown);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sidetone: the contract</title><style>${style}</style></head><body>
${body}</body></html>`;
}
