// A throw-away PostgreSQL from the system's packages, for the tests that must also pass without the embedded one.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "#server/platform/db/embedded/address.ts";

export interface ThrowAwayPostgres {
  readonly url: string;
  readonly version: string;
  stop(): Promise<void>;
}

const nobody = { uid: 65534, gid: 65534 };
const identity: Partial<typeof nobody> = process.getuid?.() === 0 ? nobody : {};

/** Makes a cluster in a temporary folder, on a free loopback port; nothing of it is left after `stop`. */
export async function startPostgres15(): Promise<ThrowAwayPostgres> {
  const programs = findPrograms();
  const folder = mkdtempSync(join(tmpdir(), "sidetone-pg15-"));
  if (identity.uid !== undefined) chownSync(folder, nobody.uid, nobody.gid);
  const password = makeCluster(programs, folder);
  const port = await freePort();
  const url = `postgres://tester:${password}@127.0.0.1:${port}/postgres`;
  const child = run(programs, folder, port);
  const removed = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  try {
    const version = await answers(url, child);
    return { url, version, stop: () => end(child).then(removed) };
  } catch (error) {
    await end(child);
    removed();
    throw error;
  }
}

function findPrograms(): string {
  const all = "/usr/lib/postgresql";
  const installed = existsSync(all) ? readdirSync(all).sort((a, b) => Number(a) - Number(b)) : [];
  const version = installed.find((name) => Number(name) >= 15 && existsSync(join(all, name, "bin/initdb")));
  const programs = process.env.TEST_POSTGRES_BIN ?? (version && join(all, version, "bin"));
  if (!programs)
    throw new Error("There is no PostgreSQL 15 here: run node scripts/system-packages.mjs database");
  return programs;
}

function makeCluster(programs: string, folder: string): string {
  const password = randomBytes(12).toString("hex");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password);
  execFileSync(
    join(programs, "initdb"),
    [
      ...["-D", join(folder, "data"), "-U", "tester", "--pwfile", passwordFile, "-A", "scram-sha-256"],
      ...["-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
    ],
    { ...identity, cwd: "/", stdio: ["ignore", "ignore", "pipe"] },
  );
  return password;
}

function run(programs: string, folder: string, port: number): ChildProcess {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    port,
    max_connections: 100,
    // What it holds is thrown away, so nothing needs to survive a power cut.
    fsync: "off",
    timezone: "UTC",
  };
  return spawn(
    join(programs, "postgres"),
    [
      "-D",
      join(folder, "data"),
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { ...identity, cwd: "/", stdio: "ignore" },
  );
}

async function answers(url: string, child: ChildProcess): Promise<string> {
  for (const until = Date.now() + 20_000; ; await sleep(50)) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      const shown = await client.query<{ server_version: string }>("show server_version");
      return shown.rows[0]?.server_version ?? "";
    } catch (error) {
      if (Date.now() > until || child.exitCode !== null) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGQUIT");
  await ended;
}

if (import.meta.main) {
  const postgres = await startPostgres15();
  console.log(postgres.url);
  const stop = () => void postgres.stop().then(() => process.exit(0));
  process.once("SIGINT", stop).once("SIGTERM", stop);
}
