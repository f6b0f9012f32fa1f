import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, type FileHandle, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";

/** Where bytes lie. The key is ours, random, and says nothing of the file's name. */
export interface Storage {
  /** Resolves with the key when the bytes are safely on disk. */
  put(bytes: Uint8Array): Promise<string>;
  /** null: there is nothing under this key. */
  open(key: string): Promise<{ stream: Readable; size: number } | null>;
  /** The same bytes under a key of their own, which may be removed apart; null: there is nothing under this key. */
  copy(key: string): Promise<string | null>;
  remove(key: string): Promise<void>;
}

const newKey = () => randomBytes(20).toString("hex");

/** Storage in a folder; one file for each key, written beside its place and moved into it. */
export function createFolderStorage(folder: string): Storage {
  const placeOf = (key: string) => {
    if (!/^[0-9a-f]{40}$/.test(key)) throw new Error("not a key of this storage");
    return join(folder, key.slice(0, 2), key.slice(2));
  };
  return {
    async put(bytes) {
      const key = newKey();
      const place = placeOf(key);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      const draft = `${place}.draft`;
      try {
        await using(await open(draft, "wx", 0o600), async (file) => {
          await file.writeFile(bytes);
          await file.sync();
        });
        await rename(draft, place);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await syncFolder(dirname(place));
      return key;
    },
    async open(key) {
      const place = placeOf(key);
      const found = await stat(place).catch(() => null);
      return found && { stream: createReadStream(place), size: found.size };
    },
    async copy(key) {
      const next = newKey();
      const [from, to] = [placeOf(key), placeOf(next)];
      if (!(await stat(from).catch(() => null))) return null;
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      // What lies here is never written again, so two names may share it; not every file system can do that.
      await link(from, to).catch(() => copyFile(from, to));
      await syncFolder(dirname(to));
      return next;
    },
    remove: (key) => rm(placeOf(key), { force: true }),
  };
}

/** The new name must survive a crash too. Windows cannot open folders, and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  await using(await open(folder, "r"), (handle) => handle.sync());
}

async function using(handle: FileHandle, work: (handle: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}
