import { isDeepStrictEqual } from "node:util";
import { damaged, readArchive } from "./archive-reader.ts";
import { BackupError } from "./failure.ts";
import { About, FileHeader, formatVersion, Manifest, measured, TableHeader } from "./manifest.ts";

export interface Verified {
  readonly about: About;
  readonly manifest: Manifest;
}

/** Reads the whole file once and compares every sum with what was written down, before anything is touched. */
export async function verifyBackup(path: string): Promise<Verified> {
  const seen: Pick<Manifest, "tables" | "files"> = { tables: [], files: [] };
  let about: About | undefined;
  let manifest: Manifest | undefined;
  for await (const { header, body } of readArchive(path)) {
    if (manifest) throw damaged(path, "there is more after the end");
    if (header.kind === "about") about = readAbout(path, header);
    else if (header.kind === "manifest") manifest = await readManifest(path, body);
    else await measureEntry(path, header, body, seen);
  }
  if (!about || !manifest) throw damaged(path, "its beginning or its end is missing");
  const whole = isDeepStrictEqual(seen, { tables: manifest.tables, files: manifest.files });
  if (!whole) throw damaged(path, "a sum differs");
  return { about, manifest };
}

function readAbout(path: string, header: unknown): About {
  const format = (header as { format?: unknown }).format;
  if (format !== formatVersion) {
    throw new BackupError(
      `The backup ${path} has format ${String(format)}, and this version reads format ${formatVersion}. Nothing was changed.`,
    );
  }
  const about = About.safeParse(header);
  if (!about.success) throw damaged(path, about.error);
  return about.data;
}

async function readManifest(path: string, body: AsyncIterable<Buffer>): Promise<Manifest> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  try {
    return Manifest.parse(JSON.parse(Buffer.concat(pieces).toString("utf8")));
  } catch (cause) {
    throw damaged(path, cause);
  }
}

async function measureEntry(
  path: string,
  header: unknown,
  body: AsyncIterable<Buffer>,
  seen: Pick<Manifest, "tables" | "files">,
): Promise<void> {
  const { pieces, measure } = measured(body);
  for await (const _ of pieces);
  const { sha256, bytes, lines } = measure;
  const table = TableHeader.safeParse(header);
  const file = FileHeader.safeParse(header);
  if (table.success)
    seen.tables.push({ name: table.data.name, columns: table.data.columns, rows: lines, sha256 });
  else if (file.success) seen.files.push({ path: file.data.path, bytes, sha256 });
  else throw damaged(path, "an entry of an unknown kind");
}
