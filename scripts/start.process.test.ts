import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const folder = mkdtempSync(path.join(tmpdir(), "sidetone-start-"));
const port = 20_000 + Math.floor(Math.random() * 5_000) * 2;
const page = `http://127.0.0.1:${port}/app`;
const running: Started[] = [];

type Started = { child: ChildProcess; said(): string; exit: Promise<number | null> };

/** An Electron that does what the test needs: `sh` is its whole program. */
function runtime(name: string, sh: string): string {
  const dist = mkdtempSync(path.join(folder, `${name}-`));
  writeFileSync(path.join(dist, "electron"), `#!/bin/sh\n${sh}\n`);
  writeFileSync(path.join(dist, "version"), "99.0.0");
  chmodSync(path.join(dist, "electron"), 0o755);
  return dist;
}

function start(words: string[], env: Record<string, string>): Started {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...bare } = process.env;
  const child = spawn(process.execPath, ["scripts/start.mjs", ...words], {
    cwd: root,
    env: {
      ...bare,
      NODE_ENV: "development",
      PORT: String(port),
      DATA_DIR: path.join(folder, "data"),
      ...env,
    },
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
}

const says = (started: Started, words: string) =>
  expect.poll(started.said, { timeout: 100_000, interval: 50 }).toContain(words);
const answers = () =>
  fetch(page).then(
    (answer) => answer.status,
    () => "nobody",
  );
/** Of ours, what still runs: the database and the desktop show by their arguments, the server by its environment. */
const left = () =>
  spawnSync("ps", ["axeww"], { encoding: "utf8" })
    .stdout.split("\n")
    .filter((line) => line.includes(folder));

afterEach(async () => {
  for (const { child, exit } of running.splice(0)) {
    if (child.exitCode === null) child.kill("SIGINT");
    await exit;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform === "win32")("npm start", () => {
  it("ends the server, says why and leaves nothing running when the desktop is closed", async () => {
    const dist = runtime("closed", "sleep 1; exit 0");
    const started = start([], { DISPLAY: ":99", ELECTRON_OVERRIDE_DIST_PATH: dist });
    expect(await started.exit).toBe(0);
    expect(started.said()).toContain("The desktop opens at the sign-in page");
    expect(started.said()).toContain("The desktop was closed, so the server ends too");
    expect(await answers()).toBe("nobody");
    expect(left()).toEqual([]);
  });

  it("keeps the server when asked to, and ends it within ten seconds of Ctrl C", async () => {
    const dist = runtime("kept", "exit 0");
    const started = start(["--keep-server"], { DISPLAY: ":99", ELECTRON_OVERRIDE_DIST_PATH: dist });
    await says(started, "The server goes on; in a browser:");
    expect(await answers()).toBe(200);
    const asked = Date.now();
    started.child.kill("SIGINT");
    expect(await started.exit).toBe(0);
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect(left()).toEqual([]);
  });

  it.each([100, 1_000, 3_000])(
    "leaves nothing behind when Ctrl C comes %i ms into the server's start",
    async (ms) => {
      const started = start([], { DATA_DIR: mkdtempSync(path.join(folder, "fresh-")) });
      await says(started, "starting the server…");
      await new Promise((resolve) => setTimeout(resolve, ms));
      const asked = Date.now();
      started.child.kill("SIGINT");
      expect(await started.exit).toBe(0);
      expect(Date.now() - asked).toBeLessThan(10_000);
      expect(started.said()).not.toContain("did not start");
      expect(left()).toEqual([]);
    },
  );

  it("ends a desktop that does not listen to Ctrl C", async () => {
    const dist = runtime("deaf", `trap "" TERM INT\nwhile true; do sleep 1; done`);
    const started = start([], { DISPLAY: ":99", ELECTRON_OVERRIDE_DIST_PATH: dist });
    await says(started, "The desktop opens at the sign-in page");
    started.child.kill("SIGINT");
    // A second, impatient one changes nothing.
    started.child.kill("SIGINT");
    expect(await started.exit).toBe(0);
    expect(left()).toEqual([]);
  });

  it("keeps the server and shows the reason when the desktop crashes", async () => {
    const dist = runtime("crashed", "echo libsomething.so is missing >&2; exit 127");
    const started = start([], { DISPLAY: ":99", ELECTRON_OVERRIDE_DIST_PATH: dist });
    await says(started, "The server goes on; in a browser:");
    expect(started.said()).toContain("The desktop ended with an error (127):\nlibsomething.so is missing");
    expect(await answers()).toBe(200);
  });

  it("says that there is no display, and serves the desk for a browser", async () => {
    const started = start([], {});
    await says(started, "The same desk runs in a browser:");
    expect(started.said()).toContain("There is no display here (npm start -- --xvfb");
    expect(await answers()).toBe(200);
  });

  it("says that no runtime can be had, and serves the desk for a browser", async () => {
    const started = start([], { DISPLAY: ":99", ELECTRON_OVERRIDE_DIST_PATH: path.join(folder, "none") });
    await says(started, "The same desk runs in a browser:");
    expect(started.said()).toContain("No Electron runtime can be had: There is no Electron at");
    expect(await answers()).toBe(200);
  });

  it("says in one sentence that its port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const started = start([], {});
    expect(await started.exit).toBe(1);
    expect(started.said()).toBe(
      `Port ${port}, for the server, is in use on 127.0.0.1: choose another, e.g. PORT=${port + 10} npm start\n`,
    );
    await new Promise((resolve) => other.close(resolve));
  });

  it("does not know what it was not taught", async () => {
    const started = start(["--xfvb"], {});
    expect(await started.exit).toBe(2);
    expect(started.said()).toBe("npm start does not know --xfvb; it knows --xvfb and --keep-server\n");
  });
});
