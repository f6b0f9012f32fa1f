import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a running PostgreSQL writes down about itself in its data folder. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  /** Folder of the unix socket; empty where there is none (Windows). */
  readonly socketDir: string;
  readonly ready: boolean;
}

/** Undefined when no postmaster left its file. Lines that are not written yet are zero or empty. */
export async function readPostmasterFile(clusterDir: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(clusterDir, "postmaster.pid"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : parsePostmasterFile(text);
}

/** Lines: pid, data folder, start time, port, socket folder, listen address, shared memory, status. */
export function parsePostmasterFile(text: string): PostmasterFile {
  const lines = text.split(/\r?\n/);
  return {
    pid: Number.parseInt(lines[0] ?? "", 10) || 0,
    port: Number.parseInt(lines[3] ?? "", 10) || 0,
    socketDir: lines[4] ?? "",
    ready: lines[7]?.trim() === "ready",
  };
}
