import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { appFile } from "./app-files.ts";
import { createAppScheme } from "./app-scheme.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sidetone-scheme-"));
const root = path.join(folder, "renderer");
mkdirSync(path.join(root, "assets"), { recursive: true });
writeFileSync(path.join(root, "index.html"), '<meta name="csp-nonce" nonce="__CSP_NONCE__">');
writeFileSync(path.join(root, "assets/main.js"), "export {};");
writeFileSync(path.join(folder, "secret.js"), "secret");
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (url: string, method = "GET", address: string | null = "http://127.0.0.1:7100") =>
  createAppScheme({ root, serverAddress: () => address })({ url, method });

describe("the app's own pages", () => {
  it.each(["/", "/index.html", "/workspace/1", "/app/", "/app/workspace/1?x=1", "/workspace/ana.souza"])(
    "%s gets the page with a policy that names the server",
    async (place) => {
      const answer = await ask(`app://sidetone${place}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      const policy = answer.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("connect-src 'self' http://127.0.0.1:7100 ws://127.0.0.1:7100;");
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      expect(await answer.text()).toBe(`<meta name="csp-nonce" nonce="${nonce}">`);
    },
  );

  it.each(["/assets/main.js", "/app/assets/main.js"])("%s gets the file with its type", async (place) => {
    const answer = await ask(`app://sidetone${place}`);
    expect(await answer.text()).toBe("export {};");
    expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("the page may call nobody before an address is known", async () => {
    const answer = await ask("app://sidetone/", "GET", null);
    expect(answer.headers.get("content-security-policy")).toContain("connect-src 'self';");
  });

  it.each([
    "app://sidetone/%2e%2e/secret.js",
    "app://sidetone/..%2fsecret.js",
    "app://sidetone/assets/..%5c..%5csecret.js",
    "app://sidetone/%252e%252e/secret.js",
    "app://sidetone/../secret.js",
    "app://sidetone/app/../../secret.js",
    "app://sidetone/%00.js",
    "app://sidetone/%",
    "app://sidetone/assets/none.js",
    "app://sidetone/assets/",
    "app://sidetone.evil/",
    "app://sidetone//etc/passwd.js",
  ])("%s is not found", async (address) => {
    const answer = await ask(address);
    expect(await answer.text()).not.toContain("secret");
    if (!address.endsWith("assets/")) expect(answer.status).toBe(404);
  });

  it("only reading is possible", async () => {
    expect((await ask("app://sidetone/", "POST")).status).toBe(405);
  });

  it("no address whatever leads out of the folder", () => {
    const part = fc.constantFrom(
      "..",
      "%2e%2e",
      "%2E.",
      ".",
      "a",
      "app",
      "assets",
      "%5c",
      "\\",
      "",
      "%2f",
      "x.js",
      "%00",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const found = appFile("/srv/root", `app://sidetone/${parts.join("/")}`);
        expect(found === undefined || path.resolve(found.file).startsWith("/srv/root/")).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
