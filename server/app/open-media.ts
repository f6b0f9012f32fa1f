import { createHash } from "node:crypto";
import { hostname, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { OpenEngine } from "#server/features/calls/index.ts";
import type { RelaySettings } from "#server/features/relays/index.ts";
import { openRemoteEngine } from "#server/media/process/remote-engine.ts";
import type { Config } from "./config.ts";

/** A socket's path has 107 bytes at most on Linux (`sun_path`), and the file in the folder has a name too. */
const longestFolder = 90;

/** The folder of a process beside the server: in the data folder, where a restarted server finds it again. */
export function processFolder(dataDir: string, process: "media" | "phone"): string {
  const folder = resolve(dataDir, process);
  if (Buffer.byteLength(folder) <= longestFolder) return folder;
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  return join(tmpdir(), `sidetone-${process}-${name}`);
}

/** The media engine of a server with this configuration: its name, and how it is found or started. */
export function mediaOf({ dataDir, mediaAddress, mediaPorts, turn }: Config): {
  readonly node: string;
  readonly open: OpenEngine;
  /** Where recordings lie, a folder each. */
  readonly recordings: string;
  /** Ways out of closed networks. */
  readonly relays: RelaySettings;
} {
  const folder = processFolder(dataDir, "media");
  return {
    node: `${hostname()}:${folder}`,
    relays: turn,
    recordings: resolve(dataDir, "recordings"),
    open: (events) => openRemoteEngine({ folder, address: mediaAddress, ports: mediaPorts, events }),
  };
}
