import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm } from "node:fs/promises";
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

/**
 * Takes a dead postmaster's file away. Another server may do the same at this moment and have started a new
 * postmaster already: so the file is first moved aside, and put back when it is not the one that was meant.
 */
export async function removePostmasterFile(clusterDir: string, deadPid: number): Promise<void> {
  const place = join(clusterDir, "postmaster.pid");
  const aside = `${place}.${randomBytes(4).toString("hex")}`;
  try {
    await rename(place, aside);
  } catch {
    return;
  }
  const moved = parsePostmasterFile(await readFile(aside, "utf8"));
  if (moved.pid !== deadPid) await link(aside, place).catch(() => undefined);
  await rm(aside, { force: true });
}
