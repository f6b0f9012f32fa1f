import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { magic } from "./archive-writer.ts";
import { BackupError } from "./failure.ts";

export interface Entry {
  readonly header: Record<string, unknown>;
  /** To be read to its end before the next entry is asked for. */
  readonly body: AsyncIterable<Buffer>;
}

const longestHeader = 1_000_000;
const longestPiece = 64_000_000;

/** Reads the entries of a backup one by one, a piece at a time. Anything unforeseen in it is damage. */
export async function* readArchive(path: string): AsyncGenerator<Entry> {
  const bytes = new Bytes(path);
  try {
    const start = await bytes.upTo(Buffer.byteLength(magic));
    if (start.toString("latin1") !== magic) throw foreign(path, start);
    while (!(await bytes.atEnd())) {
      const header = await readHeader(path, bytes);
      const body = readBody(path, bytes);
      yield { header, body };
      for await (const _ of body);
    }
  } finally {
    bytes.close();
  }
}

const foreign = (path: string, cause: unknown) =>
  new BackupError(`${path} is not a backup of this product. Nothing was changed.`, { cause });

/** The sentence for a file that is not what was written. */
export const damaged = (path: string, cause: unknown) =>
  new BackupError(`The backup ${path} is damaged or cut off. Nothing was changed.`, { cause });

async function readHeader(path: string, bytes: Bytes): Promise<Record<string, unknown>> {
  const line = await bytes.line();
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch (cause) {
    throw damaged(path, cause);
  }
}

async function* readBody(path: string, bytes: Bytes): AsyncGenerator<Buffer> {
  for (;;) {
    const size = (await bytes.take(4)).readUInt32BE();
    if (size === 0) return;
    if (size > longestPiece) throw damaged(path, `a piece of ${size} bytes`);
    yield await bytes.take(size);
  }
}

/** The unpacked stream, from which exact numbers of bytes can be taken. */
class Bytes {
  readonly #path: string;
  readonly #pieces: AsyncIterator<Buffer>;
  readonly #source;
  #rest: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(path: string) {
    this.#path = path;
    this.#source = createReadStream(path);
    const unpacked = pipeline(this.#source, createGunzip(), () => undefined);
    this.#pieces = unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async take(size: number): Promise<Buffer> {
    const taken = await this.upTo(size);
    if (taken.length < size) throw damaged(this.#path, "the file ends too early");
    return taken;
  }

  /** Fewer only where the file ends. */
  async upTo(size: number): Promise<Buffer> {
    const pieces = [this.#rest];
    let have = this.#rest.length;
    while (have < size) {
      const piece = await this.#pull();
      if (!piece) break;
      pieces.push(piece);
      have += piece.length;
    }
    const all = pieces.length === 1 ? this.#rest : Buffer.concat(pieces);
    this.#rest = all.subarray(size);
    return all.subarray(0, size);
  }

  async line(): Promise<string> {
    let end = this.#rest.indexOf(10);
    while (end < 0) {
      const piece = await this.#pull();
      if (!piece || this.#rest.length > longestHeader) throw damaged(this.#path, "a header without an end");
      this.#rest = Buffer.concat([this.#rest, piece]);
      end = this.#rest.indexOf(10);
    }
    return (await this.take(end + 1)).toString("utf8");
  }

  async atEnd(): Promise<boolean> {
    if (this.#rest.length > 0) return false;
    this.#rest = (await this.#pull()) ?? this.#rest;
    return this.#rest.length === 0;
  }

  close(): void {
    this.#source.destroy();
  }

  async #pull(): Promise<Buffer | undefined> {
    if (this.#ended) return undefined;
    const next = await this.#pieces.next().catch((error: NodeJS.ErrnoException) => {
      if (error.message === "incorrect header check") throw foreign(this.#path, error);
      if (error.code?.startsWith("Z_")) throw damaged(this.#path, error);
      throw new BackupError(`${this.#path} cannot be read. Nothing was changed.`, { cause: error });
    });
    this.#ended = next.done === true;
    return this.#ended ? undefined : next.value;
  }
}
