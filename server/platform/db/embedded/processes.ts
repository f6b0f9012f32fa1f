import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

/** What the process of a number is to us. "unknown": alive, and this platform tells no more. */
export type ProcessKind = "none" | "zombie" | "postmaster" | "another" | "unknown";

/** Numbers are used again after a reboot, so a live process is not yet our postmaster. */
export function kindOfProcess(pid: number, clusterDir: string): ProcessKind {
  if (!isAlive(pid)) return "none";
  if (process.platform === "linux") return kindOnLinux(pid, clusterDir);
  if (process.platform === "win32") return "unknown";
  return kindByPs(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function kindOnLinux(pid: number, clusterDir: string): ProcessKind {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state] = stat.slice(stat.lastIndexOf(")") + 2);
    if (state === "Z" || state === "X") return "zombie";
    if (!readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("postgres")) return "another";
  } catch {
    return "none";
  }
  const folder = workingFolder(pid);
  return folder === undefined || folder === clusterDir ? "postmaster" : "another";
}

function kindByPs(pid: number): ProcessKind {
  try {
    const [state = "", command = ""] = execFileSync("ps", ["-o", "stat=,comm=", "-p", String(pid)], {
      encoding: "utf8",
    })
      .trim()
      .split(/\s+/);
    if (state.startsWith("Z")) return "zombie";
    return basename(command).startsWith("postgres") ? "postmaster" : "another";
  } catch {
    return "none";
  }
}

/** Undefined where the process is gone or another user's. */
function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Whether any process still works in the data folder. Every backend of PostgreSQL does, also an orphaned one. */
export function somebodyWorksIn(clusterDir: string): boolean {
  if (process.platform !== "linux") return true; // it cannot be told, so nothing is cleared away in haste
  return readdirSync("/proc").some(
    (name) => /^\d+$/.test(name) && workingFolder(Number(name)) === clusterDir,
  );
}
