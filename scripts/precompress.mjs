import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const worthIt = new Set([".js", ".css", ".html", ".svg", ".json", ".map", ".wasm", ".webmanifest"]);
const SMALLEST = 1024;

/** Writes .br and .gz beside every text file, so that the server never compresses while somebody waits. */
export async function precompress(folders) {
  for (const folder of folders) {
    for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile() && worthIt.has(path.extname(file))) await compress(file);
    }
  }
}

async function compress(file) {
  const body = await fs.readFile(file);
  // Pages get a nonce for each response, so that a compressed copy would be of no use.
  if (body.length < SMALLEST || body.includes("__CSP_NONCE__")) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  const [small, zipped] = await Promise.all([brotli(body, { params }), zip(body, { level: 9 })]);
  await Promise.all([fs.writeFile(`${file}.br`, small), fs.writeFile(`${file}.gz`, zipped)]);
}
