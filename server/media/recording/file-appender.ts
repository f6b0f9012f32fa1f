import { type FileHandle, open } from "node:fs/promises";

const blockBytes = 16_384;
/** What may wait for a disk that stands still; more would be a process that grows until it dies. */
const mostWaiting = 2_000_000;

/**
 * Appends to a file of its own without ever waiting for it: what comes is collected in memory and written at each
 * `flush`. Once the disk refuses, nothing more is kept.
 */
export function createFileAppender(path: string, onTrouble: (error: unknown) => void) {
  let block = Buffer.alloc(0);
  /** Of the block: what is handed over, and what is filled. */
  let handed = 0;
  let used = 0;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let writing: Promise<void> | undefined;
  let handle: FileHandle | undefined;
  let isBroken = false;

  function broken(error: unknown): void {
    waiting = [];
    if (!isBroken) onTrouble(error);
    isBroken = true;
  }

  function handOver(): void {
    if (used > handed) waiting.push(block.subarray(handed, used));
    waitingBytes += used - handed;
    handed = used;
  }

  async function writeWaiting(): Promise<void> {
    try {
      // A name that is taken is somebody else's recording: it is never written over.
      handle ??= await open(path, "ax", 0o600);
      while (waiting.length > 0) {
        const now = Buffer.concat(waiting);
        waiting = [];
        waitingBytes = 0;
        await handle.appendFile(now);
      }
    } catch (error) {
      broken(error);
    }
  }

  function flush(): Promise<void> {
    handOver();
    if (waiting.length === 0 || isBroken) return writing ?? Promise.resolve();
    writing ??= writeWaiting().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  return {
    /** Where the next `bytes` bytes go; undefined when there is no room for them any more. */
    room(bytes: number): { readonly block: Buffer; readonly place: number } | undefined {
      if (isBroken) return undefined;
      if (waitingBytes > mostWaiting) {
        broken(new Error("the disk does not take the recording"));
        return undefined;
      }
      if (used + bytes > block.length) {
        handOver();
        block = Buffer.allocUnsafeSlow(Math.max(blockBytes, bytes));
        handed = 0;
        used = 0;
      }
      const place = used;
      used += bytes;
      return { block, place };
    },
    flush,
    /** Everything is on the disk, as far as it lets us know. */
    async close(): Promise<void> {
      await flush();
      // What came while it wrote.
      await flush();
      try {
        await handle?.sync();
        await handle?.close();
      } catch (error) {
        broken(error);
      }
      handle = undefined;
      isBroken = true;
    },
  };
}

export type FileAppender = ReturnType<typeof createFileAppender>;
