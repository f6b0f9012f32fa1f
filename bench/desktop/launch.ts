import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { processTree, pssBytes } from "../processes.ts";
import { pageShows } from "./watch-page.ts";

export interface Start {
  /** From the start of the process until the password can be typed, ms. */
  readonly startMs: number;
  /** PSS of all its processes once it has come to rest, bytes. */
  readonly memory: number;
}

export interface LaunchOptions {
  readonly executable: string;
  /** The app's folder. */
  readonly app: string;
  readonly userData: string;
  readonly display: string;
  readonly env?: Readonly<Record<string, string>>;
}

const usable = "document.querySelector('input[type=password]')?.checkVisibility() === true";
const restMs = 6_000;

/** Starts an app, waits for its password field, lets it rest, weighs it, and ends it. */
export async function launch(options: LaunchOptions): Promise<Start> {
  const port = await freePort();
  const switches = [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ...["--disable-gpu", `--remote-debugging-port=${port}`, `--user-data-dir=${options.userData}`],
  ];
  const began = performance.now();
  const child: ChildProcess = spawn(options.executable, [...switches, options.app], {
    env: { ...process.env, ...options.env, DISPLAY: options.display },
    stdio: "ignore",
  });
  try {
    await pageShows(port, usable);
    const startMs = performance.now() - began;
    await sleep(restMs);
    return { startMs, memory: pssBytes(processTree(child.pid ?? 0)) };
  } finally {
    await end(child);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(timer);
}
