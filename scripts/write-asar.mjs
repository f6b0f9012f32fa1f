import fs from "node:fs";
import path from "node:path";

/**
 * Packs one flat folder of small files as an Electron archive. The format: a Chromium pickle with the JSON index,
 * then the files. (`@electron/asar` does more, but is only there as a dependency of the packager.)
 */
export function writeAsar(folder, target) {
  const names = fs.readdirSync(folder).sort();
  const bodies = names.map((name) => fs.readFileSync(path.join(folder, name)));
  let offset = 0;
  const files = {};
  for (const [index, name] of names.entries()) {
    files[name] = { size: bodies[index].length, offset: String(offset) };
    offset += bodies[index].length;
  }
  const json = Buffer.from(JSON.stringify({ files }));
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(8 + padded, 4);
  head.writeUInt32LE(4 + padded, 8);
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  // Written aside and renamed, so that two starts at once never read half a file.
  const fresh = `${target}.${process.pid}`;
  fs.writeFileSync(fresh, Buffer.concat([head, ...bodies]));
  fs.renameSync(fresh, target);
}
