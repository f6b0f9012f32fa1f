import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A real server in a process of its own, which can be killed and started again under the same address. */
export interface ServerProcess {
  readonly address: string;
  readonly port: number;
  readonly pid: number;
  start(): void;
  /** Resolves at the first moment at which the server says that it can serve. */
  ready(): Promise<void>;
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Asks it to stop, which stops its embedded database too. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly port: number;
  readonly dataDir: string;
  /** The program; by default the product's own. */
  readonly entry?: string;
  readonly logFile: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeArgs?: readonly string[];
}

/** Only so that nobody waits for ever: a machine that does much else besides takes long to make a database. */
const longestStart = 180_000;
const longestStop = 25_000;

/** What the server inherits: nothing of the harness's own environment that could change it. */
const inherited = () => {
  const { PATH, HOME, TMPDIR, XDG_RUNTIME_DIR } = process.env;
  return Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR, XDG_RUNTIME_DIR }).filter(([, value]) => value !== undefined),
  );
};

/** Describes a server; `start()` starts it. */
export function createServerProcess(options: ServerOptions): ServerProcess {
  const { port, dataDir, entry = "server/app/main.ts", logFile } = options;
  const address = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  mkdirSync(dirname(logFile), { recursive: true });
  // Should the harness end early, its server is told to end, and ends its database.
  process.once("exit", () => child?.kill("SIGTERM"));

  const gone = (process: ChildProcess) =>
    process.exitCode !== null || process.signalCode !== null
      ? Promise.resolve()
      : new Promise<void>((done) => process.once("exit", () => done()));

  return {
    address,
    port,
    get pid() {
      return child?.pid ?? 0;
    },
    start() {
      const log = openSync(logFile, "a");
      child = spawn(process.execPath, [...(options.nodeArgs ?? []), entry], {
        env: {
          ...inherited(),
          PORT: String(port),
          HOST: "127.0.0.1",
          PUBLIC_URL: address,
          DATA_DIR: dataDir,
          LOG_LEVEL: "warn",
          LIMIT_SCALE: "1000",
          ...options.env,
        },
        stdio: ["ignore", log, log],
      });
      closeSync(log);
    },
    async ready() {
      for (const until = Date.now() + longestStart; Date.now() < until; await sleep(20)) {
        if (child && child.exitCode !== null)
          throw new Error(`the server left with ${child.exitCode}: see ${logFile}`);
        const answer = await fetch(`${address}/health/ready`).catch(() => undefined);
        await answer?.body?.cancel();
        if (answer?.ok) return;
      }
      throw new Error(`the server does not get ready: see ${logFile}`);
    },
    async kill() {
      if (!child) return;
      child.kill("SIGKILL");
      await gone(child);
    },
    async stop() {
      if (!child) return;
      child.kill("SIGTERM");
      await Promise.race([gone(child), sleep(longestStop, undefined, { ref: false })]);
      child.kill("SIGKILL");
    },
  };
}
