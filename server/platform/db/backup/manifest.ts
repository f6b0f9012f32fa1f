import { createHash } from "node:crypto";
import * as z from "zod";

export const formatVersion = 1;

/** First in the file: whether it can be read here at all. */
export const About = z.object({
  kind: z.literal("about"),
  format: z.number().int(),
  createdAt: z.iso.datetime(),
  product: z.string(),
  postgres: z.string(),
  /** Hashes of the migrations that made the schema, in order. */
  migrations: z.array(z.string()),
});
export type About = z.infer<typeof About>;

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Last in the file, because only then it is known: what must have been read before it. */
export const Manifest = z.object({
  kind: z.literal("manifest"),
  tables: z.array(
    z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int(), sha256: Digest }),
  ),
  files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: Digest })),
  sequences: z.array(z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/), called: z.boolean() })),
});
export type Manifest = z.infer<typeof Manifest>;

export const TableHeader = z.object({
  kind: z.literal("table"),
  name: z.string(),
  columns: z.array(z.string()),
});
export const FileHeader = z.object({ kind: z.literal("file"), path: z.string() });

/** What of the data folder belongs to a backup: uploaded files, and the secret with which keys in the database are sealed. */
export const keptInDataDir: readonly string[] = ["files", "secret"];

export interface Measure {
  sha256: string;
  bytes: number;
  /** Rows, when the bytes are COPY's text: a line end inside a value is written as `\n`. */
  lines: number;
}

/** Passes pieces on and measures them; the measure is right once the last piece went through. */
export function measured(source: AsyncIterable<Uint8Array>): {
  pieces: AsyncGenerator<Uint8Array>;
  measure: Measure;
} {
  const hash = createHash("sha256");
  const measure: Measure = { sha256: "", bytes: 0, lines: 0 };
  async function* pieces() {
    for await (const piece of source) {
      hash.update(piece);
      measure.bytes += piece.length;
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) measure.lines += 1;
      yield piece;
    }
    measure.sha256 = hash.digest("hex");
  }
  return { pieces: pieces(), measure };
}
