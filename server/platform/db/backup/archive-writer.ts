import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";

/**
 * One gzip stream: the magic line, then entries. An entry is a JSON line and its body, which comes in pieces of
 * a 4-byte length and that many bytes, so that nothing needs to be known beforehand; a length of 0 ends it.
 */
export const magic = "SIDETONE BACKUP\n";

export interface ArchiveWriter {
  /** Writes one entry; every piece of the body waits until there is room. */
  entry(header: object, body?: AsyncIterable<Uint8Array>): Promise<void>;
  /** Puts the finished file in place. Without it, nothing bears its name. */
  commit(): Promise<void>;
  abandon(): Promise<void>;
}

/** Writes beside the target and renames at the end: a half backup never looks like a whole one. */
export async function createArchive(target: string): Promise<ArchiveWriter> {
  const partial = `${target}.partial`;
  const gzip = createGzip({ level: 6 });
  // Password hashes and conversations are in it: for the owner's eyes alone.
  const file = createWriteStream(partial, { mode: 0o600 });
  let broken: Error | undefined;
  gzip.on("error", () => undefined);
  file.on("error", (error) => {
    broken = error;
    gzip.destroy(error);
  });
  gzip.pipe(file);

  const write = async (piece: Uint8Array | string) => {
    if (broken) throw broken;
    if (!gzip.write(piece)) await once(gzip, "drain");
  };
  await write(magic);
  return {
    async entry(header, body) {
      await write(`${JSON.stringify(header)}\n`);
      for await (const piece of body ?? []) {
        if (piece.length === 0) continue;
        await write(length(piece.length));
        await write(piece);
      }
      await write(length(0));
    },
    async commit() {
      gzip.end();
      await finished(file);
      if (broken) throw broken;
      await syncAndRename(partial, target);
    },
    async abandon() {
      gzip.destroy();
      file.destroy();
      await rm(partial, { force: true });
    },
  };
}

function length(bytes: number): Uint8Array {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(bytes);
  return prefix;
}

async function syncAndRename(partial: string, target: string): Promise<void> {
  const handle = await open(partial, "r+");
  await handle.sync();
  await handle.close();
  await rename(partial, target);
  const folder = await open(dirname(target), "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
