import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import type { Address } from "./address.ts";
import type { Cluster } from "./cluster.ts";

const largestLog = 10_000_000;

/** Starts a postmaster that outlives us: a killed server must not take its database along. */
export async function launch(cluster: Cluster, address: Address): Promise<ChildProcess> {
  const { file, args } = cluster.runAs.command(cluster.binaries.postgres, [
    "-D",
    cluster.dir,
    ...Object.entries(settings(address)).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  // A file, not a pipe: whoever writes to a pipe whose reader was killed is killed too.
  const log = openSync(cluster.logFile, sizeOf(cluster.logFile) > largestLog ? "w" : "a", 0o600);
  try {
    const child = spawn(file, args, {
      ...cluster.runAs.identity,
      cwd: "/",
      detached: true,
      env: { ...process.env, PGTZ: undefined, LC_ALL: "C" },
      stdio: ["ignore", log, log],
      windowsHide: true,
    });
    child.on("error", () => undefined);
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function settings({ host, port }: Address): Record<string, string | number> {
  const bySocket = host.startsWith("/");
  return {
    listen_addresses: bySocket ? "" : host,
    unix_socket_directories: bySocket ? host : "",
    unix_socket_permissions: "0700",
    port,
    max_connections: 60,
    shared_buffers: "64MB",
    // An acknowledged message is on disk: these are the promise, so no postgresql.conf may weaken them.
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    io_method: "sync",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    logging_collector: "off",
  };
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** The last lines that PostgreSQL wrote, for the sentence that says why it does not start. */
export function lastWords(cluster: Cluster): string {
  try {
    return readFileSync(cluster.logFile, "utf8").trimEnd().split("\n").slice(-4).join(" | ");
  } catch {
    return "it wrote nothing";
  }
}
