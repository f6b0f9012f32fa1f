import { type ChildProcess, spawn } from "node:child_process";
import { chown, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

export interface Announced {
  readonly url: string;
  readonly adopted: boolean;
  readonly pid: number;
}

/** Data folders and servers of one test, all gone after it. */
export function openDesk() {
  const folders: string[] = [];
  const servers: ChildProcess[] = [];
  const postmasters = new Set<number>();
  return {
    async dataFolder(options: { under?: string; uid?: number } = {}): Promise<string> {
      const folder = await realpath(await mkdtemp(join(options.under ?? tmpdir(), "sidetone-test-")));
      folders.push(folder);
      if (options.uid !== undefined) await chown(folder, options.uid, options.uid);
      return folder;
    },
    async server(dataDir: string, identity: { uid?: number; gid?: number } = {}) {
      const program = join(import.meta.dirname, "keep-running.ts");
      const child = spawn(process.execPath, [program, dataDir], {
        ...identity,
        cwd: "/",
        stdio: ["ignore", "pipe", "pipe"],
      });
      servers.push(child);
      const announced = await firstLine(child);
      postmasters.add(announced.pid);
      return { ...announced, child, kill: (signal: NodeJS.Signals) => end(child, signal) };
    },
    remember: (pid: number) => postmasters.add(pid),
    async clear(): Promise<void> {
      await Promise.all(servers.map((child) => end(child, "SIGKILL")));
      for (const pid of postmasters) quit(pid);
      await sleep(200);
      await Promise.all(
        folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 20 })),
      );
    },
  };
}

function quit(pid: number): void {
  try {
    process.kill(pid, "SIGQUIT");
  } catch {
    // Gone already, which is what is wanted.
  }
}

async function firstLine(child: ChildProcess): Promise<Announced> {
  let said = "";
  let complained = "";
  child.stderr?.on("data", (chunk) => (complained += chunk));
  return await new Promise((done, failed) => {
    child.once("exit", () => failed(new Error(`the server ended: ${complained}`)));
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      if (said.includes("\n")) done(JSON.parse(said) as Announced);
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill(signal);
  await ended;
}

/** Asks one question on a connection of its own. */
export async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Asks again until the database answers, as a server that waits for its database does. */
export async function askPatiently<Row extends object>(
  url: string,
  sql: string,
  patience = 30_000,
): Promise<Row[]> {
  for (const until = Date.now() + patience; ; await sleep(50)) {
    try {
      return await ask<Row>(url, sql);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

/** Until a condition holds. */
export async function eventually(holds: () => boolean | Promise<boolean>, patience = 30_000): Promise<void> {
  for (const until = Date.now() + patience; !(await holds()); await sleep(25)) {
    if (Date.now() > until) throw new Error(`still not so after ${patience} ms`);
  }
}
