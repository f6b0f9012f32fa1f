import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { _electron, test as base, type ElectronApplication, type Page } from "@playwright/test";
import { coldStartMs } from "../cold-start.ts";
import { type FakeServer, startFakeServer } from "./fake-server.ts";

const root = path.resolve(import.meta.dirname, "../..");
export const executable = process.env.SIDETONE_ELECTRON ?? "";

type Launch = (options?: {
  /** Of the app: ours with the test's own page when not given. */
  folder?: string;
  address?: string | null;
  args?: string[];
  userData?: string;
  env?: Record<string, string>;
  /** Asks for a real keychain. Otherwise Playwright sees to it that no test gets into anybody's. */
  keychain?: boolean;
}) => Promise<ElectronApplication>;

/** The built main and preload with a page of our own, so that these tests judge the shell and nothing else. */
export const test = base.extend<
  { server: FakeServer; userData: string; launch: Launch; app: ElectronApplication; page: Page },
  { appFolder: string }
>({
  appFolder: [
    async ({}, use) => {
      const folder = mkdtempSync(path.join(tmpdir(), "sidetone-shell-"));
      cpSync(path.join(root, "dist/electron"), path.join(folder, "dist/electron"), { recursive: true });
      cpSync(path.join(import.meta.dirname, "page"), path.join(folder, "dist/renderer"), { recursive: true });
      writeFileSync(path.join(folder, "dist/secret.json"), '"outside of the page folder"');
      writeFileSync(
        path.join(folder, "package.json"),
        JSON.stringify({ name: "sidetone", version: "0.0.0", main: "dist/electron/main/index.cjs" }),
      );
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],

  server: async ({}, use) => {
    const server = await startFakeServer();
    await use(server);
    await server.stop();
  },

  userData: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), "sidetone-data-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  launch: async ({ appFolder, server, userData }, use) => {
    const running: ElectronApplication[] = [];
    await use(
      async ({
        folder = appFolder,
        address = server.address,
        args = [],
        userData: own = userData,
        env: more = {},
        keychain = false,
      } = {}) => {
        const modules = keychain ? ["-r", path.join(import.meta.dirname, "real-keychain.cjs")] : [];
        const { SIDETONE_ADDRESS: _outer, ...env } = process.env as Record<string, string>;
        const app = await _electron.launch({
          // No executablePath: only then does Playwright load its own loader, which holds the app until it is attached.
          // The runtime comes from ELECTRON_OVERRIDE_DIST_PATH, which scripts/e2e.mjs sets.
          args: [...modules, folder, `--user-data-dir=${own}`, "--disable-gpu", ...args],
          env: { ...env, ...more, ...(address !== null && { SIDETONE_ADDRESS: address }) },
          timeout: coldStartMs,
        });
        running.push(app);
        return app;
      },
    );
    for (const app of running) await app.close().catch(() => undefined);
  },

  app: async ({ launch }, use) => use(await launch()),

  page: async ({ app }, use) => use(await pageOf(app)),
});

export { expect } from "@playwright/test";

/** The first page of an app, once it listens. */
export async function pageOf(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow({ timeout: coldStartMs });
  await page.locator("html[data-ready=yes]").waitFor();
  return page;
}

/** What the page wrote down of the shell's news. */
export const heard = (page: Page) =>
  page.evaluate(() => (window as unknown as { heard: [string, unknown][] }).heard);
