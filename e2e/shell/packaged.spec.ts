import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from "@electron/fuses";
import { test as base, expect } from "@playwright/test";
import { startFakeServer } from "./fake-server.ts";
import { pageByPort } from "./page-by-port.ts";

/** As it is given to people, and its twin that lets a test look into the page. `npm run dist -- --smoke` makes both. */
const packaged = process.env.SIDETONE_PACKAGE ?? "";
const twin = process.env.SIDETONE_PACKAGE_TWIN ?? "";
const electronMajor = Number.parseInt(process.env.SIDETONE_ELECTRON_VERSION ?? "", 10);
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

type Started = { child: ChildProcess; said: () => string; exit: Promise<number | null> };
type Start = (folder: string, words?: string[], env?: Record<string, string>) => Started;

const test = base.extend<{
  userData: string;
  start: Start;
  server: Awaited<ReturnType<typeof startFakeServer>>;
}>({
  server: async ({}, use) => {
    const server = await startFakeServer();
    await use(server);
    await server.stop();
  },
  userData: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), "sidetone-packaged-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  },
  start: async ({ userData, server }, use) => {
    const running: Started[] = [];
    await use((folder, words = [], env = {}) => {
      const args = [...asRoot, "--disable-gpu", `--user-data-dir=${userData}`, ...words];
      const own = { ...process.env, SIDETONE_ADDRESS: server.address, ...env };
      const child = spawn(path.join(folder, "sidetone"), args, {
        env: own,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let text = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on("data", (part) => {
          text += part;
        });
      }
      const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
      const started = { child, said: () => text, exit };
      running.push(started);
      return started;
    });
    for (const { child, exit } of running) {
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), 5000);
      await exit;
      clearTimeout(hard);
    }
  },
});

test.describe("the packaged desktop", () => {
  test("has every fuse in its safe position", async () => {
    const wire = (await getCurrentFuseWire(path.join(packaged, "sidetone"))) as unknown as Record<
      string,
      number
    >;
    expect(wire.version).toBe(FuseVersion.V1);
    const isOn = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] ?? 0) === "1";
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      fileProtocol: electronMajor >= 29 && isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspect: false,
      onlyFromAsar: true,
      fileProtocol: false,
    });
  });

  test("holds what was built and no dependency", () => {
    const archive = readFileSync(path.join(packaged, "resources/app.asar"));
    const index = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString("utf8"));
    expect(Object.keys(index.files).sort()).toEqual(["dist", "package.json"]);
    expect(Object.keys(index.files.dist.files).sort()).toEqual(["electron", "icon.png", "renderer"]);
    expect(JSON.stringify(index)).not.toContain("node_modules");
    expect(existsSync(path.join(packaged, "resources/default_app.asar"))).toBe(false);
  });

  test("starts as it is, and takes no orders from the environment", async ({ start, userData }) => {
    const app = start(packaged, [], { ELECTRON_RUN_AS_NODE: "1", NODE_OPTIONS: "--inspect=0" });
    const log = () => {
      const file = path.join(userData, "logs/main.log");
      return existsSync(file) ? readFileSync(file, "utf8") : "";
    };
    await expect.poll(log, { timeout: 60_000 }).toContain('"event":"page.loaded"');
    await expect.poll(log).toContain('"event":"window.shown"');
    expect(log()).toContain('"packaged":true,"isTestBuild":false');
    expect(app.said()).not.toContain("Debugger listening");
    expect(app.child.exitCode).toBeNull();
  });

  for (const word of [
    "--remote-debugging-port=0",
    "--inspect=0",
    "--js-flags=--allow-natives-syntax",
    "--disable-web-security",
  ]) {
    test(`does not start with ${word}`, async ({ start }) => {
      const app = start(packaged, [word]);
      expect(await app.exit).toBe(78);
      expect(app.said()).toContain("Sidetone does not start with");
    });
  }

  test("shows the sign-in page behind its walls", async ({ start }) => {
    const app = start(twin, ["--remote-debugging-port=0"]);
    const listening = () => /DevTools listening on (ws:\S+)/.exec(app.said())?.[1];
    await expect.poll(listening, { timeout: 60_000 }).toBeTruthy();
    const address = listening() ?? "";
    let page: Awaited<ReturnType<typeof pageByPort>>;
    await expect
      .poll(async () => {
        page ??= await pageByPort(address);
        return page !== undefined;
      })
      .toBe(true);
    if (!page) throw new Error("no page");
    const found = page;
    const buttons = () =>
      found.evaluate<string[]>(
        "[...document.querySelectorAll('button')].map((button) => button.textContent.trim())",
      );
    await expect.poll(buttons, { timeout: 60_000 }).toContain("Sign in");
    const inside = await found.evaluate(`(async () => ({
      desktop: Object.keys(window.desktop).sort(),
      require: typeof window.require,
      process: typeof window.process,
      policy: (await fetch("/")).headers.get("content-security-policy"),
      info: await window.desktop.call("app.info"),
    }))()`);
    expect(inside).toMatchObject({
      desktop: ["call", "on"],
      require: "undefined",
      process: "undefined",
      policy: expect.stringContaining("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"),
      info: { packaged: true },
    });
    writeFileSync(test.info().outputPath("sign-in.png"), await found.screenshot());
    found.close();
  });
});
